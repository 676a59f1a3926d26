import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";

/** How lines of one document are matched in another. Equal texts mean the same thing. */
export interface BridgeKeys {
  facility(activity: DocumentActivity): string;
  /** The emission source. If it exists on one side only, it was added or removed. */
  source(activity: DocumentActivity): string;
  /** The identity of an entry, such as a record's id. Null if entries differ only by source and period. */
  entry(activity: DocumentActivity): string | null;
}

/**
 * Keys from a document alone, for files without further information. A facility is identified by its name, or else its
 * id. A source is identified by its description at its facility, or else by scope, category and factor there. An entry
 * is identified by the activity's id at its source in its period.
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
