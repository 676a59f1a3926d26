import type { InventoryDocument, Results } from "#app/carbon/document/inventory-document.ts";
import { type Fraction, NOTHING, plus, print, printRoot } from "./fraction.ts";
import { isCounted, judgeActivity, type LineOpinion } from "./line-opinion.ts";
import type { Remark } from "./matter.ts";
import { judgeUncertainty, spreadOf, variance } from "./uncertainty-opinion.ts";
import { judgeMixtures } from "./use-opinion.ts";

/** The expected results of a document, without `engine`. Remarks come without the facts for their sentences. */
export type Opinion = Pick<Results, "lines" | "totals" | "rounding"> & { disclosures: Remark[]; issues: Remark[] };

/**
 * The whole calculation a second time, based only on the format's description: fractions of integers, units from their
 * definitions. Tests compare its text with the engine's output, and it writes the expectations in `tests/golden`.
 */
export function opinionOn(document: InventoryDocument): Opinion {
  const judged = document.activities.map((activity, index) => judgeActivity(document, activity, index));
  const lines = judged.flatMap(({ line }) => line ?? []);
  const issues = judged.flatMap((one) => one.issues);
  return {
    rounding: "none",
    lines: lines.map(writeLine),
    ...(issues.length === 0 ? { totals: writeTotals(lines, document) } : {}),
    disclosures: [...judged.flatMap((one) => one.disclosures), ...judgeMixtures(document)],
    issues,
  };
}

function writeLine(line: LineOpinion): Results["lines"][number] {
  const spread = variance(line);
  return {
    activity: line.activity.id,
    ...(line.activity.method ? { quantity: print(line.quantity), unit: line.unit } : {}),
    factorQuantity: print(line.factorQuantity),
    gasesKg: Object.fromEntries(line.masses.map(([gas, kg]) => [gas, print(kg)])),
    co2eKg: print(line.co2e),
    ...(line.market ? { co2eKgMarketBased: print(line.market) } : {}),
    biogenicCo2Kg: print(line.biogenic),
    ...(line.apart.n === 0n ? {} : { reportedApartCo2eKg: print(line.apart) }),
    uncertaintyPercent: spread && printRoot(spread),
  };
}

function writeTotals(all: LineOpinion[], document: InventoryDocument): NonNullable<Results["totals"]> {
  const counted = all.filter(({ activity }) => isCounted(activity));
  const ofKind = (kind: string) => all.filter(({ activity }) => activity.entry?.kind === kind);
  const sum = (lines: LineOpinion[], pick: (line: LineOpinion) => Fraction) => print(plus(...lines.map(pick)));
  const co2e = (line: LineOpinion) => line.co2e;
  const market = (line: LineOpinion) => line.market ?? line.co2e;
  const inScope = (scope: number) => counted.filter(({ activity }) => activity.scope === scope);
  const apart = counted.filter((line) => line.apart.n !== 0n);
  const unsplit = counted.filter(({ unsplitSet }) => unsplitSet !== null);
  return {
    co2eKg: sum(counted, co2e),
    co2eKgMarketBased: sum(counted, market),
    biogenicCo2Kg: sum(counted, (line) => line.biogenic),
    creditsCo2eKg: sum(ofKind("credit"), co2e),
    byScope: { 1: sum(inScope(1), co2e), 2: sum(inScope(2), co2e), 3: sum(inScope(3), co2e) },
    scope2: { locationBased: sum(inScope(2), co2e), marketBased: sum(inScope(2), market) },
    byCategory: sumBy(counted.map((line) => [line.activity.category, line.co2e])),
    byGasKg: sumBy(counted.flatMap((line) => line.masses)),
    byGasCo2eKg: sumBy(counted.flatMap((line) => line.co2eByGas)),
    ...(unsplit.length > 0
      ? { unsplitCo2eKgByGwpSet: sumBy(unsplit.map((line) => [line.unsplitSet!, line.co2e])) }
      : {}),
    ...(apart.length > 0 ? { reportedApartCo2eKg: sum(apart, (line) => line.apart) } : {}),
    ...(ofKind("lifetime").length > 0 ? { lifetimeCo2eKg: sum(ofKind("lifetime"), co2e) } : {}),
    byFacility: sumBy(counted.map((line) => [line.activity.facility, line.co2e])),
    uncertaintyPercent: spreadOf(counted),
    ...(document.uncertainty ? { uncertainty: judgeUncertainty(counted, document.uncertainty) } : {}),
  };
}

function sumBy(entries: [key: string, value: Fraction][]): Record<string, string> {
  const sums = new Map<string, Fraction>();
  for (const [key, value] of entries) sums.set(key, plus(sums.get(key) ?? NOTHING, value));
  return Object.fromEntries([...sums].map(([key, value]) => [key, print(value)]));
}
