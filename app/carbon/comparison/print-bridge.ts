import type {
  DecimalString,
  DocumentActivity,
  InventoryDocument,
  Period,
} from "#app/carbon/document/inventory-document.ts";
import { toExactOr40 } from "#app/number/ratio.ts";
import { type Bridge, type BridgeEnd, type BridgeStep, differenceOf } from "./bridge.ts";
import {
  EFFECT_KINDS,
  type Effect,
  type EffectCause,
  type EffectKind,
  sumByKind,
  sumValues,
  type Value,
} from "./effect.ts";

/** kg CO2e in the format of results: in full, or with 40 digits if it doesn't end. */
export interface PrintedValue {
  co2eKg: DecimalString;
  co2eKgMarketBased: DecimalString;
}

export interface PrintedEffect extends PrintedValue {
  kind: EffectKind;
  cause: EffectCause;
}

export interface PrintedEnd extends PrintedValue {
  period: Period;
  gwpSet: string;
  engine: string;
}

type Name = { en?: string | undefined; zh?: string | undefined };

export interface PrintedSource {
  source: string;
  description: Name;
  facility: Name;
  scope: number;
  category: string;
  before: PrintedValue;
  after: PrintedValue;
  difference: PrintedValue;
  /** By kind, without those that are zero both ways. */
  effects: Partial<Record<EffectKind, PrintedValue | undefined>>;
  lines: PrintedLine[];
}

/** Matched lines, by their ids in their own document. */
export interface PrintedLine {
  before: string[];
  after: string[];
  effects: PrintedEffect[];
  factorBefore: string;
  factorAfter: string;
  difference: PrintedValue;
}

export interface PrintedBridge {
  schema: "truetonne/bridge/v1";
  unit: "kg CO2e";
  /** The order in which later inputs replaced earlier ones. */
  substitution: readonly EffectKind[];
  before: PrintedEnd;
  after: PrintedEnd;
  difference: PrintedValue;
  effects: ({ kind: EffectKind } & PrintedValue)[];
  sources: PrintedSource[];
}

/** A bridge as text, by emission source, for pages, files and the command line. */
export function printBridge(
  bridge: Bridge,
  documents: { before: InventoryDocument; after: InventoryDocument },
): PrintedBridge {
  const bySource = new Map<string, BridgeStep[]>();
  for (const step of bridge.steps) bySource.set(step.source, [...(bySource.get(step.source) ?? []), step]);
  return {
    schema: "truetonne/bridge/v1",
    unit: "kg CO2e",
    substitution: EFFECT_KINDS,
    before: printEnd(bridge.before),
    after: printEnd(bridge.after),
    difference: printValue(differenceOf(bridge)),
    effects: EFFECT_KINDS.map((kind) => ({ kind, ...printValue(bridge.byKind[kind]) })),
    sources: [...bySource].map(([source, steps]) => printSource(source, steps, documents)),
  };
}

export function printValue({ location, market }: Value): PrintedValue {
  return { co2eKg: toExactOr40(location), co2eKgMarketBased: toExactOr40(market) };
}

function printEnd({ total, ...end }: BridgeEnd): PrintedEnd {
  return { ...end, ...printValue(total) };
}

function printSource(
  source: string,
  steps: BridgeStep[],
  documents: { before: InventoryDocument; after: InventoryDocument },
): PrintedSource {
  const [later, earlier] = [
    steps.find((one) => one.afterActivities.length > 0)?.afterActivities[0],
    steps[0]!.beforeActivities[0],
  ];
  const activity = (later ?? earlier)!;
  const document = later ? documents.after : documents.before;
  const effects = steps.flatMap((step) => step.effects);
  const sums = sumByKind(effects);
  return {
    source,
    description: activity.description ?? {},
    facility: document.facilities?.[activity.facility]?.name ?? {},
    scope: activity.scope,
    category: activity.category,
    before: printValue(sumValues(steps.map((step) => step.before))),
    after: printValue(sumValues(steps.map((step) => step.after))),
    difference: printValue(sumValues(effects.map(({ value }) => value))),
    effects: Object.fromEntries(
      EFFECT_KINDS.filter((kind) => effects.some((one) => one.kind === kind)).map((kind) => [
        kind,
        printValue(sums[kind]),
      ]),
    ),
    lines: steps.map(printLine),
  };
}

function printLine({ beforeActivities, afterActivities, effects }: BridgeStep): PrintedLine {
  const ids = (activities: DocumentActivity[]) => activities.map(({ id }) => id);
  return {
    before: ids(beforeActivities),
    after: ids(afterActivities),
    factorBefore: beforeActivities[0]?.factor ?? "",
    factorAfter: afterActivities[0]?.factor ?? "",
    difference: printValue(sumValues(effects.map(({ value }) => value))),
    effects: effects.map(({ kind, cause, value }: Effect) => ({ kind, cause, ...printValue(value) })),
  };
}
