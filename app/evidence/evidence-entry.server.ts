import { EMPTY_ENTRY, type EntryContext } from "#app/carbon/entry/activity-entry.ts";
import { parsePeriodText } from "#app/day/entry-period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import {
  type ActivityChange,
  type ActivityRecord,
  entryContext,
  type SavedActivities,
  type StaleChange,
  saveActivities,
} from "#app/records/activity.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { BillRow } from "./bill-rows.ts";
import { attachEvidence, lockEvidence } from "./evidence.server.ts";

type Author = ChangeAuthor & { organizationId: string };

/**
 * Adds the records of one bill and attaches its file to each, all or none, in the caller's transaction. Rows already
 * saved by the same form are not changed.
 *
 * @returns the records, or the errors by row index. `stale` lists rows that already exist with other values.
 * @throws AppError `not_found` for a file, source or inventory of another organization, and for an erased file
 */
export async function enterBill(
  tx: TenantTx,
  author: Author,
  { fileId, inventoryId, rows }: { fileId: string; inventoryId: string; rows: readonly BillRow[] },
): Promise<SavedActivities> {
  // Taken first, in the same order as answers to data requests, to avoid a deadlock.
  await lockEvidence(tx, author.organizationId);
  const { period } = await getInventory(tx, author.organizationId, inventoryId);
  const context = await entryContext(tx, author.organizationId, period);
  const save = (wanted: readonly BillRow[]) =>
    saveActivities(
      tx,
      author,
      period,
      wanted.map((row) => toChange(row, context)),
    );
  const first = await save(rows);
  const saved = first.ok ? first : await withoutKnown(first, rows, save);
  const recordIds = rows.map(({ recordId }) => recordId);
  if (saved.ok) await attachEvidence(tx, author, fileId, { recordIds, period: null });
  return saved;
}

/** Removes rows that an earlier submission already saved with the same values. */
async function withoutKnown(
  refused: SavedActivities & { ok: false },
  rows: readonly BillRow[],
  save: (rest: readonly BillRow[]) => Promise<SavedActivities>,
): Promise<SavedActivities> {
  const isKnown = ({ index, record }: StaleChange) => isRecordOf(rows[index]!, record);
  const stale = refused.stale.filter((one) => !isKnown(one));
  if (refused.faults.length > 0 || stale.length > 0) return { ...refused, stale };
  const known = new Set(refused.stale.map(({ index }) => index));
  return save(rows.filter((_, index) => !known.has(index)));
}

function isRecordOf(row: BillRow, record: ActivityRecord | null): boolean {
  const period = parsePeriodText(row.period);
  return (
    record !== null &&
    record.sourceId === row.sourceId &&
    record.enteredQuantity === row.quantity &&
    record.enteredUnit === row.unit &&
    record.dataQuality === row.dataQuality &&
    record.note === row.note &&
    record.period.start === period?.start &&
    record.period.end === period.end
  );
}

/** @throws AppError `not_found` for a source of another organization */
function toChange({ recordId, sourceId, ...cells }: BillRow, { sources }: EntryContext): ActivityChange {
  if (sourceId === "") return { kind: "add", recordId, entry: { ...EMPTY_ENTRY, ...cells } };
  const source = sources.find(({ id }) => id === sourceId);
  if (!source) throw new AppError("not_found");
  const [facility = ""] = source.facilityNames;
  const [name = ""] = source.names;
  return { kind: "add", recordId, sourceId, entry: { ...EMPTY_ENTRY, ...cells, facility, source: name } };
}
