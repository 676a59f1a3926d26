import { type ActivityField, checkActivityEntry, type EntryContext } from "#app/carbon/entry/activity-entry.ts";
import type { CheckedRow, RowFault } from "./activity-file.ts";
import type { ReadRow } from "./read-rows.ts";

/**
 * What a row comes to: a record, a row that needs a person, or one that is no record. A line of totals is left out where
 * its words name no source; where it could be a record all the same, a person says.
 */
export function checkRow(read: ReadRow, context: EntryContext): CheckedRow {
  const { row, skipped, total } = read;
  if (skipped) return { ...row, outcome: "skipped", reason: skipped };
  const checked = checkActivityEntry(row.entry, context);
  // Nearly every row of a file.
  if (checked.ok && total === null && read.faults.length === 0)
    return { ...row, outcome: "record", value: checked.value };
  const unread = new Set(read.faults.map(({ field }) => field));
  const found = checked.ok ? [] : checked.faults.filter(({ field }) => !unread.has(field));
  if (total && isTotalRow(total.field, new Set(checked.ok ? [] : checked.faults.map(({ field }) => field)))) {
    return { ...row, outcome: "skipped", reason: "total_row" };
  }
  const faults: RowFault[] = [...read.faults, ...found.map((fault) => ({ ...fault, ...read.place(fault.field) }))];
  if (checked.ok && total?.strict) {
    faults.push({ field: null, code: "row_may_be_total", facts: {}, letter: "", heading: "", raw: "" });
  }
  if (!checked.ok || faults.length > 0) return { ...row, outcome: "faulty", faults };
  return { ...row, outcome: "record", value: checked.value };
}

/** The word stands where a name or a period should, and there it is none; or it stands aside of an empty name. */
function isTotalRow(field: string | null, faulty: ReadonlySet<ActivityField>): boolean {
  if (field === "facility" || field === "source") return faulty.has(field);
  if (field === "period" || field === "month" || field === "start") return faulty.has("period");
  return faulty.has("facility") || faulty.has("source");
}
