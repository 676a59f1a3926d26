import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { type QualityView, viewQualityOfLines } from "#app/carbon/quality/quality-view.ts";
import type { DisclosureGroup, DisclosureGroups } from "#app/carbon/total/disclosure-groups.ts";
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

/** All that the page of a run shows of it but its lines, as it is kept where the run is too large to be read as a whole. */
export interface RunView {
  groups: RunGroups;
  quality: QualityView;
  disclosures: DisclosureGroup[];
  /** Lines by category, credits and those of later years with them. */
  lineCounts: Record<string, number>;
}

/** The views of a run with totals, of what its kinds came to and its disclosures. */
export function viewRun(
  head: Pick<InventoryDocument, "factors" | "results">,
  lines: { ofYear: readonly ExactLine[]; ofMonths: readonly ExactLine[]; exceeding: readonly string[] },
  disclosed: DisclosureGroups,
): RunView {
  return {
    groups: groupLines(lines.ofYear, lines.ofMonths),
    quality: viewQualityOfLines({ lines: lines.ofYear, exceeding: lines.exceeding }, head, null),
    disclosures: disclosed.print(
      head,
      lines.ofYear.map(({ activity }) => activity),
    ),
    lineCounts: countLines(lines.ofYear),
  };
}

function countLines(lines: readonly ExactLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { activity, count } of lines) counts[activity.category] = (counts[activity.category] ?? 0) + count;
  return counts;
}
