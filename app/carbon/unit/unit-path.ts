import type { HeatBasis } from "#app/carbon/document/inventory-document.ts";
import type { OpenProperty } from "#app/carbon/factor/emission-factor.ts";
import { divide, multiply, ONE, type Ratio } from "#app/number/ratio.ts";
import { conversionRatio, dimensionOf, isConvertible, isEnergy, type UnitCode } from "./unit.ts";

export type PathStep =
  | { kind: "conversion"; from: UnitCode; to: UnitCode; ratio: Ratio }
  | { kind: "property"; property: OpenProperty; direction: "forward" | "inverse"; from: UnitCode; to: UnitCode };

/** The exact number of factor units in one entered unit, and the steps of the conversion. */
export interface UnitPath {
  ok: true;
  ratio: Ratio;
  steps: PathStep[];
}

/** `at` is the index of the property that doesn't fit, or null for the end of the path. */
export interface NoUnitPath {
  ok: false;
  code: "unit_mismatch" | "heat_basis_mismatch";
  at: number | null;
  detail: Record<string, string>;
}

/** A fuel's energy is gross or net, other energy neither. An entered one adopts the first basis on the way. */
type Basis = HeatBasis | "none" | "as_entered";

interface State {
  unit: UnitCode;
  basis: Basis;
  ratio: Ratio;
  steps: PathStep[];
}

/**
 * From an entered unit through properties, in order, to the unit of a factor. A property works both ways. Between two
 * units of one dimension it is applied from → to. Gross and net energy never convert, and a fuel's energy doesn't fit a
 * factor per any other energy (methodology rules 27, 30, 32).
 */
export function findUnitPath(
  entered: { unit: UnitCode; heatBasis: HeatBasis | null },
  via: readonly OpenProperty[],
  target: { unit: UnitCode; heatBasis: HeatBasis | null },
): UnitPath | NoUnitPath {
  let state: State = { unit: entered.unit, basis: entered.heatBasis ?? "as_entered", ratio: ONE, steps: [] };
  for (const [index, property] of via.entries()) {
    const next = applyProperty(state, property);
    if ("code" in next) return { ...next, at: index };
    state = next;
  }
  if (!isConvertible(state.unit, target.unit)) {
    return { ok: false, code: "unit_mismatch", at: null, detail: unitsFacts(state.unit, target.unit) };
  }
  const wanted = target.heatBasis ?? "none";
  if (isEnergy(target.unit) && !meets(state.basis, wanted)) {
    return { ok: false, code: "heat_basis_mismatch", at: null, detail: { found: state.basis, wanted } };
  }
  const end = convertTo(state, target.unit);
  return { ok: true, ratio: end.ratio, steps: end.steps };
}

function applyProperty(state: State, property: OpenProperty): State | NoUnitPath {
  const isForward = isConvertible(state.unit, property.from);
  if (!isForward && !isConvertible(state.unit, property.to)) {
    const detail = { ...unitsFacts(state.unit, property.from), property: property.reference, or: property.to };
    return { ok: false, code: "unit_mismatch", at: null, detail };
  }
  const [from, to] = isForward ? [property.from, property.to] : [property.to, property.from];
  const [isEnergyIn, isEnergyOut] = [isEnergy(from), isEnergy(to)];
  const own: Basis = property.heatBasis ?? "none";
  // An efficiency between two energies without a basis of its own keeps the previous basis.
  const isNeutral = isEnergyIn && isEnergyOut && own === "none";
  if (isEnergyIn && !isNeutral && !meets(state.basis, own)) {
    const detail = { found: state.basis, wanted: own, property: property.reference };
    return { ok: false, code: "heat_basis_mismatch", at: null, detail };
  }
  const at = convertTo(state, from);
  return {
    unit: to,
    basis: isNeutral ? state.basis : isEnergyOut ? own : "as_entered",
    ratio: isForward ? multiply(at.ratio, property.value) : divide(at.ratio, property.value),
    steps: [...at.steps, { kind: "property", property, direction: isForward ? "forward" : "inverse", from, to }],
  };
}

function meets(basis: Basis, wanted: Basis): boolean {
  return basis === "as_entered" || basis === wanted;
}

function convertTo(state: State, unit: UnitCode): State {
  if (state.unit === unit) return state;
  const ratio = conversionRatio(state.unit, unit);
  const step: PathStep = { kind: "conversion", from: state.unit, to: unit, ratio };
  return { ...state, unit, ratio: multiply(state.ratio, ratio), steps: [...state.steps, step] };
}

function unitsFacts(from: UnitCode, to: UnitCode): Record<string, string> {
  return { from, to, fromDimension: dimensionOf(from), toDimension: dimensionOf(to) };
}
