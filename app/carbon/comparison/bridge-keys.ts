import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";

/** How lines of one document are found in another. Equal texts mean the same thing. */
export interface BridgeKeys {
  facility(activity: DocumentActivity): string;
  /** The emission source: where it stands on one side only, it was added or removed. */
  source(activity: DocumentActivity): string;
  /** The very same entry, such as a record's id; null where entries are told apart by source and period only. */
  entry(activity: DocumentActivity): string | null;
}

/**
 * Keys from a document alone, for files of which nothing else is known. A facility is its name, else its id; a source is
 * its description at its facility, else scope, category and factor there; an entry is the id of the activity at its
 * source in its period.
 */
export function keysOfDocument(document: InventoryDocument): BridgeKeys {
  const facility = (activity: DocumentActivity) => {
    const name = document.facilities?.[activity.facility]?.name;
    return name?.en || name?.zh || activity.facility;
  };
  const source = (activity: DocumentActivity) => {
    const words = activity.description?.en || activity.description?.zh;
    const what = words ? [words] : [activity.category, withoutVersion(activity.factor)];
    return JSON.stringify([facility(activity), activity.scope, ...what]);
  };
  return {
    facility,
    source,
    entry: (activity) => JSON.stringify([source(activity), activity.id, activity.period.start, activity.period.end]),
  };
}

function withoutVersion(reference: string): string {
  return reference.replace(/@[^@]*$/, "");
}
