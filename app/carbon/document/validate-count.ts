import type { DocumentReader } from "./document-reader.ts";

/** As many as a program counts exactly. */
const COUNT = /^(?:0|[1-9][0-9]{0,14})$/;

/** A whole number of records; null where it is none. */
export function validateCount(reader: DocumentReader, value: unknown, pointer: string): number | null {
  const text = reader.text(value, pointer);
  if (text === null) return null;
  if (COUNT.test(text)) return Number(text);
  return reader.fault("value_out_of_range", pointer, { value: text.slice(0, 60), allowed: "0 … 999999999999999" });
}
