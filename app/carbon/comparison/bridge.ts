import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import type {
  DocumentActivity,
  InventoryDocument,
  Period,
  ResultLine,
} from "#app/carbon/document/inventory-document.ts";
import { calculateLines, isCounted, marketBasedCo2eKg } from "#app/carbon/total/inventory.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { Decimal } from "#app/number/decimal.ts";
import { fromDecimal } from "#app/number/ratio.ts";
import type { BridgeKeys } from "./bridge-keys.ts";
import {
  addValues,
  type Effect,
  type EffectCause,
  type EffectKind,
  isNothing,
  NOTHING,
  subtractValues,
  sumByKind,
  sumValues,
  type Value,
} from "./effect.ts";
import { type BridgeLine, type MatchedLines, matchLines, mergeLines } from "./match-lines.ts";
import { type SharedContext, shareContext } from "./shared-context.ts";
import { findEffects } from "./substitute.ts";

/** A document to compare, and how its lines are found in the other one. */
export interface BridgeSide {
  document: InventoryDocument;
  keys: BridgeKeys;
}

/** Lines that stand for each other and why their figure moved; the effects sum exactly to `after` less `before`. */
export interface BridgeStep {
  source: string;
  beforeActivities: DocumentActivity[];
  afterActivities: DocumentActivity[];
  before: Value;
  after: Value;
  effects: Effect[];
}

/** From one total to another, exactly. */
export interface Bridge {
  before: BridgeEnd;
  after: BridgeEnd;
  /** In the order of the later document, then what only the earlier one has. */
  steps: BridgeStep[];
  byKind: Record<EffectKind, Value>;
}

export interface BridgeEnd {
  period: Period;
  gwpSet: string;
  engine: string;
  total: Value;
}

/**
 * Why the total of one document differs from that of another: every line with its effects of activity, method, factor,
 * instruments, GWP set and boundary, location- and market-based, in exact fractions. Credits and emissions of later
 * years stand outside, as they stand outside the totals. The order of substitution is that of `EFFECT_KINDS`; exchanging the documents negates the
 * difference of the totals, but not each effect.
 *
 * A document that carries the results of another engine version starts or ends at those; what this engine makes
 * different of the same inputs is an effect of method.
 *
 * @param before a valid document (`validateDocument`), as is `after`
 * @throws CarbonError `document_has_issues` when a line of either has no result: then it has no total to compare
 */
export function computeBridge(before: BridgeSide, after: BridgeSide): Bridge {
  const [left, right] = [readSide(before, "before"), readSide(after, "after")];
  const shared = shareContext(before.document, after.document);
  const known = { before: namesOf(left.lines), after: namesOf(right.lines) };
  const steps = matchLines(left.lines, right.lines)
    .map((matched) => toStep(matched, { shared, known, engine: [left.byEngine, right.byEngine] }))
    .filter(({ before: one, after: other, effects }) => !isNothing(one) || !isNothing(other) || effects.length > 0);
  const effects = steps.flatMap((step) => step.effects);
  return {
    before: { ...endOf(before.document), total: sumValues(steps.map((step) => step.before)) },
    after: { ...endOf(after.document), total: sumValues(steps.map((step) => step.after)) },
    steps,
    byKind: sumByKind(effects),
  };
}

export function differenceOf(bridge: Bridge): Value {
  return subtractValues(bridge.after.total, bridge.before.total);
}

function endOf({ period, gwp, results }: InventoryDocument) {
  return { period, gwpSet: gwp.set, engine: results?.engine ?? ENGINE_VERSION };
}

interface ReadSide {
  lines: BridgeLine[];
  /** What another engine made of an activity, less what this one makes of it. */
  byEngine: Map<DocumentActivity, Value>;
}

function readSide({ document, keys }: BridgeSide, side: "before" | "after"): ReadSide {
  const { lines, issues } = calculateLines(document);
  if (issues.length > 0) throw new CarbonError("document_has_issues", { side, count: String(issues.length) });
  const counted = lines.filter(isCounted);
  const { results } = document;
  const stored = new Map(
    results && results.engine !== ENGINE_VERSION ? results.lines.map((line) => [line.activity, line] as const) : [],
  );
  const byEngine = new Map<DocumentActivity, Value>();
  const bridgeLines = counted.map((line): BridgeLine => {
    const { activity } = line;
    const value = { location: line.emission.co2eKg, market: marketBasedCo2eKg(line) };
    const old = stored.get(activity.id);
    if (old) byEngine.set(activity, subtractValues(figureOf(old), value));
    return {
      activity,
      facility: keys.facility(activity),
      source: keys.source(activity),
      entry: keys.entry(activity),
      value,
    };
  });
  return { lines: bridgeLines, byEngine };
}

/** As it was printed: in full, or to 40 digits where it has no end. */
function figureOf({ co2eKg, co2eKgMarketBased }: ResultLine): Value {
  const read = (text: string) => fromDecimal(new Decimal(text));
  return { location: read(co2eKg), market: read(co2eKgMarketBased ?? co2eKg) };
}

interface Names {
  sources: Set<string>;
  facilities: Set<string>;
}

function namesOf(lines: readonly BridgeLine[]): Names {
  return {
    sources: new Set(lines.map(({ source }) => source)),
    facilities: new Set(lines.map(({ facility }) => facility)),
  };
}

interface Surroundings {
  shared: SharedContext;
  known: { before: Names; after: Names };
  engine: [Map<DocumentActivity, Value>, Map<DocumentActivity, Value>];
}

function toStep({ source, before, after }: MatchedLines, { shared, known, engine }: Surroundings): BridgeStep {
  const engineBefore = sumValues(before.map(({ activity }) => engine[0].get(activity) ?? NOTHING));
  const engineAfter = sumValues(after.map(({ activity }) => engine[1].get(activity) ?? NOTHING));
  const left = sumValues(before.map(({ value }) => value));
  const right = sumValues(after.map(({ value }) => value));
  const byEngine = subtractValues(engineAfter, engineBefore);
  const effects: Effect[] = isNothing(byEngine) ? [] : [{ kind: "method", cause: "engine", value: byEngine }];
  if (before.length > 0 && after.length > 0) {
    const [one, other] = [mergeLines(before), mergeLines(after)];
    const pair = { before: one.activity, after: other.activity, beforeValue: left, afterValue: right };
    effects.push(...findEffects(shared, pair));
  } else {
    const [line] = before.length > 0 ? before : after;
    const change = subtractValues(right, left);
    if (!isNothing(change)) effects.push({ ...presence(line!, before.length > 0, known), value: change });
  }
  return {
    source,
    beforeActivities: before.map(({ activity }) => activity),
    afterActivities: after.map(({ activity }) => activity),
    before: addValues(left, engineBefore),
    after: addValues(right, engineAfter),
    effects,
  };
}

/** One side only: more or fewer records of a source are activity; a source or facility that came or went is boundary. */
function presence(
  line: BridgeLine,
  isBefore: boolean,
  known: { before: Names; after: Names },
): { kind: EffectKind; cause: EffectCause } {
  const other = isBefore ? known.after : known.before;
  const verb = isBefore ? "removed" : "added";
  if (other.sources.has(line.source)) return { kind: "activity", cause: `record_${verb}` };
  const noun = other.facilities.has(line.facility) ? "source" : "facility";
  return { kind: "boundary", cause: `${noun}_${verb}` };
}
