import type { Selectable } from "kysely";
import type { CheckedActivity } from "#app/carbon/entry/activity-entry.ts";
import { omit } from "#app/encoding/omit.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import type { ActivityChange } from "./activity.server.ts";
import { refuseVersions } from "./activity-guard.server.ts";
import { columnsOf } from "./record-columns.ts";

type Author = ChangeAuthor & { organizationId: string };
type Row = Selectable<Database["activity_record"]>;

/** `recorded_exactly` is text, because a `Date` is limited to milliseconds and would change the row's position. */
export type NewestRow = Row & { author_name: string | null; recorded_exactly: string };

export type NewVersion = Omit<Row, "id" | "created_at" | "recorded_at" | "entry" | "method" | "estimate"> & {
  recorded_at?: string;
  entry: null;
  method: string | null;
  estimate: string | null;
};

export function toFirstVersion(
  author: Author,
  recordId: string,
  value: CheckedActivity,
  importOf?: { id: string; row: number },
): NewVersion {
  return {
    tenant_id: author.tenantId,
    organization_id: author.organizationId,
    record_id: recordId,
    version: 1,
    ...columnsOf(value),
    entry: null,
    method: null,
    estimate: null,
    origin: importOf ? "import" : author.source,
    is_deleted: false,
    reason: "",
    import_id: importOf?.id ?? null,
    import_row: importOf?.row ?? null,
    row_key: null,
    created_by: author.userId,
  };
}

/** PostgreSQL allows at most 65,535 parameters per statement, and a version has 25 columns. */
const ROWS_PER_STATEMENT = 1000;

/**
 * The only function that writes to the table of records.
 *
 * @throws AppError `conflict` if a version is in a locked period or deletes an approved record
 */
export async function insertVersions(tx: TenantTx, versions: NewVersion[]): Promise<void> {
  for (let start = 0; start < versions.length; start += ROWS_PER_STATEMENT) {
    const part = versions.slice(start, start + ROWS_PER_STATEMENT);
    await refuseVersions(tx, part);
    await tx.insertInto("activity_record").values(part).execute();
  }
}

/** The version that results from a change to the newest version. */
export function toVersion(
  author: Author,
  change: ActivityChange,
  value: CheckedActivity | null,
  newest: Map<string, NewestRow>,
): NewVersion {
  const row = newest.get(change.recordId);
  if (change.kind === "delete") return toTombstone(author, row!, change.reason);
  const first = toFirstVersion(author, change.recordId, value!);
  if (!row) return first;
  // A corrected row keeps its position and its import, so that undoing the import also undoes the correction.
  const { import_id, import_row, row_key, recorded_exactly: recorded_at } = row;
  const estimate = isSameAmount(row, first) ? printJson(row.estimate) : null;
  const version = row.version + 1;
  return { ...first, method: printJson(row.method), estimate, version, import_id, import_row, row_key, recorded_at };
}

/** A deletion is a version with a reason. Entered data is never lost. */
export function toTombstone(author: Author, row: NewestRow, reason: string): NewVersion {
  const { recorded_exactly: recorded_at, ...columns } = omit(row, "id", "created_at", "author_name");
  return {
    ...columns,
    recorded_at,
    entry: null,
    method: printJson(row.method),
    estimate: printJson(row.estimate),
    origin: author.source,
    version: row.version + 1,
    is_deleted: true,
    reason,
    created_by: author.userId,
  };
}

/** An estimate applies to one quantity of one period. If either changes, the estimate no longer applies. */
function isSameAmount(row: Row, next: NewVersion): boolean {
  const keys = ["emission_source_id", "period_start", "period_end", "entered_quantity", "entered_unit", "data_quality"];
  return keys.every((key) => row[key as keyof Row] === next[key as keyof NewVersion]);
}

function printJson(value: object | null): string | null {
  return value && JSON.stringify(value);
}
