import type { DocumentReader } from "./document-reader.ts";

/** Up to 15 digits, which a double holds exactly. */
const COUNT = /^(?:0|[1-9][0-9]{0,14})$/;

/** A number of records. Null if it isn't an integer. */
export function validateCount(reader: DocumentReader, value: unknown, pointer: string): number | null {
  const text = reader.text(value, pointer);
  if (text === null) return null;
  if (COUNT.test(text)) return Number(text);
  return reader.fault("value_out_of_range", pointer, { value: text.slice(0, 60), allowed: "0 … 999999999999999" });
}
