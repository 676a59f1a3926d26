import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { hashLinkToken, isLinkToken, makeLinkToken } from "./link-token.server.ts";
import { isStronger, type Manager, mayManage, ORGANIZATION_ROLES } from "./role.ts";

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  /** Null for the whole tenant. */
  organizationId: string | null;
  expiresAt: string;
}

/** An invitation as its recipient sees it. */
export interface OpenInvitation extends Invitation {
  tenantId: string;
  tenantName: string;
  /** For an invitation to one organization only. */
  organizationName: { en: string; zh: string } | null;
}

export type InvitationFault = "already_member" | "above_own_role" | "organization_role";

const VALID_DAYS = 7;

/**
 * Invites an address to the whole tenant or to one organization only, and replaces an open invitation of the same kind.
 * The token is sent only by mail, and the database stores its hash.
 *
 * @param input.email lower case.
 */
export async function inviteMember(
  tx: TenantTx,
  manager: Manager,
  input: { email: string; role: Role; organizationId?: string | null },
): Promise<{ token: string; invitation: Invitation } | { fault: InvitationFault }> {
  if (!mayManage(manager.role, input.role)) return { fault: "above_own_role" };
  const organizationId = input.organizationId ?? null;
  if (organizationId && !ORGANIZATION_ROLES.includes(input.role)) return { fault: "organization_role" };
  const member = await tx
    .selectFrom("membership")
    .innerJoin("user_account", "user_account.id", "membership.user_id")
    .select("membership.id")
    .where("user_account.email", "=", input.email)
    .where((eb) =>
      eb.or([eb("membership.organization_id", "is", null), eb("membership.organization_id", "=", organizationId)]),
    )
    .executeTakeFirst();
  if (member) return { fault: "already_member" };
  const open = await tx
    .selectFrom("invitation")
    .select("role")
    .where("email", "=", input.email)
    .where("organization_id", "is not distinct from", organizationId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .execute();
  if (open.some(({ role }) => !mayManage(manager.role, role))) return { fault: "above_own_role" };
  await revokeOpenInvitations(tx, manager, { email: input.email, organizationId });
  const token = makeLinkToken();
  const row = await tx
    .insertInto("invitation")
    .values({
      tenant_id: manager.tenantId,
      email: input.email,
      role: input.role,
      organization_id: organizationId,
      token_hash: hashLinkToken(token),
      invited_by: manager.userId,
      expires_at: new Date(Date.now() + VALID_DAYS * 86_400_000),
    })
    .returning(["id", "email", "role", "organization_id", "expires_at"])
    .executeTakeFirstOrThrow();
  await recordChange(tx, manager, {
    action: "invitation.sent",
    subject: "invitation",
    subjectId: row.id,
    after: { role: row.role, ...(organizationId ? { organizationId } : {}) },
  });
  return { token, invitation: toInvitation(row) };
}

/** Open invitations to the whole tenant and to one organization, newest first. */
export async function listInvitations(
  tx: TenantTx,
  organizationId: string,
  now: Date = new Date(),
): Promise<Invitation[]> {
  const rows = await tx
    .selectFrom("invitation")
    .select(["id", "email", "role", "organization_id", "expires_at"])
    .where((eb) => eb.or([eb("organization_id", "is", null), eb("organization_id", "=", organizationId)]))
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(toInvitation);
}

/** @throws AppError `not_found` for an invitation that is not open or belongs to another tenant. */
export async function revokeInvitation(
  tx: TenantTx,
  manager: Manager,
  invitationId: string,
): Promise<"above_own_role" | null> {
  const row = await tx
    .selectFrom("invitation")
    .select("role")
    .where("id", "=", invitationId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  if (!mayManage(manager.role, row.role)) return "above_own_role";
  await tx.updateTable("invitation").set({ revoked_at: new Date() }).where("id", "=", invitationId).execute();
  await recordChange(tx, manager, {
    action: "invitation.revoked",
    subject: "invitation",
    subjectId: invitationId,
    before: { role: row.role },
  });
  return null;
}

/** Ends every open invitation of an address to the same scope, or by a person who may no longer invite. */
export async function revokeOpenInvitations(
  tx: TenantTx,
  manager: Manager,
  which: { email: string; organizationId: string | null } | { invitedBy: string },
): Promise<void> {
  const revoked = await tx
    .updateTable("invitation")
    .set({ revoked_at: new Date() })
    .where((eb) =>
      "email" in which
        ? eb.and([eb("email", "=", which.email), eb("organization_id", "is not distinct from", which.organizationId)])
        : eb("invited_by", "=", which.invitedBy),
    )
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning(["id", "role"])
    .execute();
  for (const { id, role } of revoked) {
    await recordChange(tx, manager, {
      action: "invitation.revoked",
      subject: "invitation",
      subjectId: id,
      before: { role },
    });
  }
}

/** The open invitation of a token. A malformed token never reaches a query. */
export async function findInvitation(
  tx: SystemTx,
  token: string,
  now: Date = new Date(),
): Promise<OpenInvitation | undefined> {
  if (!isLinkToken(token)) return undefined;
  const row = await tx
    .selectFrom("invitation")
    .innerJoin("tenant", "tenant.id", "invitation.tenant_id")
    .leftJoin("organization", (join) =>
      join
        .onRef("organization.tenant_id", "=", "invitation.tenant_id")
        .onRef("organization.id", "=", "invitation.organization_id"),
    )
    .select([
      "invitation.id",
      "invitation.tenant_id",
      "invitation.email",
      "invitation.role",
      "invitation.organization_id",
      "invitation.expires_at",
      "tenant.name",
      "organization.name_en",
      "organization.name_zh",
    ])
    .where("invitation.token_hash", "=", hashLinkToken(token))
    .where("invitation.accepted_at", "is", null)
    .where("invitation.revoked_at", "is", null)
    .where("invitation.expires_at", ">", now)
    .executeTakeFirst();
  if (!row) return undefined;
  const organizationName = row.organization_id ? { en: row.name_en ?? "", zh: row.name_zh ?? "" } : null;
  return { ...toInvitation(row), tenantId: row.tenant_id, tenantName: row.name, organizationName };
}

/**
 * Turns an open invitation into a membership, once. A person who is already a member keeps the stronger role.
 *
 * @param email address of the accepting account, because an invitation belongs to its address.
 * @throws AppError `not_found` if the invitation was used, revoked or expired in the meantime, or belongs to another
 * address.
 */
export async function acceptInvitation(
  tx: TenantTx,
  author: ChangeAuthor,
  accepted: { invitationId: string; email: string },
): Promise<void> {
  const now = new Date();
  const invitation = await tx
    .updateTable("invitation")
    .set({ accepted_at: now })
    .where("id", "=", accepted.invitationId)
    .where("email", "=", accepted.email)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .returning(["role", "organization_id"])
    .executeTakeFirst();
  if (!invitation) throw new AppError("not_found");
  const { organization_id: organizationId } = invitation;
  const before = await becomeMember(tx, author, invitation);
  await recordChange(tx, organizationId ? { ...author, organizationId } : author, {
    action: "invitation.accepted",
    subject: "invitation",
    subjectId: accepted.invitationId,
    ...(before ? { before: { role: before } } : {}),
    after: { userId: author.userId, role: invitation.role, ...(organizationId ? { organizationId } : {}) },
  });
}

/** Returns the role that the person had before, if any. */
async function becomeMember(
  tx: TenantTx,
  author: ChangeAuthor,
  { role, organization_id }: { role: Role; organization_id: string | null },
): Promise<Role | undefined> {
  const existing = await tx
    .selectFrom("membership")
    .select(["id", "role"])
    .where("user_id", "=", author.userId)
    .where("organization_id", "is not distinct from", organization_id)
    .forUpdate()
    .executeTakeFirst();
  if (!existing) {
    const added = await tx
      .insertInto("membership")
      .values({ tenant_id: author.tenantId, user_id: author.userId, organization_id, role })
      .onConflict((conflict) => conflict.columns(["tenant_id", "user_id", "organization_id"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    // Another invitation was accepted simultaneously, and the stronger role is kept.
    if (!added) return becomeMember(tx, author, { role, organization_id });
  } else if (isStronger(role, existing.role)) {
    await tx.updateTable("membership").set({ role }).where("id", "=", existing.id).execute();
  }
  return existing?.role;
}

function toInvitation(row: {
  id: string;
  email: string;
  role: Role;
  organization_id: string | null;
  expires_at: Date;
}): Invitation {
  const { id, email, role, organization_id: organizationId } = row;
  return { id, email, role, organizationId, expiresAt: row.expires_at.toISOString() };
}
