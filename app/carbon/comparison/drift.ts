import type {
  DocumentActivity,
  DocumentFactor,
  DocumentGwp,
  FactorReference,
  InventoryDocument,
  Issue,
} from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { referenceOf } from "#app/carbon/factor/emission-factor.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { omit } from "#app/encoding/omit.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { type Bridge, computeBridge } from "./bridge.ts";
import type { BridgeKeys } from "./bridge-keys.ts";

/** Which newer edition a factor of an activity would have; null where the one it has is the newest that applies. */
export type ChooseEdition = (reference: FactorReference, activity: DocumentActivity) => DocumentFactor | null;

/** By how much the figures of a frozen document would move. The document itself stays what it is. */
export interface Drift {
  bridge: Bridge;
  /** The document with newer editions: a proposal, stored nowhere. */
  proposed: InventoryDocument;
  /** Each factor that would be replaced, once, with the ids of its activities. */
  replaced: { from: FactorReference; to: FactorReference; activities: string[] }[];
  /** Lines that the newer edition does not fit: they keep their frozen factor here, and the reader is told. */
  unresolved: Issue[];
}

/**
 * The bridge between a frozen document and the same one with the newest applicable editions of its factors and
 * properties. Everything else is kept: records, GWP set, shares, instruments.
 *
 * @param document a valid document whose lines all have results
 * @param gwp the whole GWP set of the document's label: a newer edition may name gases that the frozen one left out
 */
export function computeDrift(document: InventoryDocument, choose: ChooseEdition, gwp: DocumentGwp): Drift {
  const factors = new Map(document.factors.map((factor) => [referenceOf(factor), factor]));
  const moved = document.activities.map((activity) => ({ activity, moves: findMoves(activity, choose) }));
  for (const newer of moved.flatMap(({ moves }) => [...moves.values()])) {
    if (!factors.has(referenceOf(newer))) factors.set(referenceOf(newer), newer);
  }
  const proposedGwp = joinGwps(document.gwp, gwp);
  const context = openContext({ factors: [...factors.values()], gwp: proposedGwp });
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

/** The frozen values stand; a name is a gas or a blend, never both. */
function joinGwps(frozen: DocumentGwp, whole: DocumentGwp): DocumentGwp {
  const values = { ...whole.values, ...frozen.values };
  const isBlend = ([name]: [string, unknown]) => !(name in values);
  const blends = Object.fromEntries(Object.entries({ ...whole.blends, ...frozen.blends }).filter(isBlend));
  return { ...frozen, values, blends };
}

/** Instruments carry the factor of their own certificate: no library has a newer edition of it. */
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

/** Every activity is its own entry: the lines are the same ones. */
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
