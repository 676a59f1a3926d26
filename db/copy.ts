import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { PGlite, Transaction as PgliteTransaction } from "@electric-sql/pglite";
import { CompiledQuery } from "kysely";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { CopyDecoder, type ReadColumn, type ReadRow } from "./copy-decoder.ts";
import type { AnyTx } from "./doors.ts";
import { giveBack } from "./give-back.ts";

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
    return (super.query as (...all: unknown[]) => unknown)(...given);
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

/** The embedded engine with the same, by a cursor. */
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
