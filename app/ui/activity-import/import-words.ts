import type { ActivityField } from "#app/carbon/activity-entry.ts";
import type { Messages } from "#app/i18n/index.ts";
import { faultText } from "../activity-grid/fault-text.ts";
import type { Told } from "./import-view.ts";

type Sentences = Record<string, (facts: Record<string, string>) => string>;

/** The first of some lists that has a sentence for a code. */
function find(lists: (object | undefined)[], { code, facts }: Told): string | null {
  for (const list of lists) if (list && Object.hasOwn(list, code)) return (list as Sentences)[code]!(facts);
  return null;
}

/** What is wrong with a row, and how to put it right. */
export function importFaultText(messages: Messages, fault: Told): string {
  const { activityImport } = messages;
  return find([activityImport.rowFault, messages.activityFile.rowFault], fault) ?? faultText(messages, fault);
}

/** Why a file, a check or an import did not get on. */
export function failureText(messages: Messages, failure: Told): string {
  const { activityImport } = messages;
  return find([activityImport.failure, messages.activityFile.fault], failure) ?? faultText(messages, failure);
}

/** What is still to be said about columns. */
export function mappingFaultText(messages: Messages, fault: Told): string {
  return find([messages.activityFile.mapping], fault) ?? faultText(messages, fault);
}

/** The name of a field in the reader's language. */
export function fieldText({ activity }: Messages, field: ActivityField): string {
  return activity.field[field];
}
