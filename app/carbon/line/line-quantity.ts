import type { DocumentActivity, ResultLine } from "#app/carbon/document/inventory-document.ts";

/**
 * The quantity of an activity for people: as entered, else what its method made, which stands on the result line. Empty
 * text where a method has no result.
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
