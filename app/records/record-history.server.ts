import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ActivityOrigin } from "#db/schema.ts";
import { factsOf } from "./activity-change.server.ts";
import { listEvidenceEvents } from "./evidenced-record.server.ts";

export interface RecordEvent {
  kind:
    | "added"
    | "corrected"
    | "deleted"
    | "restored"
    | "submitted"
    | "approved"
    | "returned"
    | "attached"
    | "detached";
  at: Date;
  authorName: string | null;
  /** Set for versions and review steps. */
  version: number | null;
  /** The content before and after a version. Both are null for other events. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  origin: ActivityOrigin | null;
  fileName: string | null;
  row: number | null;
  /** The method that calculated the quantity. */
  method: string | null;
  reason: string;
}

/**
 * The history of a record, newest first: versions with their content, review steps, and files attached and removed.
 *
 * @throws AppError `not_found` for a record of another organization
 */
export async function listRecordEvents(tx: TenantTx, organizationId: string, recordId: string): Promise<RecordEvent[]> {
  const versions = await listVersionEvents(tx, organizationId, recordId);
  if (versions.length === 0) throw new AppError("not_found");
  const evidence = (await listEvidenceEvents(tx, organizationId, recordId)).map((event) => ({
    ...NO_VERSION,
    kind: event.kind,
    at: event.at,
    authorName: event.authorName,
    fileName: event.name,
    reason: event.reason,
  }));
  const events = [...versions, ...(await listSteps(tx, recordId)), ...evidence.toReversed()];
  // Events with the same time keep their order, reversed like the list.
  return events.toReversed().toSorted((one, other) => other.at.getTime() - one.at.getTime());
}

async function listSteps(tx: TenantTx, recordId: string): Promise<RecordEvent[]> {
  const rows = await tx
    .selectFrom("activity_step as s")
    .leftJoin("author", "author.id", "s.created_by")
    .select(["s.state", "s.version", "s.reason", "s.created_at", "author.name"])
    .where("s.record_id", "=", recordId)
    .orderBy("s.version")
    .orderBy("s.step")
    .execute();
  return rows.map((row) => ({
    ...NO_VERSION,
    kind: row.state,
    at: row.created_at,
    authorName: row.name,
    version: row.version,
    fileName: null,
    reason: row.reason,
  }));
}

const NO_VERSION = { version: null, before: null, after: null, origin: null, row: null, method: null } as const;

async function listVersionEvents(tx: TenantTx, organizationId: string, recordId: string): Promise<RecordEvent[]> {
  const rows = await tx
    .selectFrom("activity_record as r")
    .leftJoin("author", "author.id", "r.created_by")
    .leftJoin("activity_import as i", (join) =>
      join.onRef("i.tenant_id", "=", "r.tenant_id").onRef("i.id", "=", "r.import_id"),
    )
    .selectAll("r")
    .select(["author.name as author_name", "i.file_name"])
    .where("r.organization_id", "=", organizationId)
    .where("r.record_id", "=", recordId)
    .orderBy("version")
    .execute();
  return rows.map((row, index) => {
    const before = rows[index - 1];
    return {
      kind: row.is_deleted ? "deleted" : !before ? "added" : before.is_deleted ? "restored" : "corrected",
      at: row.created_at,
      authorName: row.author_name,
      version: row.version,
      before: before ? factsOf(before) : null,
      after: factsOf(row),
      origin: row.origin,
      fileName: row.file_name,
      row: row.import_row,
      method: (row.method as { name: string } | null)?.name ?? null,
      reason: row.reason,
    };
  });
}
