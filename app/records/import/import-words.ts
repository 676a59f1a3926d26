import type { ActivityField } from "#app/carbon/entry/activity-entry.ts";
import type { Messages } from "#app/i18n/index.ts";
import { faultText } from "#app/records/sheet/fault-text.ts";
import type { MappingTold, Told } from "./import-view.ts";

type Sentences = Record<string, (facts: Record<string, string>) => string>;

/** The first list with a message for the code. */
function find(lists: (object | undefined)[], { code, facts }: Told): string | null {
  for (const list of lists) if (list && Object.hasOwn(list, code)) return (list as Sentences)[code]!(facts);
  return null;
}

/** The message for an error of a row. */
export function importFaultText(messages: Messages, fault: Told): string {
  const { activityImport } = messages;
  return find([activityImport.rowFault, messages.activityFile.rowFault], fault) ?? faultText(messages, fault);
}

/** Why a file, check or import failed. */
export function failureText(messages: Messages, failure: Told): string {
  const { activityImport, facility, model } = messages;
  if (Object.hasOwn(model.faults, failure.code)) return model.faults[failure.code]!;
  if (Object.hasOwn(facility.fault, failure.code)) return facility.fault[failure.code as keyof typeof facility.fault];
  return find([activityImport.failure, messages.activityFile.fault], failure) ?? faultText(messages, failure);
}

/** The message for a mapping error, with its field or column. */
export function mappingFaultText(messages: Messages, fault: MappingTold): string {
  const { activityFile, activity, activityImport } = messages;
  if (fault.code === "decimal_missing") return activityImport.columns.decimalAbout;
  const names: Record<string, string> = { ...activityFile.field, ...activity.field };
  const sentences: Record<string, string> = activityFile.mapping;
  const about = [fault.letter, fault.field ? (names[fault.field] ?? fault.field) : ""].filter(Boolean).join(" ");
  const sentence = sentences[fault.code] ?? faultText(messages, { code: fault.code, facts: {} });
  return about === "" ? sentence : messages.common.labelled(about, sentence);
}

export function fieldText({ activity }: Messages, field: ActivityField): string {
  return activity.field[field];
}
