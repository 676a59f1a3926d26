import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import type { CalculationContext } from "#app/carbon/line/calculation-context.ts";
import { omit } from "#app/encoding/omit.ts";
import { add, isZero, type Ratio, subtract, ZERO } from "#app/number/ratio.ts";
import { bareActivity } from "./bare-activity.ts";
import {
  EFFECT_KINDS,
  type Effect,
  type EffectCause,
  type EffectKind,
  isNothing,
  subtractValues,
  type Value,
} from "./effect.ts";
import { isSame, type SharedContext } from "./shared-context.ts";

export interface LinePair {
  before: DocumentActivity;
  after: DocumentActivity;
  beforeValue: Value;
  afterValue: Value;
}

/** The activity after a step. `isChanged`: the step substituted something. */
interface State {
  kind: EffectKind;
  activity: DocumentActivity;
  context: CalculationContext;
  isChanged: boolean;
}

const CAUSES: Record<EffectKind, EffectCause> = {
  activity: "quantity",
  method: "approach",
  factor: "factor",
  instruments: "instruments",
  gwp: "gwp",
  boundary: "share",
};

/**
 * Substitutes the inputs of the later activity into the earlier one, kind by kind in the order of `EFFECT_KINDS`,
 * calculates after each step and gives the change of each step. The effects sum exactly to the difference.
 *
 * If a mixture can't be calculated (a new unit that the old factor can't use), the step is combined with those up to
 * the next mixture that can be. The combined effect is method, or, market-based, instruments if only the old
 * instruments prevented the calculation.
 */
export function findEffects(shared: SharedContext, pair: LinePair): Effect[] {
  const states = substitute(shared, pair).filter(({ isChanged }) => isChanged);
  if (states.length === 0) return sameInputs(pair);
  // The last step is the later activity itself, whose figure is known from its own document.
  const values: Evaluation[] = states.map((state, index) =>
    index === states.length - 1 ? pair.afterValue : evaluate(state),
  );
  return join(
    telescope(states, { start: pair.beforeValue.location, values: values.map(({ location }) => location) }),
    telescope(states, { start: pair.beforeValue.market, values: values.map(({ market }) => market) }),
  );
}

/** Equal inputs can differ only in how each document calculates them. That is an effect of method. */
function sameInputs({ beforeValue, afterValue }: LinePair): Effect[] {
  const value = subtractValues(afterValue, beforeValue);
  return isNothing(value) ? [] : [{ kind: "method", cause: "approach", value }];
}

/** Null for a mixture that can't be calculated. */
interface Evaluation {
  location: Ratio | null;
  market: Ratio | null;
}

function evaluate({ activity, context }: State): Evaluation {
  const line = calculateActivity(context, activity, 0).line;
  if (line) {
    const location = line.emission.co2eKg;
    return { location, market: line.market ? line.market.co2eKg : location };
  }
  if (!activity.market) return { location: null, market: null };
  const withoutMarket = omit(activity, "market");
  return { location: calculateActivity(context, withoutMarket, 0).line?.emission.co2eKg ?? null, market: null };
}

/** The activity after each step. The last one is the later activity, calculated by its own document. */
function substitute(shared: SharedContext, pair: LinePair): State[] {
  const before = bareActivity(pair.before);
  const after = shared.renameAfter(bareActivity(pair.after));
  const states: State[] = [];
  let activity = before;
  const step = (kind: EffectKind, next: DocumentActivity, context = shared.before, isContextNew = false) => {
    states.push({ kind, activity: next, context, isChanged: isContextNew || !isSame(activity, next) });
    activity = next;
  };
  step("activity", isSameApproach(before, after) ? withAmount(activity, after) : activity);
  step("method", withApproach(activity, after));
  step("factor", withFactors(activity, after));
  step("instruments", withField(activity, "market", after.market));
  step("gwp", activity, shared.after, !shared.isGwpSame);
  step("boundary", withField(activity, "share", after.share), shared.after);
  return states;
}

/** Both entered, or both by the same method. Then a new amount is activity, otherwise method. */
function isSameApproach(before: DocumentActivity, after: DocumentActivity): boolean {
  return methodName(before) === methodName(after);
}

function methodName(activity: DocumentActivity): string {
  const { method } = activity as { method?: { name?: string } };
  return method?.name ?? "";
}

const AMOUNT_FIELDS = ["quantity", "unit", "heatBasis", "method", "entry"] as const;

function withAmount(activity: DocumentActivity, after: DocumentActivity): DocumentActivity {
  return AMOUNT_FIELDS.reduce((one, field) => withField(one, field, (after as never)[field]), activity);
}

/** Fields that later steps substitute. */
const LATER_FIELDS = ["factor", "via", "biogenicFraction", "market", "share"] as const;

/**
 * Substitutes method, scope, category and the other fields of the approach, and the properties to the factor if they
 * differ.
 */
function withApproach(activity: DocumentActivity, after: DocumentActivity): DocumentActivity {
  const kept = isSameApproach(activity, after) ? [...LATER_FIELDS, ...AMOUNT_FIELDS] : LATER_FIELDS;
  const next = kept.reduce((one, field) => withField(one, field, activity[field]), after);
  const idsOf = ({ via = [] }: DocumentActivity) => via.map((reference) => reference.replace(/@[^@]*$/, ""));
  return isSame(idsOf(activity), idsOf(after)) ? next : withField(next, "via", after.via);
}

/** Substitutes emission factor, releases of properties, biogenic part of a mixed fuel and residual mix. */
function withFactors(activity: DocumentActivity, after: DocumentActivity): DocumentActivity {
  const fields = ["factor", "via", "biogenicFraction"] as const;
  const next = fields.reduce((one, field) => withField(one, field, after[field]), activity);
  const residualFactor = after.market?.residualFactor ?? null;
  if (residualFactor === (activity.market?.residualFactor ?? null)) return next;
  return { ...next, market: { ...activity.market, instruments: activity.market?.instruments ?? [], residualFactor } };
}

function withField(activity: DocumentActivity, field: string, value: unknown): DocumentActivity {
  const next: Record<string, unknown> = { ...activity };
  if (value === undefined) delete next[field];
  else next[field] = value;
  return next as unknown as DocumentActivity;
}

interface Change {
  kind: EffectKind;
  cause: EffectCause;
  change: Ratio;
}

/** Differences between successive states that can be calculated. They always sum to the whole. */
function telescope(states: State[], { start, values }: { start: Ratio; values: (Ratio | null)[] }): Change[] {
  const changes: Change[] = [];
  let last = start;
  let isWaiting = false;
  for (const [index, { kind }] of states.entries()) {
    const value = values[index]!;
    if (value !== null) {
      const isMerged = isWaiting && kind !== "instruments";
      const change = subtract(value, last);
      changes.push(isMerged ? { kind: "method", cause: "inseparable", change } : { kind, cause: CAUSES[kind], change });
      last = value;
    }
    isWaiting = value === null;
  }
  return changes;
}

function join(location: Change[], market: Change[]): Effect[] {
  const effects = new Map<string, Effect>();
  const put = (side: "location" | "market") => (one: Change) => {
    if (isZero(one.change)) return;
    const key = `${one.kind} ${one.cause}`;
    const known = effects.get(key) ?? { kind: one.kind, cause: one.cause, value: { location: ZERO, market: ZERO } };
    const value = { ...known.value, [side]: add(known.value[side], one.change) };
    effects.set(key, { ...known, value });
  };
  location.forEach(put("location"));
  market.forEach(put("market"));
  return [...effects.values()].sort((a, b) => EFFECT_KINDS.indexOf(a.kind) - EFFECT_KINDS.indexOf(b.kind));
}
