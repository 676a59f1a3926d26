import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { DocumentActivity, FactorReference, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { isWithin } from "#app/day/period.ts";
import { omit } from "#app/encoding/omit.ts";
import { type ByGas, directGasesOf } from "./breakdown.ts";

type Asked = "facility" | "scope" | "category" | "share" | "description" | "emissionSource" | "factor" | "via";

/** What is asked of an activity. Of many activities it is the same. */
export interface JudgedActivity extends Pick<DocumentActivity, Asked> {
  method?: { name: string };
  estimate?: { method: string };
  market?: { instruments?: { factor: FactorReference }[]; residualFactor: FactorReference | null };
}

/** A document, or of its activities one of each kind. */
export type JudgedDocument = Omit<InventoryDocument, "activities" | "results"> & {
  activities: readonly JudgedActivity[];
};

/** Some activities: how many, and the ids of the first. */
export interface NamedActivities {
  count: number;
  first: string[];
}

/** What a checklist asks of the document of a run with totals. */
export interface JudgedRun {
  document: JudgedDocument;
  activityCount: number;
  /** With days that are not of the document's period. */
  outside: NamedActivities;
  /** Without a source document. */
  unevidenced: NamedActivities;
  /** kg CO2e of scope 1 in the columns of a report. */
  directGases: ByGas;
}

/** How many activities are named by their ids; a sentence names fewer. */
const MOST_NAMED = 20;

/** @throws CarbonError when the document was not valid */
export function judgedRunOf(document: InventoryDocument): JudgedRun {
  const { activities, period, gwp } = document;
  const direct = activities.filter(({ scope }) => scope === 1);
  const kinds = new Map(activities.map((activity) => kindOf(activity)).map((kind) => [JSON.stringify(kind), kind]));
  return {
    document: { ...omit(document, "results", "detail"), activities: [...kinds.values()] },
    activityCount: activities.reduce((count, activity) => count + recordsOf(activity), 0),
    outside: nameFirst(activities, (activity) => (isWithin(activity.period, period) ? 0 : recordsOf(activity))),
    unevidenced: nameFirst(activities, countUnevidenced),
    directGases: directGasesOf(mergeKinds({ ...document, activities: direct }).lines, gwp),
  };
}

/** @param countOf how many of the records behind an activity are meant */
function nameFirst(
  activities: readonly DocumentActivity[],
  countOf: (activity: DocumentActivity) => number,
): NamedActivities {
  const meant = activities.filter((activity) => countOf(activity) > 0);
  return {
    count: meant.reduce((count, one) => count + countOf(one), 0),
    first: meant.slice(0, MOST_NAMED).map(({ id }) => id),
  };
}

function countUnevidenced(activity: DocumentActivity): number {
  const { merged, evidence } = activity;
  if (merged) return recordsOf(activity) - Number(merged.evidenced ?? 0);
  return evidence ? 0 : 1;
}

/** Nothing but what is asked. */
function kindOf(activity: DocumentActivity): JudgedActivity {
  const { facility, scope, category, share, description, emissionSource, factor, via } = activity;
  const { method, estimate, market } = activity;
  return {
    facility,
    scope,
    category,
    factor,
    ...(share === undefined ? {} : { share }),
    ...(description ? { description } : {}),
    ...(emissionSource === undefined ? {} : { emissionSource }),
    ...(via ? { via } : {}),
    ...(method ? { method: { name: method.name } } : {}),
    ...(estimate ? { estimate: { method: estimate.method } } : {}),
    ...(market ? { market: marketOf(market) } : {}),
  };
}

function marketOf({ instruments, residualFactor }: NonNullable<DocumentActivity["market"]>) {
  return { instruments: (instruments ?? []).map(({ factor }) => ({ factor })), residualFactor };
}
