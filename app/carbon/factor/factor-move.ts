import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";

export interface FactorMove {
  from: MovedFactor;
  /** Null if no factor fits any more. */
  to: MovedFactor | null;
  /** The same factor in another release. */
  isEdition: boolean;
  activities: string[];
}

export interface MovedFactor {
  reference: string;
  version: string;
  name: { en?: string; zh?: string };
}

interface Side {
  document: InventoryDocument;
  recordOf: (activity: string) => string | undefined;
}

/**
 * The factors that a new run would choose differently, most used first. Added and deleted records, and records with
 * other properties or another residual mix, are not included, because they changed for other reasons.
 */
export function findFactorMoves(run: Side, now: Side & { unresolved: (string | undefined)[] }): FactorMove[] {
  const nowOf = new Map(now.document.activities.map((activity) => [now.recordOf(activity.id), activity]));
  const unresolved = new Set(now.unresolved);
  const moves = new Map<string, FactorMove>();
  const note = (activity: string, from: string, to: string | null) => {
    const key = `${from} ${to}`;
    const move = moves.get(key) ?? {
      from: describe(from, run.document),
      to: to === null ? null : describe(to, now.document),
      isEdition: to !== null && idOf(from) === idOf(to),
      activities: [],
    };
    move.activities.push(activity);
    moves.set(key, move);
  };
  for (const activity of run.document.activities) {
    const record = run.recordOf(activity.id);
    if (record === undefined) continue;
    if (unresolved.has(record)) note(activity.id, activity.factor, null);
    const other = nowOf.get(record);
    if (!other) continue;
    const [before, after] = [referencesOf(activity), referencesOf(other)];
    if (before.length !== after.length) continue;
    for (const [index, from] of before.entries()) if (from !== after[index]) note(activity.id, from, after[index]!);
  }
  return [...moves.values()].sort(
    (a, b) => b.activities.length - a.activities.length || (a.from.reference < b.from.reference ? -1 : 1),
  );
}

/** The factors of an activity by role. Instruments are part of the record, not of the choice. */
function referencesOf({ via = [], factor, market }: DocumentActivity): string[] {
  return [factor, ...via, ...(market?.residualFactor ? [market.residualFactor] : [])];
}

function describe(reference: string, document: InventoryDocument): MovedFactor {
  const factor = document.factors.find(({ id, version }) => `${id}@${version}` === reference);
  return { reference, version: factor?.version ?? "", name: factor?.name ?? {} };
}

function idOf(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("@"));
}
