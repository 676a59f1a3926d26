import { sql } from "kysely";
import type { Day } from "#app/day/period.ts";
import { today, UTC, type Zone } from "#app/day/zone.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import { inTenant, type SystemTx, type TenantTx } from "#db/doors.ts";
import type { Role, TenantKind } from "#db/schema.ts";
import { beginTrial } from "./entitlement.server.ts";
import { revokeOpenInvitations } from "./invitation.server.ts";
import { hasRight, type Manager, mayManage, ORGANIZATION_ROLES, ROLE_RANK } from "./role.ts";

export interface Membership {
  tenantId: string;
  role: Role;
}

export interface Member {
  membershipId: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** Null for a member of the whole tenant. */
  organizationId: string | null;
  joinedAt: string;
  /** Until when the role is too new for two-person acts, in ISO 8601. Null afterwards, and for a viewer. */
  rightWaitsUntil: string | null;
}

/** Errors that a manager can fix: ask someone else, or promote another member first. */
export type MemberFault = "last_owner" | "above_own_role" | "organization_role";

/**
 * The permission of a person in an organization: from a membership of the whole tenant or of this organization only. Of
 * two, the stronger one applies.
 */
export async function findMembership(
  tx: SystemTx,
  userId: string,
  organizationId: string,
): Promise<Membership | undefined> {
  const rows = await tx
    .selectFrom("organization")
    .innerJoin("membership", "membership.tenant_id", "organization.tenant_id")
    .select(["membership.tenant_id", "membership.role"])
    .where("organization.id", "=", organizationId)
    .where("membership.user_id", "=", userId)
    .where((eb) =>
      eb.or([eb("membership.organization_id", "is", null), eb("membership.organization_id", "=", organizationId)]),
    )
    .execute();
  const strongest = rows.sort((a, b) => ROLE_RANK[b.role] - ROLE_RANK[a.role])[0];
  return strongest && { tenantId: strongest.tenant_id, role: strongest.role };
}

/** The permission of a person in a whole tenant. A membership of one organization gives none. */
export async function findTenantMembership(
  tx: SystemTx,
  userId: string,
  tenantId: string,
): Promise<Membership | undefined> {
  const row = await tx
    .selectFrom("membership")
    .select(["tenant_id", "role"])
    .where("user_id", "=", userId)
    .where("tenant_id", "=", tenantId)
    .where("organization_id", "is", null)
    .executeTakeFirst();
  return row && { tenantId: row.tenant_id, role: row.role };
}

/** Whether a person is a member of the whole tenant in context, and so may read its own pages. */
export async function belongsToTenant(tx: TenantTx, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("membership")
    .select("id")
    .where("user_id", "=", userId)
    .where("organization_id", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The tenants in which a person is a member of the whole tenant, by name. */
export async function listTenantsOfUser(
  tx: SystemTx,
  userId: string,
): Promise<{ id: string; name: string; role: Role }[]> {
  return tx
    .selectFrom("membership")
    .innerJoin("tenant", "tenant.id", "membership.tenant_id")
    .select(["tenant.id", "tenant.name", "membership.role"])
    .where("membership.user_id", "=", userId)
    .where("membership.organization_id", "is", null)
    .orderBy("tenant.name")
    .orderBy("tenant.id")
    .execute();
}

/** Creates a tenant with its first owner and, where plans are sold, its free trial. Returns the id of the tenant. */
export async function createTenant(
  tx: SystemTx,
  input: { name: string; kind: TenantKind; userId: string },
): Promise<string> {
  const maker = await tx
    .selectFrom("user_account")
    .select("time_zone")
    .where("id", "=", input.userId)
    .executeTakeFirst();
  const { id } = await tx
    .insertInto("tenant")
    .values({ name: input.name, kind: input.kind, time_zone: maker?.time_zone ?? UTC })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("membership")
    .values({ tenant_id: id, user_id: input.userId, organization_id: null, role: "owner" })
    .execute();
  const author = { tenantId: id, userId: input.userId, source: "page" as const };
  await inTenant(tx, author, async (inside) => {
    await recordChange(inside, author, {
      action: "tenant.created",
      subject: "tenant",
      subjectId: id,
      after: { name: input.name, kind: input.kind },
    });
    await beginTrial(inside, author);
  });
  return id;
}

export async function getTenantKind(tx: TenantTx): Promise<TenantKind> {
  const { kind } = await tx.selectFrom("tenant").select("kind").executeTakeFirstOrThrow();
  return kind;
}

/** Sets what the tenant in context is. An equal kind changes nothing. */
export async function stateTenantKind(tx: TenantTx, author: ChangeAuthor, kind: TenantKind): Promise<void> {
  const before = await getTenantKind(tx);
  if (before === kind) return;
  await tx.updateTable("tenant").set({ kind }).where("id", "=", author.tenantId).execute();
  await recordChange(tx, author, {
    action: "tenant.kind_stated",
    subject: "tenant",
    subjectId: author.tenantId,
    before: { kind: before },
    after: { kind },
  });
}

export async function getTenantName(tx: TenantTx): Promise<string> {
  const { name } = await tx.selectFrom("tenant").select("name").executeTakeFirstOrThrow();
  return name;
}

/** The time zone of the tenant in context, for its days, unless a seller sets another one for documents. */
export async function getTenantZone(tx: TenantTx): Promise<Zone> {
  const { time_zone } = await tx.selectFrom("tenant").select("time_zone").executeTakeFirstOrThrow();
  return time_zone;
}

/** Sets the time zone of the tenant in context. An equal one changes nothing. */
export async function stateTenantZone(tx: TenantTx, author: ChangeAuthor, timeZone: Zone): Promise<void> {
  const before = await getTenantZone(tx);
  if (before === timeZone) return;
  await tx.updateTable("tenant").set({ time_zone: timeZone }).where("id", "=", author.tenantId).execute();
  await recordChange(tx, author, {
    action: "tenant.time_zone_stated",
    subject: "tenant",
    subjectId: author.tenantId,
    before: { timeZone: before },
    after: { timeZone },
  });
}

/** The current day in the tenant in context. */
export async function tenantToday(tx: TenantTx, now = new Date()): Promise<Day> {
  return today(await getTenantZone(tx), now);
}

/** Renames the tenant in context. An equal name changes nothing. */
export async function renameTenant(tx: TenantTx, author: ChangeAuthor, name: string): Promise<void> {
  const before = await getTenantName(tx);
  if (before === name) return;
  await tx.updateTable("tenant").set({ name }).where("id", "=", author.tenantId).execute();
  await recordChange(tx, author, {
    action: "tenant.renamed",
    subject: "tenant",
    subjectId: author.tenantId,
    before: { name: before },
    after: { name },
  });
}

/** Everyone with a permission in the whole tenant or in one organization only. */
export function selectMembers(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("membership")
    .innerJoin("user_account", "user_account.id", "membership.user_id")
    .select([
      "membership.id",
      "membership.user_id",
      "membership.role",
      "membership.organization_id",
      "membership.created_at",
      "user_account.name",
      "user_account.email",
    ])
    .select(
      sql<Date | null>`case when role <> 'viewer' and right_since + right_wait() > clock_timestamp()
        then right_since + right_wait() end`.as("waits_until"),
    )
    .where((eb) =>
      eb.or([eb("membership.organization_id", "is", null), eb("membership.organization_id", "=", organizationId)]),
    );
}

/** The same people, the strongest role first, then in the order of joining. */
export async function listMembers(tx: TenantTx, organizationId: string): Promise<Member[]> {
  const rows = await selectMembers(tx, organizationId)
    .orderBy("membership.created_at")
    .orderBy("membership.id")
    .execute();
  return rows
    .sort((a, b) => ROLE_RANK[b.role] - ROLE_RANK[a.role])
    .map((row) => ({
      membershipId: row.id,
      userId: row.user_id,
      name: row.name,
      email: row.email,
      role: row.role,
      organizationId: row.organization_id,
      joinedAt: row.created_at.toISOString(),
      rightWaitsUntil: row.waits_until?.toISOString() ?? null,
    }));
}

/** @throws AppError `not_found` for an unknown membership or one of another tenant. */
export async function changeRole(
  tx: TenantTx,
  manager: Manager,
  membershipId: string,
  role: Role,
): Promise<MemberFault | null> {
  const membership = await lockMembership(tx, manager, membershipId);
  if (!mayManage(manager.role, membership.role) || !mayManage(manager.role, role)) return "above_own_role";
  if (membership.organizationId && !ORGANIZATION_ROLES.includes(role)) return "organization_role";
  if (membership.role === role) return null;
  if (membership.isLastOwner) return "last_owner";
  await tx.updateTable("membership").set({ role }).where("id", "=", membershipId).execute();
  if (!hasRight({ role }, "members.manage")) await revokeOpenInvitations(tx, manager, { invitedBy: membership.userId });
  await recordChange(tx, manager, {
    action: "membership.role_changed",
    subject: "membership",
    subjectId: membershipId,
    before: { userId: membership.userId, role: membership.role },
    after: { userId: membership.userId, role },
  });
  return null;
}

/**
 * Removes a member with effect from the next request. Members of any role may also leave.
 *
 * @throws AppError `not_found` for an unknown membership or one of another tenant.
 */
export async function removeMember(tx: TenantTx, manager: Manager, membershipId: string): Promise<MemberFault | null> {
  const membership = await lockMembership(tx, manager, membershipId);
  if (!mayManage(manager.role, membership.role) && membership.userId !== manager.userId) return "above_own_role";
  if (membership.isLastOwner) return "last_owner";
  await tx.deleteFrom("membership").where("id", "=", membershipId).execute();
  await revokeOpenInvitations(tx, manager, { invitedBy: membership.userId });
  await recordChange(tx, manager, {
    action: "membership.removed",
    subject: "membership",
    subjectId: membershipId,
    before: { userId: membership.userId, role: membership.role },
  });
  return null;
}

/**
 * Reads a membership and locks every owner: of two owners who remove each other simultaneously, the second waits and is
 * then the last one.
 */
async function lockMembership(
  tx: TenantTx,
  manager: Manager,
  membershipId: string,
): Promise<{ userId: string; role: Role; organizationId: string | null; isLastOwner: boolean }> {
  const rows = await tx
    .selectFrom("membership")
    .select(["id", "user_id", "role", "organization_id"])
    .where((eb) =>
      eb.or([eb("organization_id", "is", null), eb("organization_id", "=", manager.organizationId ?? null)]),
    )
    .where((eb) => eb.or([eb("role", "=", "owner"), eb("id", "=", membershipId)]))
    .orderBy("id")
    .forUpdate()
    .execute();
  const row = rows.find(({ id }) => id === membershipId);
  if (!row) throw new AppError("not_found");
  const owners = rows.filter(({ role }) => role === "owner");
  const { user_id: userId, organization_id: organizationId } = row;
  return { userId, organizationId, role: row.role, isLastOwner: row.role === "owner" && owners.length === 1 };
}
