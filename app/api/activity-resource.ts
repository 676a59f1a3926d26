import type { ActivityEntry, ActivityField, EntryFault } from "#app/carbon/entry/activity-entry.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import type { EmissionSource } from "#app/places/emission-source.server.ts";
import type { Facility } from "#app/places/facility/facility.server.ts";
import type { ActivityVersion } from "#app/records/activity-page.server.ts";
import { instant } from "./answer.ts";
import type { ProblemPlace } from "./problem.ts";
import type { ActivityCorrectionInput, NewActivityInput } from "./schema/activity.ts";

export function showActivity(version: ActivityVersion) {
  const { recordId, enteredQuantity, enteredUnit, createdAt, ...rest } = version;
  return {
    ...rest,
    id: recordId,
    entered: { quantity: enteredQuantity, unit: enteredUnit },
    createdAt: instant(createdAt),
  };
}

/** A record in the form of its own new version, as the base of a correction. */
export function restateActivity(version: ActivityVersion): NewActivityInput {
  const { sourceId, period, entered, dataQuality, evidence, note } = showActivity(version);
  return { sourceId, period, ...entered, dataQuality, evidence, note };
}

/** Applies a correction to a record. Fields that it leaves out stay unchanged. */
export function correctActivity(version: ActivityVersion, correction: ActivityCorrectionInput): NewActivityInput {
  const given = Object.fromEntries(Object.entries(correction).filter(([, value]) => value !== undefined));
  return { ...restateActivity(version), ...given };
}

export type SourcePlaces = Map<string, { source: EmissionSource; facility: Facility }>;

/** An activity in the form that the entry check reads: the same check as in the grid and in a file. */
export function toEntry(activity: NewActivityInput, places: SourcePlaces): ActivityEntry {
  const place = places.get(activity.sourceId);
  return {
    facility: place ? nameOf(place.facility.name) : "",
    source: place ? nameOf(place.source.name) : "",
    period: printPeriodText(activity.period),
    quantity: activity.quantity,
    unit: activity.unit,
    dataQuality: activity.dataQuality,
    evidence: activity.evidence,
    note: activity.note,
  };
}

function nameOf(name: { en: string; zh: string }): string {
  return name.en || name.zh;
}

const POINTERS: Record<ActivityField, string> = {
  facility: "/sourceId",
  source: "/sourceId",
  period: "/period",
  quantity: "/quantity",
  unit: "/unit",
  dataQuality: "/dataQuality",
  evidence: "/evidence",
  note: "/note",
};

/** Errors of an entry at their places beneath `root`. */
export function placesOf(faults: readonly EntryFault[], root: string): ProblemPlace[] {
  return faults.map(({ field, code, facts }) => ({ pointer: `#${root}${POINTERS[field]}`, code, facts }));
}

/** Sources that the organization doesn't have. Deleted, foreign and made-up ones are treated alike. */
export function unknownSources(
  activities: readonly { sourceId: string; root: string }[],
  places: SourcePlaces,
): ProblemPlace[] {
  return activities
    .filter(({ sourceId }) => !places.has(sourceId))
    .map(({ root }) => ({ pointer: `#${root}/sourceId`, code: "source_not_found", facts: {} }));
}
