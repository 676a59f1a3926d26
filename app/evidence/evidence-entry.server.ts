import { sql } from "kysely";
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

/** A row with the file that is its evidence. */
export type FiledRow = BillRow & { fileId: string };

/** `overlaps`: rows whose source already has records in the same days, so that the amount may be counted twice. */
export type EnteredBills = (SavedActivities & { ok: true }) | (SavedActivities & { ok: false; overlaps: number[] });

/**
 * Adds the records of bills and attaches to each the file of its row, all or none, in the caller's transaction. Rows
 * already saved by the same form are not changed.
 *
 * @param isInAddition whether a person stated that records in the same days are other amounts
 * @returns the records, or the errors by row index. `stale` lists rows that already exist with other values.
 * @throws AppError `not_found` for a file, source or inventory of another organization, and for an erased file
 */
export async function enterBills(
  tx: TenantTx,
  author: Author,
  { inventoryId, rows, isInAddition }: { inventoryId: string; rows: readonly FiledRow[]; isInAddition: boolean },
): Promise<EnteredBills> {
  // Taken first, in the same order as answers to data requests, to avoid a deadlock.
  await lockEvidence(tx, author.organizationId);
  const { period } = await getInventory(tx, author.organizationId, inventoryId);
  const context = await entryContext(tx, author.organizationId, period);
  const overlaps = isInAddition ? [] : await findOverlaps(tx, author.organizationId, rows);
  if (overlaps.length > 0) return { ok: false, faults: [], stale: [], overlaps };
  const save = (wanted: readonly BillRow[]) =>
    saveActivities(
      tx,
      author,
      period,
      wanted.map((row) => toChange(row, context)),
    );
  const first = await save(rows);
  const saved = first.ok ? first : await withoutKnown(first, rows, save);
  if (!saved.ok) return { ...saved, overlaps: [] };
  for (const fileId of new Set(rows.map((row) => row.fileId))) {
    const recordIds = rows.flatMap((row) => (row.fileId === fileId ? [row.recordId] : []));
    await attachEvidence(tx, author, fileId, { recordIds, period: null });
  }
  return saved;
}

/** Rows whose source has other records in their days. */
async function findOverlaps(tx: TenantTx, organizationId: string, rows: readonly BillRow[]): Promise<number[]> {
  const asked = rows.flatMap(({ sourceId, period }, index) => {
    const days = parsePeriodText(period);
    return sourceId === "" || !days ? [] : [{ index, sourceId, start: days.start, end: days.end }];
  });
  if (asked.length === 0) return [];
  const own = rows.map(({ recordId }) => recordId);
  const { rows: found } = await sql<{ index: number }>`
    select a.index from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as a (index integer, "sourceId" uuid, "start" date, "end" date)
    where exists (
      select from current_activity_record r
      where r.organization_id = ${organizationId} and r.emission_source_id = a."sourceId"
        and r.period_start <= a."end" and r.period_end >= a."start" and r.record_id <> all(${own}::uuid[]))
    order by a.index`.execute(tx);
  return found.map(({ index }) => index);
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
