/** Templates with the facilities, sources and units of an organization. The import reads them without changes. */

import type { Period } from "#app/carbon/document/inventory-document.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { offerUnits } from "#app/carbon/unit/unit-offer.ts";
import { daysByMonth } from "#app/day/period.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { columnName } from "#app/encoding/workbook/cell-address.ts";
import {
  type CellStyle,
  type ChoiceList,
  type SheetCell,
  type SheetContent,
  writeWorkbook,
} from "#app/encoding/workbook/write-workbook.ts";
import { type ActivityColumn, HEADING_IN, HEADINGS } from "./activity-column.ts";

/** `tall`: a row per record. `wide`: a row per source and a column per month. */
export type TemplateForm = "tall" | "wide";

export interface TemplateInput {
  form: TemplateForm;
  locale: ContentLanguage;
  period: Period;
  /** In the reader's language. */
  facilities: string[];
  sources: { facility: string; source: string; unit: string }[];
}

export interface TemplateWords {
  sheet: { records: string; lists: string; help: string };
  list: { facility: string; source: string; unit: string; units: string; dataQuality: string };
  title: string;
  lines: string[];
}

const TALL: readonly ActivityColumn[] = [
  "facility",
  "source",
  "period",
  "quantity",
  "unit",
  "dataQuality",
  "evidence",
  "note",
];
const WIDE_BEFORE: readonly ActivityColumn[] = ["facility", "source", "unit"];
const WIDE_AFTER: readonly ActivityColumn[] = ["dataQuality", "evidence", "note"];
const QUALITIES: Record<ContentLanguage, readonly string[]> = {
  en: ["measured", "calculated", "estimated"],
  zh: ["实测", "计算", "估算"],
};
/** Rows with drop-down lists: more than a person fills in manually. */
const OFFERED_ROWS = 2000;

export function printTemplateCsv(input: TemplateInput): string {
  return printCsv([headingsOf(input), ...rowsOf(input)]);
}

export function writeTemplate(input: TemplateInput, words: TemplateWords): Uint8Array {
  const lists = listsSheet(input, words);
  return writeWorkbook([recordsSheet(input, words, lists.ranges), lists.sheet, helpSheet(words)]);
}

function headingsOf({ form, locale, period }: TemplateInput): string[] {
  const name = (column: ActivityColumn) => HEADINGS[column][HEADING_IN[locale]];
  if (form === "tall") return TALL.map(name);
  return [...WIDE_BEFORE.map(name), ...monthsOf(period), ...WIDE_AFTER.map(name)];
}

function monthsOf(period: Period): string[] {
  return daysByMonth(period).map(({ month }) => month);
}

/** A row per source. In the tall form, it has the first month and can be copied. */
function rowsOf(input: TemplateInput): string[][] {
  const { form, period, sources } = input;
  const empty = headingsOf(input).length;
  return sources.map(({ facility, source, unit }) => {
    const given = form === "tall" ? [facility, source, period.start.slice(0, 7), "", unit] : [facility, source, unit];
    return [...given, ...Array<string>(empty - given.length).fill("")];
  });
}

type Ranges = Record<"facility" | "source" | "unit" | "dataQuality", string>;

function recordsSheet(input: TemplateInput, words: TemplateWords, ranges: Ranges): SheetContent {
  const headings = headingsOf(input);
  const given = input.form === "tall" ? [0, 1, 4] : [0, 1, 2];
  const style = (column: number): CellStyle => (given.includes(column) ? "fixed" : "open");
  const columns = input.form === "tall" ? TALL : [...WIDE_BEFORE, ...monthsOf(input.period), ...WIDE_AFTER];
  const choices = columns.flatMap((field, index): ChoiceList[] => {
    const from = ranges[field as keyof Ranges];
    if (!from) return [];
    const letter = columnName(index + 1);
    const cells = `${letter}2:${letter}${OFFERED_ROWS}`;
    return [{ cells, sheet: words.sheet.lists, from, isOpen: true }];
  });
  return {
    name: words.sheet.records,
    rows: [
      headings.map((text) => ({ text, style: "head" as const })),
      ...rowsOf(input).map((row) => row.map((text, column) => ({ text, style: style(column) }))),
    ],
    widths: columns.map((field) => WIDTHS[field] ?? 12),
    frozenRows: 1,
    choices,
  };
}

const WIDTHS: Record<string, number> = {
  facility: 22,
  source: 28,
  period: 12,
  quantity: 14,
  unit: 14,
  dataQuality: 14,
  evidence: 26,
  note: 30,
};

/** Facilities in column A, sources with their units in C to F, options of other columns in H and I. */
function listsSheet(input: TemplateInput, words: TemplateWords): { sheet: SheetContent; ranges: Ranges } {
  const { facilities, sources, locale } = input;
  const { list } = words;
  const offers = (unit: string) => (isUnitCode(unit) ? offerUnits(unit, locale).map(({ text }) => text) : [unit]);
  const units = [...new Set(sources.flatMap(({ unit }) => [unit, ...offers(unit)]))];
  const qualities = QUALITIES[locale];
  const columns: string[][] = [
    [list.facility, ...facilities],
    [],
    [list.facility, ...sources.map((source) => source.facility)],
    [list.source, ...sources.map((source) => source.source)],
    [list.unit, ...sources.map((source) => source.unit)],
    [list.units, ...sources.map(({ unit }) => offers(unit).join(", "))],
    [],
    [list.unit, ...units],
    [list.dataQuality, ...qualities],
  ];
  const height = Math.max(...columns.map((column) => column.length));
  const rows = Array.from({ length: height }, (_, row) =>
    columns.map((column): SheetCell => {
      const text = column[row] ?? "";
      return row === 0 && text !== "" ? { text, style: "head" } : text;
    }),
  );
  const range = (letter: string, count: number) => `$${letter}$2:$${letter}$${Math.max(count, 1) + 1}`;
  return {
    sheet: { name: words.sheet.lists, rows, widths: [22, 3, 22, 28, 12, 48, 3, 18, 14], frozenRows: 1 },
    ranges: {
      facility: range("A", facilities.length),
      source: range("D", sources.length),
      unit: range("H", units.length),
      dataQuality: range("I", qualities.length),
    },
  };
}

function helpSheet({ sheet, title, lines }: TemplateWords): SheetContent {
  return {
    name: sheet.help,
    rows: [[{ text: title, style: "title" }], [], ...lines.map((text): SheetCell[] => [{ text, style: "note" }])],
    widths: [100],
  };
}
