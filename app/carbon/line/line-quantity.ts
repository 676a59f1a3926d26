import type { DocumentActivity, ResultLine } from "#app/carbon/document/inventory-document.ts";

/**
 * The quantity of an activity for people: as entered, or from the result line if a method calculated it. Empty text if
 * a method has no result.
 */
export function lineQuantity(
  activity: DocumentActivity,
  line: ResultLine | undefined,
): { quantity: string; unit: string } {
  return {
    quantity: activity.quantity ?? line?.quantity ?? "",
    unit: activity.unit ?? line?.unit ?? "",
  };
}
