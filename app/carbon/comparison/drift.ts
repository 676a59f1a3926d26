import type {
  DocumentActivity,
  DocumentFactor,
  DocumentGwp,
  FactorReference,
  InventoryDocument,
  Issue,
} from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { COMBUSTION_METHANE } from "#app/carbon/factor/combustion-methane.ts";
import { referenceOf } from "#app/carbon/factor/emission-factor.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { omit } from "#app/encoding/omit.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { type Bridge, computeBridge } from "./bridge.ts";
import type { BridgeKeys } from "./bridge-keys.ts";

/** Chooses the newer release for a factor of an activity. Null if the current one is the newest applicable. */
export type ChooseEdition = (reference: FactorReference, activity: DocumentActivity) => DocumentFactor | null;

/** How much the figures of a frozen document would change. The document itself is not changed. */
export interface Drift {
  bridge: Bridge;
  proposed: InventoryDocument;
  /** Each factor that would be replaced, once, with the ids of its activities. */
  replaced: { from: FactorReference; to: FactorReference; activities: string[] }[];
  /** Lines that the newer release doesn't fit. They keep their frozen factor here, with a note to the reader. */
  unresolved: Issue[];
}

/**
 * The bridge between a frozen document and the same one with the newest applicable releases of its factors and
 * properties. Everything else is kept: records, GWP set, shares, instruments.
 *
 * @param document a valid document whose lines all have results
 * @param gwp the whole GWP set of the document's label, because a newer release may name gases that the frozen one left
 * out
 */
export function computeDrift(document: InventoryDocument, choose: ChooseEdition, gwp: DocumentGwp): Drift {
  const factors = new Map(document.factors.map((factor) => [referenceOf(factor), factor]));
  const moved = document.activities.map((activity) => ({ activity, moves: findMoves(activity, choose) }));
  for (const newer of moved.flatMap(({ moves }) => [...moves.values()])) {
    if (!factors.has(referenceOf(newer))) factors.set(referenceOf(newer), newer);
  }
  const proposedGwp = joinGwps(document.gwp, gwp);
  const context = openContext({ factors: [...factors.values()], gwp: proposedGwp }, false);
  const replaced = new Map<string, Drift["replaced"][number]>();
  const unresolved: Issue[] = [];
  const activities = moved.map(({ activity, moves }, index) => {
    if (moves.size === 0) return activity;
    const next = moveFactors(activity, moves);
    const { issues } = calculateActivity(context, next, index);
    if (issues.length > 0) {
      unresolved.push(...issues);
      return activity;
    }
    for (const [from, factor] of moves) {
      const to = referenceOf(factor);
      const entry = replaced.get(`${from} ${to}`) ?? { from, to, activities: [] };
      entry.activities.push(activity.id);
      replaced.set(`${from} ${to}`, entry);
    }
    return next;
  });
  const inputs = omit(document, "results");
  const proposed: InventoryDocument = { ...inputs, gwp: proposedGwp, factors: [...factors.values()], activities };
  const valid = validateDocument(proposed);
  if (!valid.ok) throw new CarbonError(valid.faults[0]!.code, { pointer: valid.faults[0]!.pointer });
  return {
    bridge: computeBridge({ document, keys: byActivity(document) }, { document: proposed, keys: byActivity(document) }),
    proposed,
    replaced: [...replaced.values()],
    unresolved,
  };
}

function findMoves(activity: DocumentActivity, choose: ChooseEdition): Map<FactorReference, DocumentFactor> {
  const moves = new Map<FactorReference, DocumentFactor>();
  for (const reference of libraryReferences(activity)) {
    const newer = choose(reference, activity);
    if (newer && referenceOf(newer) !== reference) moves.set(reference, newer);
  }
  return moves;
}

/** Frozen values take precedence. A name is either a gas or a blend. */
function joinGwps(frozen: DocumentGwp, whole: DocumentGwp): DocumentGwp {
  const isFrozen = Object.hasOwn(frozen.values, COMBUSTION_METHANE);
  const values = { ...(isFrozen ? whole.values : omit(whole.values, COMBUSTION_METHANE)), ...frozen.values };
  const isBlend = ([name]: [string, unknown]) => !(name in values);
  const blends = Object.fromEntries(Object.entries({ ...whole.blends, ...frozen.blends }).filter(isBlend));
  return { ...frozen, values, blends };
}

/** Instruments have the factor of their own certificate, which no library updates. */
function libraryReferences({ factor, via = [], market }: DocumentActivity): FactorReference[] {
  return [factor, ...via, ...(market?.residualFactor ? [market.residualFactor] : [])];
}

function moveFactors(
  activity: DocumentActivity,
  moves: ReadonlyMap<FactorReference, DocumentFactor>,
): DocumentActivity {
  const move = (reference: FactorReference) => {
    const newer = moves.get(reference);
    return newer ? referenceOf(newer) : reference;
  };
  const { via, market } = activity;
  return {
    ...activity,
    factor: move(activity.factor),
    ...(via ? { via: via.map(move) } : {}),
    ...(market
      ? { market: { ...market, residualFactor: market.residualFactor === null ? null : move(market.residualFactor) } }
      : {}),
  };
}

/** Matches every activity with itself. */
function byActivity(document: InventoryDocument): BridgeKeys {
  const name = (activity: DocumentActivity) => document.facilities?.[activity.facility]?.name?.en ?? activity.facility;
  return {
    facility: name,
    source: (activity) =>
      JSON.stringify([
        name(activity),
        activity.scope,
        activity.category,
        activity.description?.en ?? activity.description?.zh ?? activity.id,
      ]),
    entry: ({ id }) => id,
  };
}
