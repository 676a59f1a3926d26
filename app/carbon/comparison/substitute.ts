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

/** An activity before and after, with what each side emits by its own document. */
export interface LinePair {
  before: DocumentActivity;
  after: DocumentActivity;
  beforeValue: Value;
  afterValue: Value;
}

/** The activity after a step; `isChanged` where the step put something else in. */
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
 * Puts the inputs of the later activity into the earlier one, one kind after the other in the order of `EFFECT_KINDS`,
 * calculates after each step and gives what each step changed. The effects sum exactly to the difference.
 *
 * A step whose mixture cannot be calculated (a new unit that the old factor does not meet) is taken together with the
 * steps up to the next one that can be: that is a change of method, or, market-based, of instruments where only the old
 * instruments stood against it.
 */
export function findEffects(shared: SharedContext, pair: LinePair): Effect[] {
  const states = substitute(shared, pair).filter(({ isChanged }) => isChanged);
  if (states.length === 0) return sameInputs(pair);
  // The last step arrives at the later activity, whose figure is known from its own document.
  const values: Evaluation[] = states.map((state, index) =>
    index === states.length - 1 ? pair.afterValue : evaluate(state),
  );
  return join(
    telescope(states, { start: pair.beforeValue.location, values: values.map(({ location }) => location) }),
    telescope(states, { start: pair.beforeValue.market, values: values.map(({ market }) => market) }),
  );
}

/** One and the same input can only differ by how its own document takes it: that is method, and never lost. */
function sameInputs({ beforeValue, afterValue }: LinePair): Effect[] {
  const value = subtractValues(afterValue, beforeValue);
  return isNothing(value) ? [] : [{ kind: "method", cause: "approach", value }];
}

/** Null for a mixture that cannot be calculated. */
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

/** The activity after each step. The last one is the later activity itself, calculated by its own document. */
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

/** Both entered, or both by the same method: then a new amount is activity, else it is method. */
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

/** What the steps after this one put in. */
const LATER_FIELDS = ["factor", "via", "biogenicFraction", "market", "share"] as const;

/** Method, scope and category, whatever else says how, and the properties to the factor where they are other ones. */
function withApproach(activity: DocumentActivity, after: DocumentActivity): DocumentActivity {
  const kept = isSameApproach(activity, after) ? [...LATER_FIELDS, ...AMOUNT_FIELDS] : LATER_FIELDS;
  const next = kept.reduce((one, field) => withField(one, field, activity[field]), after);
  const idsOf = ({ via = [] }: DocumentActivity) => via.map((reference) => reference.replace(/@[^@]*$/, ""));
  return isSame(idsOf(activity), idsOf(after)) ? next : withField(next, "via", after.via);
}

/** Emission factor, editions of the properties, biogenic part of a mixed fuel, residual mix. */
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

/** Differences from one state that can be calculated to the next; they sum to the whole, whatever lies between. */
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
