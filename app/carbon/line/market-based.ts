import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import type { OpenEmissionFactor } from "#app/carbon/factor/emission-factor.ts";
import { convert, isConvertible, type UnitCode } from "#app/carbon/unit/unit.ts";
import type { UnitPath } from "#app/carbon/unit/unit-path.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import {
  add,
  compare,
  divide,
  fromDecimal,
  isZero,
  multiply,
  type Ratio,
  sign,
  subtract,
  toExactOr40,
  ZERO,
} from "#app/number/ratio.ts";
import type { CalculationContext } from "./calculation-context.ts";
import { type Emission, emit } from "./emission.ts";

/** One part of the consumption with its emissions by its own factor, after the consolidation share. */
export interface MarketPart {
  kind: "instrument" | "residual" | "grid_average";
  index: number | null;
  /** Before the share, in the unit of the part's factor. */
  quantity: Ratio;
  emission: Emission;
}

/** The problem and its place under the activity (`/market/instruments/0/unit`). */
export interface MarketProblem {
  code: "unit_mismatch" | "instrument_exceeds_consumption";
  pointer: string;
  detail: Record<string, string>;
}

export interface Consumption {
  activity: DocumentActivity;
  unit: UnitCode;
  path: UnitPath;
  locationFactor: OpenEmissionFactor;
  /** In the location factor's unit, before the share. */
  factorQuantity: Ratio;
  share: Ratio;
}

/**
 * Scope 2 Guidance, chapter 6: amounts that instruments cover use the instruments' factors. The rest uses the residual
 * mix, or else the location factor (methodology rules 19, 20). Missing GWPs of emission factors must be found before.
 */
export function splitByMarket(
  context: CalculationContext,
  consumption: Consumption,
): { parts: MarketPart[]; problems: MarketProblem[] } {
  const { activity, share } = consumption;
  const parts: MarketPart[] = [];
  const problems: MarketProblem[] = [];
  let covered = ZERO;

  for (const [index, instrument] of (activity.market?.instruments ?? []).entries()) {
    const pointer = `/market/instruments/${index}`;
    const quantity = fromDecimal(parseDecimal(instrument.quantity, activity.merged ? BOUNDS.sum : BOUNDS.quantity));
    const factor = context.emissionFor(activity, instrument.factor);
    const unit = instrument.unit as UnitCode;
    const inLocationUnit = toLocationUnit(consumption, quantity, unit);
    const inOwnUnit = toFactorUnit(consumption, quantity, unit, factor.unit);
    if (!inLocationUnit || !inOwnUnit) {
      const to = inLocationUnit ? factor.unit : consumption.locationFactor.unit;
      problems.push({ code: "unit_mismatch", pointer: `${pointer}/unit`, detail: { from: unit, to } });
      continue;
    }
    covered = add(covered, inLocationUnit);
    parts.push({
      kind: "instrument",
      index,
      quantity: inOwnUnit,
      emission: emit(factor, multiply(inOwnUnit, share), context.gwp),
    });
  }

  const rest = subtract(consumption.factorQuantity, covered);
  if (sign(covered) > 0 && compare(covered, consumption.factorQuantity) > 0) {
    problems.push({
      code: "instrument_exceeds_consumption",
      pointer: "/market/instruments",
      detail: {
        covered: toExactOr40(covered),
        consumption: toExactOr40(consumption.factorQuantity),
        unit: consumption.locationFactor.unit,
      },
    });
  } else if (!isZero(rest)) {
    addRest(context, consumption, { rest, parts, problems });
  }
  return { parts, problems };
}

function addRest(
  context: CalculationContext,
  consumption: Consumption,
  { rest, parts, problems }: { rest: Ratio; parts: MarketPart[]; problems: MarketProblem[] },
): void {
  const { activity, locationFactor, share } = consumption;
  const residual = activity.market?.residualFactor;
  if (!residual) {
    const emission = emit(locationFactor, multiply(rest, share), context.gwp);
    parts.push({ kind: "grid_average", index: null, quantity: rest, emission });
    return;
  }
  const factor = context.emissionFor(activity, residual);
  const quantity = fromLocationUnit(consumption, rest, factor.unit);
  if (!quantity) {
    const detail = { from: locationFactor.unit, to: factor.unit };
    problems.push({ code: "unit_mismatch", pointer: "/market/residualFactor", detail });
    return;
  }
  const emission = emit(factor, multiply(quantity, share), context.gwp);
  parts.push({ kind: "residual", index: null, quantity, emission });
}

/** An amount of the entered kind uses the activity's own path. One of the factor's kind converts directly. */
function toLocationUnit(
  { unit: entered, path, locationFactor }: Consumption,
  quantity: Ratio,
  unit: UnitCode,
): Ratio | null {
  if (isConvertible(unit, entered)) return multiply(convert(quantity, unit, entered), path.ratio);
  return isConvertible(unit, locationFactor.unit) ? convert(quantity, unit, locationFactor.unit) : null;
}

/** Into the unit of an instrument's own factor: directly, or else along the activity's path. */
function toFactorUnit(consumption: Consumption, quantity: Ratio, unit: UnitCode, to: UnitCode): Ratio | null {
  if (isConvertible(unit, to)) return convert(quantity, unit, to);
  const { locationFactor } = consumption;
  const along = isConvertible(locationFactor.unit, to) ? toLocationUnit(consumption, quantity, unit) : null;
  return along && convert(along, locationFactor.unit, to);
}

/** From the location factor's unit into the residual factor's: directly, or else back along the activity's path. */
function fromLocationUnit(
  { unit: entered, path, locationFactor }: Consumption,
  quantity: Ratio,
  to: UnitCode,
): Ratio | null {
  if (isConvertible(locationFactor.unit, to)) return convert(quantity, locationFactor.unit, to);
  return isConvertible(entered, to) ? convert(divide(quantity, path.ratio), entered, to) : null;
}
