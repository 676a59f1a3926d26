import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { type ActivityField, EMPTY_ENTRY, type EntryFault } from "#app/carbon/entry/activity-entry.ts";
import type { saveActivities } from "./activity.server.ts";
import type { ActivityForm } from "./activity-batch.ts";
import type { BatchAnswer } from "./sheet/pending.ts";

type Change = Parameters<typeof saveActivities>[3][number];

/** The change requested by the form, or an error if a field is missing. */
export function changeOfForm(form: z.output<typeof ActivityForm>): { change: Change } | { fault: EntryFault } {
  const { intent, recordId, version } = form;
  if (intent === "delete") {
    if (form.reason === "") return { fault: { field: "note", code: "reason_missing", facts: {} } };
    return { change: { kind: "delete", recordId, version, reason: form.reason } };
  }
  const fields = Object.keys(EMPTY_ENTRY) as ActivityField[];
  const entry = Object.fromEntries(fields.map((field) => [field, form[field]])) as typeof EMPTY_ENTRY;
  if (intent === "save") return { change: { kind: "correct", recordId, version, entry } };
  return { change: { kind: "add", recordId: randomUUID(), entry } };
}

/** What the form shows after a rejection: an error for each field, or the record as another user left it. */
export function rejectionOf(answer: BatchAnswer & { ok: false }) {
  const [stale] = answer.stale;
  return { faults: answer.faults.flatMap(({ faults }) => faults), stale: stale ?? null };
}
