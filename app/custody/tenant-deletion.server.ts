import { sql } from "kysely";
import { decidableFrom, managesAlone, type Proposal } from "#app/access/two-people.server.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Wait before the only manager of a workspace can confirm their own request. */
const ALONE_WAIT_MILLISECONDS = 3 * 86_400_000;

/** A requested deletion that was not cancelled. */
export interface TenantDeletion {
  attempt: number;
  reason: string;
  askedById: string;
  askedByName: string;
  askedAt: string;
  /** Null until a second person, or the only manager, has confirmed. */
  confirmed: {
    byName: string;
    at: string;
    /** When the workspace closes. */
    closesAt: string;
    /** When the workspace is erased. */
    erasesAt: string;
  } | null;
  isClosed: boolean;
}

/** Errors that the user can fix. Each is a message key. */
export type DeletionFault =
  | "reason_missing"
  | "reason_long"
  | "name_differs"
  | "deletion_open"
  | "deletion_over"
  | "confirmed_by_another"
  | "too_early"
  | "operator_stays";

/** The open deletion of the current tenant, or null. */
export async function readTenantDeletion(tx: TenantTx): Promise<TenantDeletion | null> {
  const row = await tx
    .selectFrom("tenant_deletion as d")
    .leftJoin("tenant_deletion_confirmation as c", "c.attempt", "d.attempt")
    .leftJoin("author as asked", "asked.id", "d.created_by")
    .leftJoin("author as confirmed", "confirmed.id", "c.created_by")
    .select(["d.attempt", "d.reason", "d.created_by", "d.created_at", "asked.name as asked_name"])
    .select(["c.created_at as confirmed_at", "c.closes_at", "c.erases_at", "confirmed.name as confirmed_name"])
    .select(sql<boolean>`coalesce(c.closes_at <= now(), false)`.as("is_closed"))
    .where((where) =>
      where.not(
        where.exists(
          where.selectFrom("tenant_deletion_end as e").select("e.attempt").whereRef("e.attempt", "=", "d.attempt"),
        ),
      ),
    )
    .executeTakeFirst();
  if (!row) return null;
  return {
    attempt: row.attempt,
    reason: row.reason,
    askedById: row.created_by,
    askedByName: row.asked_name ?? "",
    askedAt: row.created_at.toISOString(),
    confirmed: row.confirmed_at && {
      byName: row.confirmed_name ?? "",
      at: row.confirmed_at.toISOString(),
      closesAt: row.closes_at!.toISOString(),
      erasesAt: row.erases_at!.toISOString(),
    },
    isClosed: row.is_closed,
  };
}

/** Notice above each page of the workspace: deletion was requested, and when the workspace closes. */
export async function readDeletionNotice(tx: TenantTx): Promise<{ closesAt: string | null } | null> {
  const row = await tx
    .selectFrom("tenant_deletion as d")
    .leftJoin("tenant_deletion_confirmation as c", "c.attempt", "d.attempt")
    .leftJoin("tenant_deletion_end as e", "e.attempt", "d.attempt")
    .select("c.closes_at")
    .where("e.attempt", "is", null)
    .executeTakeFirst();
  return row ? { closesAt: row.closes_at?.toISOString() ?? null } : null;
}

/** Who can confirm, by the same rule as in the database: another manager, or after 3 days the only manager. */
export interface ConfirmStanding {
  may: boolean;
  /** For the only manager: when they can confirm. */
  fromAt: string | null;
  /** If the right of one of the two is new: when they can confirm. */
  waitsUntil: string | null;
}

function proposalOf({ askedById, askedAt }: TenantDeletion): Proposal {
  return { act: "deletion", proposer: askedById, proposedAt: new Date(askedAt), organizationId: null };
}

export async function readConfirmStanding(
  tx: TenantTx,
  deletion: TenantDeletion,
  userId: string,
  now: Date,
): Promise<ConfirmStanding> {
  if (deletion.confirmed) return { may: false, fromAt: null, waitsUntil: null };
  if (userId !== deletion.askedById) {
    const waitsUntil = await decidableFrom(tx, proposalOf(deletion), userId);
    return { may: waitsUntil === null, fromAt: null, waitsUntil };
  }
  if (!(await managesAlone(tx, userId))) return { may: false, fromAt: null, waitsUntil: null };
  const from = new Date(Date.parse(deletion.askedAt) + ALONE_WAIT_MILLISECONDS);
  return { may: now >= from, fromAt: from.toISOString(), waitsUntil: null };
}

/**
 * Requests the deletion of the workspace. Nothing happens before it is confirmed.
 *
 * @param typed the name of the workspace as typed
 * @returns an error, or null
 */
export async function askForDeletion(
  tx: TenantTx,
  author: ChangeAuthor,
  { reason, typed }: { reason: string; typed: string },
): Promise<DeletionFault | null> {
  await lockTrail(tx, author.tenantId);
  const tenant = await tx
    .selectFrom("tenant")
    .select(["name", sql<boolean>`coalesce(id = plan_operator(), false)`.as("is_operator")])
    .executeTakeFirstOrThrow();
  if (tenant.is_operator) return "operator_stays";
  if (reason === "") return "reason_missing";
  if (reason.length > 1000) return "reason_long";
  if (plain(typed) !== plain(tenant.name)) return "name_differs";
  if (await readTenantDeletion(tx)) return "deletion_open";
  const last = await tx
    .selectFrom("tenant_deletion")
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const attempt = Number(last.count) + 1;
  await tx
    .insertInto("tenant_deletion")
    .values({ tenant_id: author.tenantId, attempt, reason, created_by: author.userId })
    .execute();
  await recordChange(tx, author, { action: "tenant_deletion.asked", ...subjectOf(author), after: { reason } });
  return null;
}

function plain(name: string): string {
  return normalText(name, "NFC").replace(/\s+/g, " ").trim();
}

function subjectOf({ tenantId }: ChangeAuthor) {
  return { subject: "tenant_deletion", subjectId: tenantId };
}

/** Confirms another person's request, or after 3 days the only manager's own request. */
export async function confirmDeletion(
  tx: TenantTx,
  author: ChangeAuthor,
  typed: string,
  now: Date,
): Promise<DeletionFault | null> {
  await lockTrail(tx, author.tenantId);
  const deletion = await readTenantDeletion(tx);
  if (!deletion || deletion.confirmed) return "deletion_over";
  const { name } = await tx.selectFrom("tenant").select("name").executeTakeFirstOrThrow();
  if (plain(typed) !== plain(name)) return "name_differs";
  const standing = await readConfirmStanding(tx, deletion, author.userId, now);
  if (!standing.may && !standing.waitsUntil) return standing.fromAt ? "too_early" : "confirmed_by_another";
  const { closes_at, erases_at } = await tx
    .insertInto("tenant_deletion_confirmation")
    .values({ tenant_id: author.tenantId, attempt: deletion.attempt, created_by: author.userId })
    .returning(["closes_at", "erases_at"])
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "tenant_deletion.confirmed",
    ...subjectOf(author),
    after: { closesAt: closes_at.toISOString(), erasesAt: erases_at.toISOString() },
  });
  return null;
}

/** Cancels the deletion, no matter who requested it. A closed workspace opens again unchanged. */
export async function takeDeletionBack(tx: TenantTx, author: ChangeAuthor): Promise<DeletionFault | null> {
  await lockTrail(tx, author.tenantId);
  const deletion = await readTenantDeletion(tx);
  const erasure = await tx.selectFrom("tenant_erasure").select("attempt").executeTakeFirst();
  if (!deletion || erasure) return "deletion_over";
  await tx
    .insertInto("tenant_deletion_end")
    .values({ tenant_id: author.tenantId, attempt: deletion.attempt, created_by: author.userId })
    .execute();
  await recordChange(tx, author, { action: "tenant_deletion.taken_back", ...subjectOf(author) });
  return null;
}
