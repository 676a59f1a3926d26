import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";

/** A person's permission in a whole tenant, or in one organization of it. */
export interface OwnMembership {
  tenantId: string;
  membershipId: string;
  organizationId: string | null;
}

export async function listOwnMemberships(tx: SystemTx, userId: string): Promise<OwnMembership[]> {
  const rows = await tx
    .selectFrom("membership")
    .select(["id", "tenant_id", "organization_id"])
    .where("user_id", "=", userId)
    .orderBy("tenant_id")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ tenantId: row.tenant_id, membershipId: row.id, organizationId: row.organization_id }));
}

/** How a person proved their identity. */
export type SignInFactor = "password" | "totp" | "backup";

/** Records a sign-in of a person in the audit trail of each tenant that they can enter. */
export async function recordSignIn(
  tx: TenantTx,
  userId: string,
  { tenantId, membershipId, organizationId }: OwnMembership,
  factor: SignInFactor,
): Promise<void> {
  const author: ChangeAuthor = { tenantId, userId, source: "page", organizationId: organizationId ?? undefined };
  await recordChange(tx, author, {
    action: "access.signed_in",
    subject: "access",
    subjectId: membershipId,
    after: { signInFactor: factor },
  });
}

/** What a member or a key was refused for lack of permission. */
export interface RefusedAccess {
  method: string;
  /** Path of the address, without its query. */
  path: string;
  role: Role;
  /** The required role, permission or scope. */
  needed: string;
}

export async function recordRefusal(
  tx: TenantTx,
  author: ChangeAuthor,
  { method, path, role, needed }: RefusedAccess,
): Promise<void> {
  const after = { request: `${method} ${path}`.slice(0, 300), role, needed };
  const subjectId = author.organizationId ?? author.tenantId;
  await recordChange(tx, author, { action: "access.refused", subject: "access", subjectId, after });
}
