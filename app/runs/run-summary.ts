import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { type GroupKey, type SummaryRow, summarizeLines } from "#app/carbon/total/summary.ts";

/** kg CO2e of a group of lines: exact, or at 40 significant digits where the expansion does not end. */
export interface GroupSums {
  co2eKg: string;
  co2eKgMarketBased: string;
  biogenicCo2Kg: string;
}

/** A month of a scope; a whole period where `month` is empty, all scopes where `scope` is 0. */
export interface SummaryCell extends GroupSums {
  /** `YYYY-MM`, or empty. */
  month: string;
  scope: 0 | 1 | 2 | 3;
}

/** What a source came to; `source` is its number in the document, such as `s3`. */
export interface SourceSum extends GroupSums {
  source: string;
}

/** The groups of a run that first pages show, as `summarizeLines` sums them. */
export interface RunSummary {
  cells: SummaryCell[];
  sources: SourceSum[];
}

/**
 * Sums the lines of a document, or the fewer that sum to the same (`mergeKinds`). Each cell is a sum of its own: adding
 * printed ones up would round twice where an expansion does not end.
 *
 * @param linesOfMonths others that sum to the same by scope and month
 */
export function summarizeRun(lines: readonly ExactLine[], linesOfMonths = lines): RunSummary {
  const cellsBy = (by: readonly GroupKey[]) =>
    summarizeLines(linesOfMonths, by).map((row): SummaryCell => {
      const partOf = (key: GroupKey) => (by.includes(key) ? row.keys[by.indexOf(key)]! : "");
      return { month: partOf("month"), scope: Number(partOf("scope")) as SummaryCell["scope"], ...sumsOf(row) };
    });
  return {
    cells: [...cellsBy(["scope"]), ...cellsBy(["month"]), ...cellsBy(["month", "scope"])],
    sources: summarizeLines(lines, ["source"]).map((row) => ({ source: row.keys[0]!, ...sumsOf(row) })),
  };
}

function sumsOf({ co2eKg, co2eKgMarketBased, biogenicCo2Kg }: SummaryRow): GroupSums {
  return { co2eKg, co2eKgMarketBased: co2eKgMarketBased!, biogenicCo2Kg: biogenicCo2Kg! };
}
