import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import type { PGlite, Transaction as PgliteTransaction } from "@electric-sql/pglite";
import { CompiledQuery } from "kysely";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { CopyDecoder, type ReadColumn, type ReadRow } from "./copy-decoder.ts";
import type { AnyTx } from "./doors.ts";
import { giveBack } from "./give-back.ts";

/** Rows in PostgreSQL's binary format (`CopyEncoder`), each chunk whole ones: the only parameter of a COPY. */
class CopyRows {
  readonly chunks: AsyncIterable<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks;
  }
}

/**
 * Adds rows to a table by binary COPY, on the transaction's own connection and under its role. A chunk is asked for when
 * the database has taken the one before, so memory holds a few chunks whatever the number of rows.
 *
 * @param columns in the order in which the rows were encoded
 */
export async function copyIn(
  tx: AnyTx,
  table: string,
  columns: readonly string[],
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const statement = `copy ${table} (${columns.join(", ")}) from stdin (format binary)`;
  await tx.executeQuery(CompiledQuery.raw(statement, [new CopyRows(chunks)]));
}

/** What is asked of a query that is read row by row: the only parameter of such a query. */
class RowsWanted {
  readonly columns: readonly ReadColumn[];
  readonly size: number;

  constructor(columns: readonly ReadColumn[], size: number) {
    this.columns = columns;
    this.size = size;
  }
}

/**
 * Reads what a query gives, some rows at a time, each row lent until the next one; a server sends them by binary COPY, ahead of
 * whoever reads. Nothing else is asked on the transaction meanwhile: a server's connection refuses it. Whoever stops before
 * the end waits until the database has sent the rest.
 *
 * @param query without parameters: COPY takes none
 * @param columns of the query, in its order
 * @param size so many at a time where the database does not send them by itself
 */
export async function* readRows(
  tx: AnyTx,
  query: { sql: string },
  columns: readonly ReadColumn[],
  size: number,
): AsyncGenerator<Iterable<ReadRow>> {
  const wanted = CompiledQuery.raw(query.sql, [new RowsWanted(columns, size)]);
  const { rows } = await tx.executeQuery<AsyncGenerator<Iterable<ReadRow>>>(wanted);
  yield* rows[0]!;
}

/** Signature, no flags, no extension; and the end of the rows. */
const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const TRAILER = Buffer.from([0xff, 0xff]);

/** A client of a server that knows a COPY by its parameter and streams it. */
export class CopyClient extends pg.Client {
  #isReading = false;

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen overloads
  override query(...given: any[]): any {
    const [text, values] = given;
    const rows = Array.isArray(values) ? values[0] : undefined;
    // It would wait for the end of the rows, and whoever reads them for it.
    if (this.#isReading) throw new Error("Rows are being read on this connection: ask before, or on another one.");
    if (rows instanceof RowsWanted) {
      this.#isReading = true;
      const stream = super.query(copyTo(`copy (${text}) to stdout (format binary)`));
      const onEnd = () => {
        this.#isReading = false;
      };
      return Promise.resolve({ command: "COPY", rows: [receive(stream, rows, onEnd)] });
    }
    if (!(rows instanceof CopyRows)) return (super.query as (...all: unknown[]) => unknown)(...given);
    const stream = super.query(copyFrom(text));
    // One chunk ahead: the others wait where they came from.
    return pipeline(Readable.from(framed(rows.chunks), { highWaterMark: 1 }), stream).then(() => ({
      command: "COPY",
      rows: [],
    }));
  }
}

async function* receive(
  stream: Readable,
  { columns }: RowsWanted,
  onEnd: () => void,
): AsyncGenerator<Iterable<ReadRow>> {
  const decoder = new CopyDecoder(columns);
  // Told to whoever reads; where nobody does any more, the connection itself is told.
  stream.on("error", () => {});
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) {
      decoder.add(piece);
      // Put together of several by the stream, it is nobody else's; a part of what the socket read may be.
      if (piece.byteLength === piece.buffer.byteLength) giveBack(piece);
      yield decoder.rows();
    }
  } finally {
    await finished(stream.resume()).catch(() => {});
    onEnd();
  }
}

async function* framed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield HEADER;
  yield* chunks;
  yield TRAILER;
}

/** So many bytes at a time are laid into the memory of the embedded engine. */
const BLOB_BYTES = 4 * 1024 * 1024;

/** The embedded engine with the same: a COPY of a few blobs, one after the other. */
export function withCopy(pglite: PGlite): PGlite {
  return new Proxy(pglite, {
    get(target, name) {
      if (name === "transaction") {
        return <T>(work: (tx: PgliteTransaction) => Promise<T>) => target.transaction((tx) => work(copying(tx)));
      }
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** The embedded engine would lay a COPY into memory as a whole. */
async function* fetchRows(tx: PgliteTransaction, text: string, { size }: RowsWanted): AsyncGenerator<ReadRow[]> {
  await tx.query(`declare read_rows no scroll cursor for ${text}`);
  for (let isLast = false; !isLast; ) {
    const { rows } = await tx.query<ReadRow>(`fetch ${size} from read_rows`, [], { rowMode: "array" });
    if (rows.length > 0) yield rows;
    isLast = rows.length < size;
  }
  await tx.query("close read_rows");
}

function copying(tx: PgliteTransaction): PgliteTransaction {
  const query: PgliteTransaction["query"] = async (text, values, options) => {
    const rows = values?.[0];
    if (rows instanceof RowsWanted) return { rows: [fetchRows(tx, text, rows)] as never[], fields: [] };
    if (!(rows instanceof CopyRows)) return tx.query(text, values, options);
    const statement = text.replace("from stdin", "from '/dev/blob'");
    let parts: Uint8Array[] = [];
    let size = 0;
    const flush = async () => {
      const blob = new Blob([HEADER, ...parts, TRAILER] as BlobPart[]);
      [parts, size] = [[], 0];
      await tx.query(statement, [], { blob });
    };
    for await (const chunk of rows.chunks) {
      parts.push(chunk);
      size += chunk.byteLength;
      if (size >= BLOB_BYTES) await flush();
    }
    await flush();
    return { rows: [], fields: [], affectedRows: 0 };
  };
  return new Proxy(tx, {
    get: (target, name) => {
      if (name === "query") return query;
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
