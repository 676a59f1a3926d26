import { tonnesFromKg } from "#app/carbon/format.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { type Locale, localName } from "#app/i18n/locale.ts";

/** One row of the result for a list of numbers. Which fields are set depends on the status of the report. */
export interface StandingRow {
  typed: string;
  outcome: "current" | "superseded" | "expired" | "withdrawn" | "not_public" | "mistyped" | "shape";
  number?: string;
  organization?: { en?: string | undefined; zh?: string | undefined };
  period?: { start: string; end: string };
  /** Location-based. */
  co2eKg?: string;
  successor?: string | null;
  /** ISO 8601. */
  changedAt?: string | null;
}

interface StandingWords {
  column: Record<string, string>;
  outcome: Record<StandingRow["outcome"], string>;
}

interface StandingContext {
  words: StandingWords;
  locale: Locale;
  /** ISO 8601. */
  asOf: string;
  publicUrl: string;
}

const COLUMNS = [
  "typed",
  "outcome",
  "number",
  "holder",
  "periodStart",
  "periodEnd",
  "total",
  "changed",
  "successor",
  "asOf",
  "page",
] as const;

/** The result for a list of numbers as CSV: a header, then one row for each row of the list, in the same order. */
export function printStandings(
  rows: readonly StandingRow[],
  { words, locale, asOf, publicUrl }: StandingContext,
): string {
  const heading = COLUMNS.map((column) => words.column[column] ?? column);
  const cells = rows.map((row): string[] => [
    row.typed,
    words.outcome[row.outcome],
    row.number ?? "",
    row.organization ? localName(row.organization, locale) : "",
    row.period?.start ?? "",
    row.period?.end ?? "",
    row.co2eKg === undefined ? "" : tonnesFromKg(row.co2eKg),
    row.changedAt ?? "",
    row.successor ?? "",
    asOf,
    row.number ? `${publicUrl}/verify/${row.number}` : "",
  ]);
  return printCsv([heading, ...cells]);
}
