import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { PGlite, Transaction as PgliteTransaction } from "@electric-sql/pglite";
import { CompiledQuery } from "kysely";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { CopyDecoder, type ReadColumn, type ReadRow } from "./copy-decoder.ts";
import type { AnyTx } from "./doors.ts";
import { giveBack } from "./give-back.ts";

/** Rows requested from a query that is read row by row: its only parameter. */
class RowsWanted {
  readonly columns: readonly ReadColumn[];
  readonly size: number;

  constructor(columns: readonly ReadColumn[], size: number) {
    this.columns = columns;
    this.size = size;
  }
}

/**
 * Reads the rows of a query in batches. Each row is valid only until the next one. A server sends the rows by binary
 * COPY, ahead of the reader. The transaction can't be used for anything else at the same time: the server's connection
 * refuses it. If reading stops early, it waits until the database has sent the remaining rows.
 *
 * @param query without parameters: COPY takes none
 * @param columns of the query, in its order
 * @param size rows in a batch, if the database does not stream them
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

/** A client of a server that recognizes a COPY by its parameter and streams it. */
export class CopyClient extends pg.Client {
  #isReading = false;

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen overloads
  override query(...given: any[]): any {
    const [text, values] = given;
    const rows = Array.isArray(values) ? values[0] : undefined;
    // It would wait for the end of the rows, and the reader would wait for it.
    if (this.#isReading)
      throw new Error("Rows are being read on this connection. Run the query before, or on another connection.");
    if (rows instanceof RowsWanted) {
      this.#isReading = true;
      const stream = super.query(copyTo(`copy (${text}) to stdout (format binary)`));
      const onEnd = () => {
        this.#isReading = false;
      };
      return Promise.resolve({ command: "COPY", rows: [receive(stream, rows, onEnd)] });
    }
    return (super.query as (...all: unknown[]) => unknown)(...given);
  }
}

async function* receive(
  stream: Readable,
  { columns }: RowsWanted,
  onEnd: () => void,
): AsyncGenerator<Iterable<ReadRow>> {
  const decoder = new CopyDecoder(columns);
  // Reported to the reader; once reading has stopped, to the connection.
  stream.on("error", () => {});
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) {
      decoder.add(piece);
      // A piece that the stream joined from several has its own buffer; a part of a socket read may share one.
      if (piece.byteLength === piece.buffer.byteLength) giveBack(piece);
      yield decoder.rows();
    }
  } finally {
    await finished(stream.resume()).catch(() => {});
    onEnd();
  }
}

/** The same for the embedded engine, by a cursor. */
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

/** With COPY, the embedded engine would hold all rows in memory. */
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
    return tx.query(text, values, options);
  };
  return new Proxy(tx, {
    get: (target, name) => {
      if (name === "query") return query;
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
