import { type RawBuilder, sql } from "kysely";

type Type = "int" | "text" | "uuid" | "date" | "numeric" | "boolean" | "jsonb";
export type ColumnTypes = Readonly<Record<string, Type>>;
type Row<Types extends ColumnTypes> = { readonly [Name in keyof Types]: unknown };

/**
 * Rows as a relation `r` in a statement. Each column is one array parameter in PostgreSQL's text format. It is read
 * about four times as fast as JSON objects, and both engines accept it.
 */
export function typedRows<Types extends ColumnTypes>(
  types: Types,
  rows: readonly Row<Types>[],
  names: readonly (keyof Types & string)[] = Object.keys(types),
): RawBuilder<unknown> {
  const columns = names.map((name) => sql`${printColumn(types[name]!, rows, name)}::text::${sql.raw(types[name]!)}[]`);
  return sql`unnest(${sql.join(columns)}) as r(${sql.raw(names.join(", "))})`;
}

function printColumn<Name extends string>(type: Type, rows: readonly { readonly [N in Name]: unknown }[], name: Name) {
  let text = "{";
  for (const row of rows) {
    const value = row[name];
    if (text.length > 1) text += ",";
    if (value === null || value === undefined) text += "NULL";
    else if (type === "jsonb") text += quote(toJsonText(value));
    else text += typeof value === "string" ? quote(value) : String(value);
  }
  return `${text}}`;
}

const SPECIAL = /["\\\0]/;

function quote(text: string): string {
  return SPECIAL.test(text) ? `"${text.replace(/["\\]/g, "\\$&").replaceAll("\0", "\ufffd")}"` : `"${text}"`;
}

/**
 * A JSON escape. It matches completely if it is a character that `jsonb` can't store: null or an unpaired surrogate.
 */
const ESCAPE = /\\(?:u(?:0000|d[89a-f][0-9a-f]{2})|[\s\S])/gi;
const UNSTORABLE_LENGTH = 6;

/** JSON for `jsonb`. Characters that the database can't store become the replacement character. */
function toJsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes("\\u")
    ? text.replace(ESCAPE, (one) => (one.length === UNSTORABLE_LENGTH ? "\\ufffd" : one))
    : text;
}
