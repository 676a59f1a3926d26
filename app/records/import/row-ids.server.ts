import { randomBytes } from "node:crypto";
import { type RawBuilder, sql } from "kysely";

/** More rows than a statement ever has. */
const COUNTER = 0x1000000;

/**
 * Ids for the rows of one statement: UUIDs of version 7 that follow one another as the rows do (RFC 9562, method 1 of 6.2),
 * of the time and random bits of this call and the row's number below 16,777,216. An index takes what follows one another
 * at its end; random ids land all over it, which costs a large import more than all it checks.
 *
 * @returns from the number of a row to its id, both as SQL
 */
export function rowIds(): (number: RawBuilder<unknown>) => RawBuilder<string> {
  const time = Date.now().toString(16).padStart(12, "0");
  const head = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  const tail = `-${randomBytes(6).toString("hex")}`;
  return (number) => {
    const counter = sql`to_hex(${COUNTER}::bigint + ${number})`;
    return sql`(${head}::text || substr(${counter}, 2, 3) || '-8' || substr(${counter}, 5) || ${tail}::text)::uuid`;
  };
}
