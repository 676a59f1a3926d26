import { type MergedRecords, recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { Disclosure, DocumentActivity, EmissionFactor, Issue } from "#app/carbon/document/inventory-document.ts";
import { calculateStated, isStated } from "#app/carbon/document/withheld.ts";
import { isValidFor, type OpenEmissionFactor } from "#app/carbon/factor/emission-factor.ts";
import type { Derivation, Derived } from "#app/carbon/method/method.ts";
import { methodOf } from "#app/carbon/method/methods.ts";
import { combineUncertainties } from "#app/carbon/uncertainty/approach-1.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { findUnitPath, type UnitPath } from "#app/carbon/unit/unit-path.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, isZero, multiply, type Ratio, sign, sum, toExactOr40, ZERO } from "#app/number/ratio.ts";
import { readShare } from "./boundary.ts";
import type { CalculationContext } from "./calculation-context.ts";
import { emit, findMissingGwps } from "./emission.ts";
import type { ActivityOutcome, ExactLine } from "./exact-line.ts";
import { splitByMarket } from "./market-based.ts";
import { judgeSuitability } from "./suitability.ts";

interface UsedFactor {
  reference: string;
  pointer: string;
  emission: OpenEmissionFactor | null;
}

/**
 * Calculates one activity of a valid document: entered quantity → unit path → factor → gases → GWP → share, multiplied
 * exactly and never rounded (methodology rules 1, 12, 14). It finds all issues of the activity, not only the first.
 * `index` is its place in the document, for the pointers.
 */
export function calculateActivity(
  context: CalculationContext,
  activity: DocumentActivity,
  index: number,
): ActivityOutcome {
  if (isStated(activity)) return calculateStated(context, activity, index);
  const issues: Issue[] = [];
  const disclosures: Disclosure[] = [];
  const report = (code: string, pointer: string, detail: Readonly<Record<string, string>>) =>
    issues.push({ code, activity: activity.id, pointer: `/activities/${index}${pointer}`, detail: { ...detail } });

  const factor = context.emissionFor(activity, activity.factor);
  const amount = findQuantity(context, activity);
  if (!amount.ok) for (const one of amount.problems) report(one.code, `/method${one.pointer}`, one.detail);
  else if (sign(amount.quantity) < 0 && !activity.entry) {
    report("negative_quantity", activity.method ? "/method" : "/quantity", { quantity: toExactOr40(amount.quantity) });
  }
  const via = (activity.via ?? []).map((reference) => context.property(reference));
  const path = amount.ok
    ? findUnitPath({ unit: amount.unit, heatBasis: amount.heatBasis ?? activity.heatBasis ?? null }, via, factor)
    : null;
  if (path && !path.ok) {
    const end = path.code !== "unit_mismatch" ? "/factor" : activity.method ? "/method" : "/unit";
    report(path.code, path.at === null ? end : `/via/${path.at}`, path.detail);
  }

  const used = usedFactors(context, activity);
  for (const { emission, pointer } of used) {
    if (!emission) continue;
    for (const detail of findMissingGwps(emission, context.gwp))
      report("gwp_missing", pointer, { ...detail, factor: emission.reference });
  }
  const isGwpKnown = !issues.some((issue) => issue.code === "gwp_missing");
  const line = amount.ok && path?.ok && isGwpKnown ? calculateLine(amount, path) : null;

  // A residual factor is not used if there is no rest, so it need not be valid.
  const isResidualUsed = line?.market?.parts.some((part) => part.kind === "residual") ?? true;
  const inForce = used.filter(({ pointer }) => isResidualUsed || pointer !== "/market/residualFactor");
  checkValidity(context, activity, inForce, { report, disclosures });
  checkTraits(context, activity, inForce, report);
  if (context.judgesSuitability) {
    const { refusals, notes } = judgeSuitability(activity, { context, isResidualUsed });
    for (const { code, pointer, detail } of refusals) report(code, pointer, detail);
    for (const [at, { factor: reference }] of (activity.market?.instruments ?? []).entries()) {
      const pointer = `/market/instruments/${at}/factor`;
      for (const { code, detail } of context.claimProblems(reference)) report(code, pointer, detail);
    }
    disclosures.push(...notes.map((note) => ({ ...note, activity: activity.id })));
  }
  const told = (amount.ok && amount.disclosures) || activity.merged?.disclosures || [];
  disclosures.push(...told.map((one) => ({ ...one, activity: activity.id })));
  discloseBasis(context, activity, inForce, disclosures);
  if (line?.market?.parts.some((part) => part.kind === "grid_average")) {
    disclosures.push(...discloseGridAverage(context, activity));
  }
  return issues.length > 0 ? { line: null, issues, disclosures: [] } : { line, issues, disclosures };

  function calculateLine({ quantity, unit, steps: methodSteps }: Derived, unitPath: UnitPath): ExactLine {
    const share = readShare(activity.share)!;
    const factorQuantity = multiply(quantity, unitPath.ratio);
    const biogenicFraction = activity.biogenicFraction === undefined ? ZERO : readShare(activity.biogenicFraction)!;
    const emission = emit(factor, multiply(factorQuantity, share), context.gwp, biogenicFraction);
    const variance = activity.uncertainty ? combineUncertainties(activity.uncertainty) : null;
    let market: ExactLine["market"] = null;
    if (activity.scope === 2) {
      const consumption = { activity, unit, path: unitPath, locationFactor: factor, factorQuantity, share };
      const { parts, problems } = splitByMarket(context, consumption);
      for (const problem of problems) report(problem.code, problem.pointer, problem.detail);
      market = { parts, co2eKg: sum(parts.map((part) => part.emission.co2eKg)) };
    }
    return {
      activity,
      count: recordsOf(activity),
      quantity,
      unit,
      methodSteps,
      path: unitPath,
      factorQuantity,
      share,
      emission,
      market,
      variance,
      ...(variance && activity.merged ? { squaredCo2eKg: squareOf(activity.merged, quantity, emission.co2eKg) } : {}),
    };
  }
}

/** Residual mixes exist for electricity alone. Engines before suitability was judged named them for heat, too. */
function discloseGridAverage(context: CalculationContext, activity: DocumentActivity): Disclosure[] {
  const code = "market_based_grid_average";
  if (!context.judgesSuitability) return [{ code, activity: activity.id }];
  if (activity.category !== "purchased_electricity") return [];
  const { gridRegion, country } = context.placeOf(activity.facility) ?? {};
  const region = gridRegion || country;
  return [{ code, activity: activity.id, ...(region ? { detail: { region } } : {}) }];
}

/** Σ of the squares of the CO2e of merged records: (q₁c)² + (q₂c)² + … = (q₁² + q₂² + …)c². */
function squareOf({ squares }: MergedRecords, quantity: Ratio, co2eKg: Ratio): Ratio {
  if (isZero(quantity)) return ZERO;
  const coefficient = divide(co2eKg, quantity);
  return multiply(fromDecimal(parseDecimal(squares, BOUNDS.squares)), multiply(coefficient, coefficient));
}

/** The quantity as entered, or as calculated by the activity's method. */
function findQuantity(context: CalculationContext, activity: DocumentActivity): Derivation {
  const { method } = activity;
  if (method) return methodOf(method.name).derive(method, context.factor(activity.factor) as EmissionFactor);
  const quantity = fromDecimal(parseDecimal(activity.quantity, activity.merged ? BOUNDS.sum : BOUNDS.quantity));
  return { ok: true, quantity, unit: activity.unit as UnitCode, steps: [] };
}

/** Compares a factor's properties with its use (rules 21, 25, 53). */
function checkTraits(
  context: CalculationContext,
  activity: DocumentActivity,
  used: UsedFactor[],
  report: (code: string, pointer: string, detail: Record<string, string>) => void,
): void {
  for (const { reference, pointer } of used) {
    const factor = context.factor(reference);
    const quantification = factor.kind === "property" ? undefined : factor.quantification;
    if (quantification === "marginal" || quantification === "avoided") {
      report("factor_marginal", pointer, { factor: reference, quantification });
    }
  }
  // Without a gas split, or where an instrument may replace the fuel, there is no CO2 to divide.
  if (activity.biogenicFraction !== undefined && (activity.scope === 2 || context.emission(activity.factor).unsplit)) {
    report("biogenic_fraction_unsuitable", "/biogenicFraction", { factor: activity.factor });
  }
  if (activity.chain !== undefined) {
    const found = context.boundariesOf(activity.chain);
    if (found.length > 1 || found[0] === "unstated") {
      report("chain_boundary_mixed", "/chain", { chain: activity.chain, found: found.join(", ") });
    }
  }
  for (const [at, { name, proof }] of (activity.market?.claims ?? []).entries()) {
    if (!proof?.trim()) report("claim_without_proof", `/market/claims/${at}`, { claim: name });
  }
}

function usedFactors(context: CalculationContext, activity: DocumentActivity): UsedFactor[] {
  const emission = (reference: string, pointer: string) => ({
    reference,
    pointer,
    emission: context.emissionFor(activity, reference),
  });
  const { market } = activity;
  return [
    emission(activity.factor, "/factor"),
    ...(activity.via ?? []).map((reference, at) => ({ reference, pointer: `/via/${at}`, emission: null })),
    ...(market?.instruments ?? []).map((one, at) => emission(one.factor, `/market/instruments/${at}/factor`)),
    ...(market?.residualFactor ? [emission(market.residualFactor, "/market/residualFactor")] : []),
  ];
}

/**
 * A factor out of its validity is an issue, or a disclosure note if the activity accepts it with a reason (rule 38).
 */
function checkValidity(
  context: CalculationContext,
  activity: DocumentActivity,
  used: UsedFactor[],
  out: { report: (code: string, pointer: string, detail: Record<string, string>) => void; disclosures: Disclosure[] },
): void {
  const acceptance = activity.accepted?.find((one) => one.code === "factor_not_valid");
  for (const { reference, pointer } of used) {
    const factor = context.factor(reference);
    if (isValidFor(factor, activity.period)) continue;
    const detail = { factor: reference, validFrom: factor.validFrom ?? "", validTo: factor.validTo ?? "" };
    if (!acceptance)
      out.report("factor_not_valid", pointer, { ...detail, start: activity.period.start, end: activity.period.end });
    else
      out.disclosures.push({
        code: "factor_not_valid",
        activity: activity.id,
        detail: { ...detail, reason: acceptance.reason },
      });
  }
}

/** Discloses on the line a different GWP set and a substituted region (rules 3, 38). */
function discloseBasis(
  context: CalculationContext,
  activity: DocumentActivity,
  used: UsedFactor[],
  disclosures: Disclosure[],
): void {
  const told = new Set<string>();
  for (const { reference, emission } of used) {
    if (!emission?.unsplit || emission.unsplit.gwpSet === context.gwp.label || told.has(reference)) continue;
    told.add(reference);
    const detail = { factor: reference, gwpSet: emission.unsplit.gwpSet, documentGwpSet: context.gwp.label };
    disclosures.push({ code: "gwp_set_mismatch", activity: activity.id, detail });
  }
  for (const { reference } of used) {
    const factor = context.factor(reference);
    if (factor.kind === "property" || factor.otherGases !== "ratio") continue;
    disclosures.push({ code: "ratio_method", activity: activity.id, detail: { factor: reference } });
  }
  for (const accepted of activity.accepted ?? []) {
    if (accepted.code !== "factor_other_region") continue;
    const region = context.factor(activity.factor).region ?? "";
    disclosures.push({
      code: accepted.code,
      activity: activity.id,
      detail: { factor: activity.factor, region, reason: accepted.reason },
    });
  }
}
