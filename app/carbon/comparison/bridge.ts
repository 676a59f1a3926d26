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

/** A document to compare, and the keys that match its lines with the other one. */
export interface BridgeSide {
  document: InventoryDocument;
  keys: BridgeKeys;
}

/** Matched lines and why their figure changed. The effects sum exactly to `after` − `before`. */
export interface BridgeStep {
  source: string;
  beforeActivities: DocumentActivity[];
  afterActivities: DocumentActivity[];
  before: Value;
  after: Value;
  effects: Effect[];
}

export interface Bridge {
  before: BridgeEnd;
  after: BridgeEnd;
  /** In the order of the later document, then the lines of the earlier one only. */
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
 * Why the total of one document differs from another's: every line with its effects of activity, method, factor,
 * instruments, GWP set and boundary, location- and market-based, in exact fractions. Credits and emissions of later
 * years are left out, as in the totals. Inputs are substituted in the order of `EFFECT_KINDS`. Exchanging the documents
 * negates the difference of the totals, but not each effect.
 *
 * If a document contains results of another engine version, the bridge starts or ends with them. The difference from
 * this engine's results for the same inputs is an effect of method.
 *
 * @param before a valid document (`validateDocument`), like `after`
 * @throws CarbonError `document_has_issues` if a line of either has no result, because then there is no total to
 * compare
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
  /** Another engine's result of an activity minus this engine's. */
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

/** As printed: in full, or with 40 digits if it doesn't end. */
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

/**
 * Lines on one side only: more or fewer records of a source are activity. An added or removed source or facility is
 * boundary.
 */
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
