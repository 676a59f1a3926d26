import type { ContentLanguage } from "#app/encoding/language.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { columnName } from "#app/encoding/workbook/cell-address.ts";
import { type SheetCell, type SheetContent, writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { COLUMNS, HEADING_IN, HEADINGS } from "./instrument-column.ts";
import { MOST_ROWS } from "./read-instruments.ts";

interface TemplateInput {
  language: ContentLanguage;
  /** Accepted values, in the reader's language. */
  lists: Readonly<Record<"type" | "technology" | "country" | "unit", readonly string[]>>;
  sheet: { rows: string; lists: string; help: string };
  help: { title: string; lines: readonly string[] };
}

/** The import reads it without changes. */
export function printInstrumentTemplateCsv(language: ContentLanguage): string {
  return printCsv([headingsIn(language)]);
}

export function writeInstrumentTemplate({ language, lists, sheet, help }: TemplateInput): Uint8Array {
  const listed = Object.keys(lists) as (keyof typeof lists)[];
  const choices = listed.map((field, at) => {
    const column = columnName(COLUMNS.indexOf(field) + 1);
    const letter = columnName(at + 1);
    const from = `$${letter}$2:$${letter}$${lists[field].length + 1}`;
    return { cells: `${column}2:${column}${MOST_ROWS + 1}`, sheet: sheet.lists, from, isOpen: true };
  });
  const rows: SheetContent = {
    name: sheet.rows,
    rows: [headingsIn(language).map((text) => ({ text, style: "head" as const }))],
    widths: COLUMNS.map(() => 18),
    frozenRows: 1,
    choices,
  };
  return writeWorkbook([rows, listsSheet({ language, lists, name: sheet.lists }), helpSheet(sheet.help, help)]);
}

function headingsIn(language: ContentLanguage): string[] {
  return COLUMNS.map((field) => HEADINGS[field][HEADING_IN[language]]);
}

function listsSheet({
  language,
  lists,
  name,
}: Pick<TemplateInput, "language" | "lists"> & { name: string }): SheetContent {
  const listed = Object.keys(lists) as (keyof typeof lists)[];
  const height = Math.max(...listed.map((field) => lists[field].length));
  const head = listed.map((field): SheetCell => ({ text: HEADINGS[field][HEADING_IN[language]], style: "head" }));
  const body = Array.from({ length: height }, (_, row) => listed.map((field): SheetCell => lists[field][row] ?? ""));
  return { name, rows: [head, ...body], widths: [36, 18, 36, 10], frozenRows: 1 };
}

function helpSheet(name: string, { title, lines }: TemplateInput["help"]): SheetContent {
  return {
    name,
    rows: [[{ text: title, style: "title" }], [], ...lines.map((text): SheetCell[] => [{ text, style: "note" }])],
    widths: [100],
  };
}
