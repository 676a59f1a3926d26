import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { InventoryDocument, Period } from "#app/carbon/document/inventory-document.ts";

/** Up to this many estimates are listed one by one. */
export const MOST_ESTIMATES = 200;

type LocalName = { en?: string; zh?: string };

/** The few facts that pages tell of a run with totals, kept with it; it grows with sources and not with records. */
export interface RunOutline {
  gwpSet: string;
  consolidationApproach: InventoryDocument["organization"]["consolidationApproach"];
  estimates: { count: number; first: { id: string; name: LocalName; period: Period }[] };
  /** What its lines are called, by id of their source. */
  names: Record<string, LocalName>;
}

/** @param places what the sources of the document are */
export function outlineOf(document: InventoryDocument, { sources }: { sources: Record<string, string> }): RunOutline {
  const { gwp, organization, activities } = document;
  const estimated = activities.filter(({ dataQuality }) => dataQuality === "estimated");
  const names: RunOutline["names"] = {};
  for (const { emissionSource, description = {} } of activities) {
    if (emissionSource !== undefined) names[sources[emissionSource]!] ??= description;
  }
  return {
    gwpSet: gwp.set,
    consolidationApproach: organization.consolidationApproach,
    estimates: {
      count: estimated.reduce((count, activity) => count + recordsOf(activity), 0),
      first: estimated
        .slice(0, MOST_ESTIMATES)
        .map(({ id, description = {}, period }) => ({ id, name: description, period })),
    },
    names,
  };
}
