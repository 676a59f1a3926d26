import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import type { InventoryDocument, ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { ALL_CATEGORIES, scopeOf } from "#app/carbon/line/scope.ts";
import { assessQuality } from "#app/carbon/quality/assess-graded-lines.ts";
import type { DataQualityTotals } from "#app/carbon/quality/quality-types.ts";
import { calculateLines, isCounted } from "#app/carbon/total/inventory.ts";
import { assessLines } from "#app/carbon/uncertainty/assess-lines.ts";
import { DEFAULT_DRAWS, MIN_DRAWS, type MonteCarlo, simulateLines } from "#app/carbon/uncertainty/monte-carlo.ts";
import type { UncertaintyTotals } from "#app/carbon/uncertainty/uncertainty-types.ts";

/** One category with its uncertainty, with all errors independent and with the errors of factors shared. */
export interface CategoryUncertainty {
  category: string;
  scope: ScopeNumber;
  co2eKg: string;
  independent: string | null;
  shared: string | null;
}

export interface QualityView {
  independent: UncertaintyTotals;
  shared: UncertaintyTotals;
  lineCount: number;
  categories: CategoryUncertainty[];
  dataQuality: DataQualityTotals | null;
  /**
   * Only if approach 1 doesn't hold for a line, every line states an uncertainty, and none represents several records.
   */
  crossCheck: MonteCarlo | null;
}

/** The maximum for one page, lines × draws: about a third of a second. */
const MAX_MULTIPLICATIONS = 3_000_000;

/** For a document with totals. Pure: the same run gives the same figures, including the simulation. */
export function viewQuality(document: InventoryDocument): QualityView {
  const { lines: all, exceeding } = mergeKinds(document);
  const lines = all.filter(isCounted);
  const lineCount = lines.reduce((sum, { count }) => sum + count, 0);
  const [independent, shared] = (["none", "by_factor"] as const).map((correlation) =>
    assessLines(lines, { correlation }, exceeding),
  ) as [UncertaintyTotals, UncertaintyTotals];
  const totals = document.results!.totals!;
  const categories = ALL_CATEGORIES.filter((category) => totals.byCategory[category] !== undefined);
  return {
    independent,
    shared,
    lineCount,
    categories: categories.map((category) => ({
      category,
      scope: scopeOf(category) as ScopeNumber,
      co2eKg: totals.byCategory[category]!,
      independent: independent.byCategory[category] ?? null,
      shared: shared.byCategory[category] ?? null,
    })),
    dataQuality: assessQuality(lines, document.factors) ?? null,
    crossCheck: shared.exceedsApproach1 ? simulateFor(calculateLines(document).lines.filter(isCounted)) : null,
  };
}

function simulateFor(lines: readonly ExactLine[]): MonteCarlo | null {
  const affordable = Math.floor(MAX_MULTIPLICATIONS / Math.max(1, lines.length) / 1000) * 1000;
  const draws = Math.min(DEFAULT_DRAWS, Math.max(MIN_DRAWS, affordable));
  const outcome = simulateLines(lines, { correlation: "by_factor" }, { draws });
  return outcome.ok ? outcome.crossCheck : null;
}
