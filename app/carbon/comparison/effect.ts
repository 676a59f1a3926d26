import { add, isZero, type Ratio, subtract, ZERO } from "#app/number/ratio.ts";

/**
 * The kinds of effects, in the order of substitution. The order matters, because the interaction of two changes is
 * counted with the later one. It is fixed, so that the same two documents always give the same bridge.
 */
export const EFFECT_KINDS = ["activity", "method", "factor", "instruments", "gwp", "boundary"] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

export type EffectCause =
  | "quantity"
  | "record_added"
  | "record_removed"
  | "approach"
  | "inseparable"
  | "engine"
  | "factor"
  | "instruments"
  | "gwp"
  | "share"
  | "source_added"
  | "source_removed"
  | "facility_added"
  | "facility_removed";

/** kg CO2e, location- and market-based. The two differ only for scope 2. */
export interface Value {
  location: Ratio;
  market: Ratio;
}

export interface Effect {
  kind: EffectKind;
  cause: EffectCause;
  value: Value;
}

export const NOTHING: Value = { location: ZERO, market: ZERO };

export function addValues(a: Value, b: Value): Value {
  return { location: add(a.location, b.location), market: add(a.market, b.market) };
}

export function subtractValues(a: Value, b: Value): Value {
  return { location: subtract(a.location, b.location), market: subtract(a.market, b.market) };
}

export function sumValues(values: Iterable<Value>): Value {
  let total = NOTHING;
  for (const value of values) total = addValues(total, value);
  return total;
}

export function isNothing(value: Value): boolean {
  return isZero(value.location) && isZero(value.market);
}

export function sumByKind(effects: readonly Effect[]): Record<EffectKind, Value> {
  const sums = Object.fromEntries(EFFECT_KINDS.map((kind) => [kind, NOTHING])) as Record<EffectKind, Value>;
  for (const { kind, value } of effects) sums[kind] = addValues(sums[kind], value);
  return sums;
}
