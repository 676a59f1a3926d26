import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PGlite, Transaction as PgliteTransaction } from "@electric-sql/pglite";
import { CompiledQuery } from "kysely";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { AnyTx } from "./doors.ts";

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

/** Signature, no flags, no extension; and the end of the rows. */
const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const TRAILER = Buffer.from([0xff, 0xff]);

/** A client of a server that knows a COPY by its parameter and streams it. */
export class CopyClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen overloads
  override query(...given: any[]): any {
    const [text, values] = given;
    const rows = Array.isArray(values) ? values[0] : undefined;
    if (!(rows instanceof CopyRows)) return (super.query as (...all: unknown[]) => unknown)(...given);
    const stream = super.query(copyFrom(text));
    // One chunk ahead: the others wait where they came from.
    return pipeline(Readable.from(framed(rows.chunks), { highWaterMark: 1 }), stream).then(() => ({
      command: "COPY",
      rows: [],
    }));
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

function copying(tx: PgliteTransaction): PgliteTransaction {
  const query: PgliteTransaction["query"] = async (text, values, options) => {
    const rows = values?.[0];
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
