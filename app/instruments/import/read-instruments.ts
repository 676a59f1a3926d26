import { INSTRUMENT_TYPES } from "#app/carbon/factor/instrument-type.ts";
import { isBlankRow } from "#app/encoding/table/csv-rows.ts";
import { withoutGuards } from "#app/encoding/table/print-csv.ts";
import { INSTRUMENT_UNITS, TECHNOLOGIES } from "#app/instruments/contractual-instrument.ts";
import type { InstrumentField } from "#app/instruments/instrument-check.ts";
import { columnLetter } from "#app/records/import/activity-column.ts";
import type { PlainRow } from "#app/records/import/file/read-plain.ts";
import { COLUMNS, fieldOfHeading, fold } from "./instrument-column.ts";

export const MOST_ROWS = 300;

/** The values of one row as its file has them, with choices as codes where they are known. */
export interface InstrumentRow {
  row: number;
  values: Partial<Record<InstrumentField, string>>;
  /** Cells with an error of the workbook. */
  broken: InstrumentField[];
}

export interface FileColumn {
  letter: string;
  heading: string;
}

export interface ReadInstruments {
  rows: InstrumentRow[];
  columns: Partial<Record<InstrumentField, FileColumn>>;
  /** Columns with content that no field has. */
  unknown: FileColumn[];
}

export type TableFault =
  | { code: "headings_missing" }
  | { code: "heading_twice"; heading: string }
  | { code: "file_without_rows" }
  | { code: "file_too_many_rows" };

/** Names of the choices, in all languages: folded word to code. */
export type ChoiceWords = Readonly<Record<"type" | "technology" | "country" | "unit", ReadonlyMap<string, string>>>;

/** @param named the words of one language for each choice by its code */
export function choiceWords(
  named: readonly {
    type: Readonly<Record<string, string>>;
    technology: Readonly<Record<string, string>>;
    countries: readonly { code: string; name: string }[];
  }[],
): ChoiceWords {
  const words = (codes: readonly string[], of: readonly Readonly<Record<string, string>>[]) =>
    new Map(codes.flatMap((code) => [code, ...of.map((one) => one[code] ?? code)].map((word) => [fold(word), code])));
  return {
    type: words(
      INSTRUMENT_TYPES,
      named.map(({ type }) => type),
    ),
    technology: words(
      TECHNOLOGIES,
      named.map(({ technology }) => technology),
    ),
    country: new Map(
      named.flatMap(({ countries }) =>
        countries.flatMap(({ code, name }) => [
          [fold(code), code],
          [fold(name), code],
        ]),
      ),
    ),
    unit: words(INSTRUMENT_UNITS, []),
  };
}

/** Reads a table with the headings in its first row. Nothing is left out: a column without a field is named. */
export function readInstruments(
  table: readonly PlainRow[],
  words: ChoiceWords,
): ReadInstruments | { fault: TableFault } {
  const [head, ...body] = table;
  const fields = (head?.texts ?? []).map((text) => fieldOfHeading(text));
  const found = fields.filter((field) => field !== undefined);
  if (!found.includes("type") || found.length < LEAST_COLUMNS) return { fault: { code: "headings_missing" } };
  const twice = found.find((field, at) => found.indexOf(field) !== at);
  if (twice) return { fault: { code: "heading_twice", heading: head!.texts[fields.indexOf(twice)]! } };
  const filled = body.filter(({ texts }) => !isBlankRow(texts));
  if (filled.length === 0) return { fault: { code: "file_without_rows" } };
  if (filled.length > MOST_ROWS) return { fault: { code: "file_too_many_rows" } };
  const columns = Object.fromEntries(
    COLUMNS.flatMap((field) => {
      const at = fields.indexOf(field);
      return at < 0 ? [] : [[field, { letter: columnLetter(at), heading: head!.texts[at]! }]];
    }),
  );
  return {
    rows: filled.map(({ row, texts, broken }) => ({
      row,
      values: valuesOf(texts, fields, words),
      broken: broken.flatMap((at) => fields[at] ?? []),
    })),
    columns,
    unknown: unknownColumns(head!.texts, fields, filled),
  };
}

/** Fewer known headings are another table. */
const LEAST_COLUMNS = 5;

function valuesOf(
  texts: readonly string[],
  fields: readonly (InstrumentField | undefined)[],
  words: ChoiceWords,
): InstrumentRow["values"] {
  const values: InstrumentRow["values"] = {};
  fields.forEach((field, at) => {
    if (field === undefined) return;
    const text = withoutGuards((texts[at] ?? "").trim());
    values[field] = Object.hasOwn(words, field)
      ? (words[field as keyof ChoiceWords].get(fold(text)) ?? text)
      : field === "generatedFrom" || field === "generatedUntil" || field === "cancelledOn"
        ? readDay(text)
        : text;
  });
  return values;
}

/** Year, month and day in this order, as spreadsheets write them: 2025/1/31. Other texts stay as they are. */
function readDay(text: string): string {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  return found ? `${found[1]}-${found[2]!.padStart(2, "0")}-${found[3]!.padStart(2, "0")}` : text;
}

function unknownColumns(
  headings: readonly string[],
  fields: readonly (InstrumentField | undefined)[],
  rows: readonly PlainRow[],
): FileColumn[] {
  const width = Math.max(headings.length, ...rows.map(({ texts }) => texts.length));
  return Array.from({ length: width }, (_, at) => at).flatMap((at) => {
    const isFilled = rows.some(({ texts }) => (texts[at] ?? "").trim() !== "");
    return fields[at] === undefined && isFilled ? [{ letter: columnLetter(at), heading: headings[at] ?? "" }] : [];
  });
}
