import { randomBytes } from "node:crypto";
import { type RawBuilder, sql } from "kysely";

/** Larger than the number of rows in any statement. */
const COUNTER = 0x1000000;

/**
 * Ids for the rows of one statement: UUID version 7 in row order (RFC 9562, 6.2 method 1), from the time, random bits
 * of this call and the row number below 16,777,216. An index appends sequential ids at its end. Random ids would spread
 * over the whole index, which costs a large import more than all its checks.
 *
 * @returns maps a row number to its id, both as SQL
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
