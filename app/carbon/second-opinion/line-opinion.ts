import type {
  DocumentActivity,
  EmissionFactor,
  InventoryDocument,
  PropertyFactor,
} from "#app/carbon/inventory-document.ts";
import { type Fraction, f, minus, NOTHING, order, over, plus, times, WHOLE } from "./fraction.ts";
import { isSameKind, rate } from "./measure.ts";
import { applyMethod } from "./method-opinion.ts";
import { walk } from "./walk.ts";

/** One activity, worked out a second time. Every figure is a fraction; `co2e` is what counts, `apart` what does not. */
export interface LineOpinion {
  activity: DocumentActivity;
  quantity: Fraction;
  unit: string;
  factorQuantity: Fraction;
  /** Of each property on the way: whether it is applied from → to. */
  isForward: boolean[];
  masses: [gas: string, kg: Fraction][];
  co2eByGas: [gas: string, kg: Fraction][];
  /** The GWP set of CO2e without a split. */
  unsplitSet: string | null;
  co2e: Fraction;
  apart: Fraction;
  market: Fraction | null;
  biogenic: Fraction;
}

export interface Remark {
  code: string;
  activity: string;
  pointer?: string;
}

/** What one unit of an emission factor is, in the document's GWPs. */
interface PerUnit {
  masses: [gas: string, kg: Fraction][];
  co2e: [gas: string, kg: Fraction][];
  apart: Fraction;
  biogenic: Fraction;
}

export function isCounted({ entry }: DocumentActivity): boolean {
  return entry === undefined || entry.kind === "correction";
}

/** Gives the line, or null with the issues that leave none; disclosures only with a line. */
export function judgeActivity(
  document: InventoryDocument,
  activity: DocumentActivity,
  index: number,
): { line: LineOpinion | null; issues: Remark[]; disclosures: Remark[] } {
  const issues: Remark[] = [];
  const disclosures: Remark[] = [];
  const complain = (code: string, pointer: string) =>
    issues.push({ code, activity: activity.id, pointer: `/activities/${index}${pointer}` });
  const tell = (code: string) => disclosures.push({ code, activity: activity.id });
  const find = (reference: string) => document.factors.find(({ id, version }) => `${id}@${version}` === reference)!;
  const emission = (reference: string) => find(reference) as EmissionFactor;
  const factor = emission(activity.factor);

  const entered = activity.method
    ? applyMethod(activity.method, factor)
    : { quantity: f(activity.quantity!), unit: activity.unit!, told: [], heatBasis: undefined };
  if ("problems" in entered) for (const { code, at } of entered.problems) complain(code, `/method${at}`);
  else if (entered.quantity.n < 0n && !activity.entry)
    complain("negative_quantity", activity.method ? "/method" : "/quantity");
  const properties = (activity.via ?? []).map((reference) => find(reference) as PropertyFactor);
  const way =
    "problems" in entered
      ? null
      : walk({ unit: entered.unit, heatBasis: entered.heatBasis ?? activity.heatBasis }, properties, factor);
  if (way && "code" in way) complain(way.code, way.at === "/unit" && activity.method ? "/method" : way.at);

  const named = namedFactors(activity);
  for (const { reference, pointer } of named.filter(({ isProperty }) => !isProperty)) {
    for (const gas of Object.keys(gasesOf(emission(reference)))) {
      if (weightOf(document, gas) === null) complain("gwp_missing", pointer);
    }
  }
  const isWeighed = !issues.some(({ code }) => code === "gwp_missing");
  let line: LineOpinion | null = null;
  let restTook: string | null | undefined;
  if (!("problems" in entered) && way && "scale" in way && isWeighed) {
    const share = f(activity.share ?? "1");
    const factorQuantity = times(entered.quantity, way.scale);
    const own = times(factorQuantity, share);
    const unit = perUnit(document, factor, f(activity.biogenicFraction ?? "0"));
    const market = activity.scope === 2 ? judgeMarket() : null;
    line = {
      activity,
      quantity: entered.quantity,
      unit: entered.unit,
      factorQuantity,
      isForward: way.isForward,
      masses: unit.masses.map(([gas, kg]) => [gas, times(own, kg)]),
      co2eByGas: unit.co2e.map(([gas, kg]) => [gas, times(own, kg)]),
      unsplitSet: factor.co2e === undefined ? null : factor.co2eGwpSet!,
      co2e: times(own, total(unit.co2e)),
      apart: times(own, unit.apart),
      market,
      biogenic: times(own, unit.biogenic),
    };

    /** What instruments cover takes their factors; the rest the residual mix, else the location factor. */
    function judgeMarket(): Fraction {
      const { scale } = way as { scale: Fraction };
      const from = (entered as { unit: string }).unit;
      /** Into the location factor's unit: by the activity's own way where the kind is the entered one. */
      const toLocation = (quantity: Fraction, unit: string) =>
        isSameKind(unit, from)
          ? times(quantity, rate(unit, from), scale)
          : isSameKind(unit, factor.unit)
            ? times(quantity, rate(unit, factor.unit))
            : null;
      let sum = NOTHING;
      let covered = NOTHING;
      for (const [at, one] of (activity.market?.instruments ?? []).entries()) {
        const its = emission(one.factor);
        const amount = f(one.quantity);
        const inLocation = toLocation(amount, one.unit);
        const inOwn = isSameKind(one.unit, its.unit)
          ? times(amount, rate(one.unit, its.unit))
          : inLocation && isSameKind(factor.unit, its.unit)
            ? times(inLocation, rate(factor.unit, its.unit))
            : null;
        if (!inLocation || !inOwn) {
          complain("unit_mismatch", `/market/instruments/${at}/unit`);
          continue;
        }
        covered = plus(covered, inLocation);
        sum = plus(sum, times(inOwn, share, total(perUnit(document, its).co2e)));
      }
      if (covered.n > 0n && order(covered, factorQuantity) > 0n) {
        complain("instrument_exceeds_consumption", "/market/instruments");
        return sum;
      }
      const rest = minus(factorQuantity, covered);
      if (rest.n === 0n) return sum;
      const residual = activity.market?.residualFactor ?? null;
      if (residual === null) {
        restTook = null;
        return plus(sum, times(rest, share, total(unit.co2e)));
      }
      const mix = emission(residual);
      const inMix = isSameKind(factor.unit, mix.unit)
        ? times(rest, rate(factor.unit, mix.unit))
        : isSameKind(from, mix.unit)
          ? times(over(rest, scale), rate(from, mix.unit))
          : null;
      if (!inMix) {
        complain("unit_mismatch", "/market/residualFactor");
        return sum;
      }
      restTook = residual;
      return plus(sum, times(inMix, share, total(perUnit(document, mix).co2e)));
    }
  }

  // A residual mix that nothing is left for is not used.
  const isMixIdle = line?.market !== undefined && line !== null && typeof restTook !== "string";
  const used = named.filter(({ pointer }) => !(isMixIdle && pointer === "/market/residualFactor"));
  judgeValidity();
  judgeTraits();
  if (!("problems" in entered)) for (const code of entered.told) tell(code);
  const foreign = used
    .map(({ reference }) => find(reference))
    .filter((one) => one.kind !== "property" && one.co2e !== undefined && one.co2eGwpSet !== document.gwp.set);
  for (const _ of new Set(foreign)) tell("gwp_set_mismatch");
  for (const { reference, isProperty } of used) {
    if (!isProperty && emission(reference).otherGases === "ratio") tell("ratio_method");
  }
  for (const { code } of activity.accepted ?? []) if (code === "factor_other_region") tell(code);
  if (restTook === null) tell("market_based_grid_average");
  return issues.length > 0 ? { line: null, issues, disclosures: [] } : { line, issues, disclosures };

  function judgeValidity(): void {
    const isAccepted = activity.accepted?.some(({ code }) => code === "factor_not_valid") ?? false;
    for (const { reference, pointer } of used) {
      const { validFrom, validTo } = find(reference);
      const { start, end } = activity.period;
      if ((!validFrom || validFrom <= start) && (!validTo || end <= validTo)) continue;
      if (isAccepted) tell("factor_not_valid");
      else complain("factor_not_valid", pointer);
    }
  }

  function judgeTraits(): void {
    for (const { reference, pointer, isProperty } of used) {
      const kind = isProperty ? undefined : emission(reference).quantification;
      if (kind === "marginal" || kind === "avoided") complain("factor_marginal", pointer);
    }
    const isUndivided = activity.scope === 2 || factor.co2e !== undefined;
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
}

function total(parts: [string, Fraction][]): Fraction {
  return plus(...parts.map(([, value]) => value));
}

function namedFactors({ factor, via, market }: DocumentActivity) {
  return [
    { reference: factor, pointer: "/factor", isProperty: false },
    ...(via ?? []).map((reference, at) => ({ reference, pointer: `/via/${at}`, isProperty: true })),
    ...(market?.instruments ?? []).map((one, at) => ({
      reference: one.factor,
      pointer: `/market/instruments/${at}/factor`,
      isProperty: false,
    })),
    ...(market?.residualFactor
      ? [{ reference: market.residualFactor, pointer: "/market/residualFactor", isProperty: false }]
      : []),
  ];
}

/** kg of each gas in one unit, in whichever way it was published. */
function gasesOf(factor: EmissionFactor): Record<string, Fraction> {
  const read = (entries: Record<string, string>, change: (value: Fraction, gas: string) => Fraction) =>
    Object.fromEntries(Object.entries(entries).map(([gas, text]) => [gas, change(f(text), gas)]));
  if (factor.gases) return read(factor.gases, (kg) => kg);
  if (factor.gasesCo2e) return read(factor.gasesCo2e, (kg, gas) => over(kg, f(factor.gasesGwp![gas]!)));
  if (factor.carbon)
    return {
      CO2: times(
        f(factor.carbon.kgCarbonPerUnit),
        f(factor.carbon.oxidation),
        f(factor.carbon.co2PerCarbon ?? "44/12"),
      ),
    };
  if (factor.nitrogen) return { N2O: times(f(factor.nitrogen.kgN2ONPerUnit), f("44"), f("1/28")) };
  return {};
}

/** kg CO2e of one kg, counted and apart; null when a gas or a part of a blend has no GWP. */
function weightOf({ gwp }: InventoryDocument, gas: string): { counted: Fraction; apart: Fraction } | null {
  const parts: [string, string][] = Object.hasOwn(gwp.values, gas)
    ? [[gas, "1"]]
    : Object.hasOwn(gwp.blends ?? {}, gas)
      ? Object.entries(gwp.blends![gas]!)
      : [];
  if (parts.length === 0 || parts.some(([part]) => !Object.hasOwn(gwp.values, part))) return null;
  let [counted, apart] = [NOTHING, NOTHING];
  for (const [part, share] of parts) {
    const weight = times(f(share), f(gwp.values[part]!));
    if (gwp.reportedApart?.includes(part)) apart = plus(apart, weight);
    else counted = plus(counted, weight);
  }
  return { counted, apart };
}

/** `plants` is the part of the CO2 that plants had taken up: it stands with the biogenic CO2, outside the scopes. */
function perUnit(document: InventoryDocument, factor: EmissionFactor, plants = NOTHING): PerUnit {
  const made = gasesOf(factor);
  const masses = Object.entries(made).map(([gas, kg]): [string, Fraction] =>
    gas === "CO2" ? [gas, times(kg, minus(WHOLE, plants))] : [gas, kg],
  );
  const biogenic = plus(f(factor.biogenicCo2 ?? "0"), times(made.CO2 ?? NOTHING, plants));
  if (factor.co2e !== undefined) return { masses: [], co2e: [["unsplit", f(factor.co2e)]], apart: NOTHING, biogenic };
  const weights = masses.map(([gas]) => weightOf(document, gas) ?? { counted: WHOLE, apart: NOTHING });
  return {
    masses,
    co2e: masses.map(([gas, kg], at) => [gas, times(kg, weights[at]!.counted)]),
    apart: plus(...masses.map(([, kg], at) => times(kg, weights[at]!.apart))),
    biogenic,
  };
}
