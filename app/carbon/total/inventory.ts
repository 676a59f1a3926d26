import { engineOf, judgesSuitability } from "#app/carbon/document/engine-version.ts";
import type {
  DecimalString,
  Disclosure,
  InventoryDocument,
  Issue,
  ResultLine,
  Results,
  ResultTotals,
} from "#app/carbon/document/inventory-document.ts";
import { discloseWithheld, isStated } from "#app/carbon/document/withheld.ts";
import { UNSPLIT } from "#app/carbon/factor/gas.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import type { ActivityOutcome, ExactLine } from "#app/carbon/line/exact-line.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { discloseMixtures } from "#app/carbon/line/suitability.ts";
import { assessQuality } from "#app/carbon/quality/assess-graded-lines.ts";
import { totalUncertainty } from "#app/carbon/uncertainty/approach-1.ts";
import { assessLines, squaredCo2eKgOf } from "#app/carbon/uncertainty/assess-lines.ts";
import { printRoot } from "#app/carbon/uncertainty/exact-root.ts";
import { add, isZero, type Ratio, sum, toExactOr40, ZERO } from "#app/number/ratio.ts";
import { disclosePeriods } from "./record-periods.ts";

/**
 * Calculates every activity of a valid document (`validateDocument` first) and sums the exact lines. Lines are in the
 * order of the activities. An activity with an issue has no line, and a document with issues has no totals. Pure: the
 * same document always gives the same bytes.
 * @throws CarbonError if the document is not valid
 */
export function runInventory(document: InventoryDocument): Results {
  const { lines, issues, disclosures } = calculateLines(document);
  return collectResults(document, { lines: lines.map(printLine), issues, disclosures }, () => ({ lines }));
}

export type PrintedLines = Pick<Results, "lines" | "issues" | "disclosures">;

/** Lines to sum and, if they were merged, the activities that are too uncertain for approach 1. */
export interface SummedLines {
  lines: readonly ExactLine[];
  exceeding?: readonly string[];
}

/** Assembles the results. `exactLines` gives the lines to sum, and is called only if there are totals. */
export function collectResults(
  document: InventoryDocument,
  { lines, issues, disclosures }: PrintedLines,
  exactLines: () => SummedLines,
): Results {
  const engine = engineOf(document);
  return {
    engine,
    rounding: "none",
    lines,
    ...(issues.length === 0 ? { totals: sumLines(exactLines(), document) } : {}),
    disclosures: [
      ...disclosures,
      ...(judgesSuitability(engine) ? discloseMixtures(document) : []),
      ...disclosePeriods(document.activities, document.period, document.eventSources),
      ...document.activities.flatMap(discloseWithheld),
    ],
    issues,
  };
}

export function calculateLines(document: InventoryDocument): {
  lines: ExactLine[];
  issues: Issue[];
  disclosures: Disclosure[];
} {
  const context = openContext(document);
  const outcomes = document.activities.map((activity, index) => calculateActivity(context, activity, index));
  return {
    lines: outcomes.flatMap(({ line }: ActivityOutcome) => line ?? []),
    issues: outcomes.flatMap(({ issues }) => issues),
    disclosures: outcomes.flatMap(({ disclosures }) => disclosures),
  };
}

export function printLine(line: ExactLine): ResultLine {
  return {
    activity: line.activity.id,
    ...(line.activity.method ? { quantity: toExactOr40(line.quantity), unit: line.unit } : {}),
    ...(isStated(line.activity) ? {} : { factorQuantity: toExactOr40(line.factorQuantity) }),
    gasesKg: Object.fromEntries(line.emission.gases.map(({ gas, kg }) => [gas, toExactOr40(kg)])),
    co2eKg: toExactOr40(line.emission.co2eKg),
    ...(line.market ? { co2eKgMarketBased: toExactOr40(line.market.co2eKg) } : {}),
    biogenicCo2Kg: toExactOr40(line.emission.biogenicCo2Kg),
    ...(isZero(line.emission.apartCo2eKg) ? {} : { reportedApartCo2eKg: toExactOr40(line.emission.apartCo2eKg) }),
    uncertaintyPercent: line.variance && printRoot(line.variance),
  };
}

/** Counted in the totals of the year: neither a credit nor an emission of later years (methodology rules 9, 47). */
export function isCounted(line: ExactLine): boolean {
  return line.activity.entry?.kind !== "credit" && line.activity.entry?.kind !== "lifetime";
}

/** A credit is separate from gross emissions and everything derived from them (methodology rule 9). */
function isCredit(line: ExactLine): boolean {
  return line.activity.entry?.kind === "credit";
}

/** Market-based CO2e: by contract for scope 2, the same as location-based for the other scopes. */
export function marketBasedCo2eKg(line: ExactLine): Ratio {
  return line.market ? line.market.co2eKg : line.emission.co2eKg;
}

export function sumLines(
  { lines: all, exceeding }: SummedLines,
  document: Pick<InventoryDocument, "factors" | "uncertainty">,
): ResultTotals {
  const lines = all.filter(isCounted);
  const dataQuality = assessQuality(lines, document.factors);
  const lifetime = all.filter(({ activity }) => activity.entry?.kind === "lifetime");
  const co2eKg = (line: ExactLine) => line.emission.co2eKg;
  const scope2 = lines.filter((line) => line.activity.scope === 2);
  const ofScope = (scope: number) => total(lines.filter((line) => line.activity.scope === scope).map(co2eKg));
  return {
    co2eKg: total(lines.map(co2eKg)),
    co2eKgMarketBased: total(lines.map(marketBasedCo2eKg)),
    biogenicCo2Kg: total(lines.map((line) => line.emission.biogenicCo2Kg)),
    creditsCo2eKg: total(all.filter(isCredit).map(co2eKg)),
    byScope: Object.fromEntries(SCOPES.map((scope) => [scope, ofScope(scope)])) as ResultTotals["byScope"],
    scope2: { locationBased: total(scope2.map(co2eKg)), marketBased: total(scope2.map(marketBasedCo2eKg)) },
    byCategory: group(lines.map((line) => [line.activity.category, co2eKg(line)])),
    byGasKg: group(lines.flatMap((line) => line.emission.gases.map(({ gas, kg }) => [gas, kg] as const))),
    byGasCo2eKg: group(lines.flatMap(co2eByGas)),
    ...sumApart(lines),
    ...(lifetime.length > 0 ? { lifetimeCo2eKg: total(lifetime.map(co2eKg)) } : {}),
    byFacility: group(lines.map((line) => [line.activity.facility, co2eKg(line)])),
    uncertaintyPercent: uncertaintyOf(lines),
    ...(document.uncertainty ? { uncertainty: assessLines(lines, document.uncertainty, exceeding) } : {}),
    ...(dataQuality ? { dataQuality } : {}),
  };
}

/** ± % of the sum of lines, with independent errors. Null if a line states none. */
export function uncertaintyOf(lines: readonly ExactLine[]): DecimalString | null {
  return totalUncertainty(
    lines.map((line) => ({
      co2eKg: line.emission.co2eKg,
      squaredCo2eKg: squaredCo2eKgOf(line),
      variance: line.variance,
    })),
  );
}

/** Sums that are in the result only if they have parts: CO2e without a split, and gases outside the totals. */
function sumApart(lines: ExactLine[]): Pick<ResultTotals, "unsplitCo2eKgByGwpSet" | "reportedApartCo2eKg"> {
  const unsplit = lines.flatMap(({ emission }) =>
    emission.unsplitCo2eKg ? [[emission.factor.unsplit!.gwpSet, emission.unsplitCo2eKg] as const] : [],
  );
  const apart = lines.map(({ emission }) => emission.apartCo2eKg).filter((one) => !isZero(one));
  return {
    ...(unsplit.length > 0 ? { unsplitCo2eKgByGwpSet: group(unsplit) } : {}),
    ...(apart.length > 0 ? { reportedApartCo2eKg: total(apart) } : {}),
  };
}

/** The location-based CO2e of a line by gas, with `unsplit` for CO2e published without a split. The parts sum to it. */
export function co2eByGas(line: ExactLine): (readonly [gas: string, co2eKg: Ratio])[] {
  const { gases, unsplitCo2eKg } = line.emission;
  const split = gases.map(({ gas, co2eKg }) => [gas, co2eKg] as const);
  return unsplitCo2eKg ? [...split, [UNSPLIT, unsplitCo2eKg] as const] : split;
}

function total(values: Ratio[]): DecimalString {
  return toExactOr40(sum(values));
}

function group(entries: (readonly [key: string, value: Ratio])[]): Record<string, DecimalString> {
  const sums = new Map<string, Ratio>();
  for (const [key, value] of entries) sums.set(key, add(sums.get(key) ?? ZERO, value));
  return Object.fromEntries([...sums].map(([key, value]) => [key, toExactOr40(value)]));
}
