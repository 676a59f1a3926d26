import { type ActivityField, checkActivityEntry, type EntryContext } from "#app/carbon/entry/activity-entry.ts";
import type { CheckedRow, RowFault } from "./activity-file.ts";
import type { ReadRow } from "./read-rows.ts";

/**
 * The result of a row: a record, a row that needs attention, or no record. A total row is skipped if its text names no
 * source. If it could also be a record, the user decides.
 */
export function checkRow(read: ReadRow, context: EntryContext): CheckedRow {
  const { row, skipped, total } = read;
  if (skipped) return { ...row, outcome: "skipped", reason: skipped };
  const checked = checkActivityEntry(row.entry, context);
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

/** The word is in a name or period field with an error, or next to an empty name. */
function isTotalRow(field: string | null, faulty: ReadonlySet<ActivityField>): boolean {
  if (field === "facility" || field === "source") return faulty.has(field);
  if (field === "period" || field === "month" || field === "start") return faulty.has("period");
  return faulty.has("facility") || faulty.has("source");
}
