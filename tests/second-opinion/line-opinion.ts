import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { gasesOf, perUnit, total, weightOf } from "./factor-opinion.ts";
import { type Fraction, f, times } from "./fraction.ts";
import { judgeMarket } from "./market-opinion.ts";
import { type Matter, type NamedFactor, namedFactors, openMatter, type Remark } from "./matter.ts";
import { type Measured, measureActivity } from "./quantity-opinion.ts";
import { judgeUse } from "./use-opinion.ts";

/** One activity, calculated a second time. Every figure is a fraction. `co2e` is inside the scopes, `apart` outside. */
export interface LineOpinion {
  activity: DocumentActivity;
  quantity: Fraction;
  unit: string;
  factorQuantity: Fraction;
  /** For each property on the way: whether it is applied from → to. */
  isForward: boolean[];
  masses: [gas: string, kg: Fraction][];
  co2eByGas: [gas: string, kg: Fraction][];
  /** The GWP set of CO2e without a split by gas. */
  unsplitSet: string | null;
  co2e: Fraction;
  apart: Fraction;
  market: Fraction | null;
  biogenic: Fraction;
}

export function isCounted({ entry }: DocumentActivity): boolean {
  return entry === undefined || entry.kind === "correction";
}

/** Gives the line, or null with the issues that prevent it. Disclosure notes exist only with a line. */
export function judgeActivity(
  document: InventoryDocument,
  activity: DocumentActivity,
  index: number,
): { line: LineOpinion | null; issues: Remark[]; disclosures: Remark[] } {
  const matter = openMatter(document, activity, index);
  const { issues, disclosures, tell } = matter;
  const measured = measureActivity(matter);
  const named = namedFactors(activity);
  judgeGwps(matter, named);
  const isWeighed = !issues.some(({ code }) => code === "gwp_missing");
  const market = measured && isWeighed && activity.scope === 2 ? judgeMarket(matter, measured) : null;
  const line = measured && isWeighed ? lineOf(matter, measured, market?.co2e ?? null) : null;
  // A residual mix is not used if instruments cover everything.
  const isMixIdle = line !== null && typeof market?.restTook !== "string";
  const used = named.filter(({ pointer }) => !(isMixIdle && pointer === "/market/residualFactor"));
  judgeValidity(matter, used);
  judgeTraits(matter, used);
  judgeUse(matter, isMixIdle);
  for (const code of measured?.told ?? []) tell(code);
  discloseFactors(matter, used);
  if (market?.restTook === null && activity.category === "purchased_electricity") tell("market_based_grid_average");
  return issues.length > 0 ? { line: null, issues, disclosures: [] } : { line, issues, disclosures };
}

function lineOf({ document, activity }: Matter, measured: Measured, market: Fraction | null): LineOpinion {
  const { quantity, unit, factor, factorQuantity, isForward } = measured;
  const own = times(factorQuantity, measured.share);
  const one = perUnit({ document, activity }, factor, f(activity.biogenicFraction ?? "0"));
  return {
    activity,
    quantity,
    unit,
    factorQuantity,
    isForward,
    masses: one.masses.map(([gas, kg]) => [gas, times(own, kg)]),
    co2eByGas: one.co2e.map(([gas, kg]) => [gas, times(own, kg)]),
    unsplitSet: factor.co2e === undefined ? null : factor.co2eGwpSet!,
    co2e: times(own, total(one.co2e)),
    apart: times(own, one.apart),
    market,
    biogenic: times(own, one.biogenic),
  };
}

function judgeGwps({ document, complain, emission }: Matter, named: NamedFactor[]): void {
  for (const { reference, pointer } of named.filter(({ isProperty }) => !isProperty)) {
    for (const gas of Object.keys(gasesOf(emission(reference)))) {
      if (weightOf(document, gas) === null) complain("gwp_missing", pointer);
    }
  }
}

function judgeValidity({ activity, complain, tell, emission }: Matter, used: NamedFactor[]): void {
  const isAccepted = activity.accepted?.some(({ code }) => code === "factor_not_valid") ?? false;
  for (const { reference, pointer } of used) {
    const { validFrom, validTo } = emission(reference);
    const { start, end } = activity.period;
    if ((!validFrom || validFrom <= start) && (!validTo || end <= validTo)) continue;
    if (isAccepted) tell("factor_not_valid");
    else complain("factor_not_valid", pointer);
  }
}

function judgeTraits({ document, activity, complain, emission }: Matter, used: NamedFactor[]): void {
  for (const { reference, pointer, isProperty } of used) {
    const kind = isProperty ? undefined : emission(reference).quantification;
    if (kind === "marginal" || kind === "avoided") complain("factor_marginal", pointer);
  }
  const isUndivided = activity.scope === 2 || emission(activity.factor).co2e !== undefined;
  if (activity.biogenicFraction !== undefined && isUndivided)
    complain("biogenic_fraction_unsuitable", "/biogenicFraction");
  if (activity.chain !== undefined) {
    const legs = document.activities.filter(({ chain }) => chain === activity.chain);
    const found = new Set(legs.map((leg) => emission(leg.factor).boundary));
    if (found.size > 1 || found.has(undefined)) complain("chain_boundary_mixed", "/chain");
  }
  for (const [at, { proof }] of (activity.market?.claims ?? []).entries()) {
    if (!proof?.trim()) complain("claim_without_proof", `/market/claims/${at}`);
  }
}

function discloseFactors({ document, activity, tell, emission }: Matter, used: NamedFactor[]): void {
  const emissions = used.filter(({ isProperty }) => !isProperty).map(({ reference }) => emission(reference));
  const foreign = emissions.filter((one) => one.co2e !== undefined && one.co2eGwpSet !== document.gwp.set);
  for (const _ of new Set(foreign)) tell("gwp_set_mismatch");
  for (const one of emissions) if (one.otherGases === "ratio") tell("ratio_method");
  for (const { code } of activity.accepted ?? []) if (code === "factor_other_region") tell(code);
}
