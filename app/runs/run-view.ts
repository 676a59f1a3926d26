import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { type SummaryRow, summarizeLines } from "#app/carbon/total/summary.ts";

/** What the page of a run shows, one at a time. */
export const RUN_TABS = ["overview", "facility", "gas", "month", "quality", "lines"] as const;
export type RunTab = (typeof RUN_TABS)[number];

/** The lines of a run in the groups that its page shows, each a sum of its own. */
export interface RunGroups {
  byScope: SummaryRow[];
  byCategory: SummaryRow[];
  byGas: SummaryRow[];
  byFacility: SummaryRow[];
  byMonth: SummaryRow[];
  /** kg by month over all scopes. */
  monthTotals: Record<string, string>;
}

/**
 * Sums the lines of a document, or the fewer that sum to the same (`mergeKinds`).
 *
 * @param linesOfMonths others that sum to the same by scope and month
 */
export function groupLines(lines: readonly ExactLine[], linesOfMonths = lines): RunGroups {
  const byMonth = summarizeLines(linesOfMonths, ["month"]);
  return {
    byScope: summarizeLines(lines, ["scope"]),
    byCategory: summarizeLines(lines, ["scope", "category"]),
    byGas: summarizeLines(lines, ["gas"]),
    byFacility: summarizeLines(lines, ["facility", "scope"]),
    byMonth: summarizeLines(linesOfMonths, ["month", "scope"]),
    monthTotals: Object.fromEntries(byMonth.map(({ keys, co2eKg }) => [keys[0]!, co2eKg])),
  };
}
