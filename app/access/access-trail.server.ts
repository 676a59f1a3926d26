import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";

/** A right that a person has: in a whole tenant, or in one organization of it. */
export interface OwnMembership {
  tenantId: string;
  membershipId: string;
  organizationId: string | null;
}

/** Every right of a person, in all tenants. */
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

/** How somebody showed who they are. */
export type SignInFactor = "password" | "totp" | "backup";

/** A sign-in is a person's; each tenant that they may enter by it has it in its own trail. */
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

/** What a member, or a key, was refused because their right does not reach so far. */
export interface RefusedAccess {
  method: string;
  /** Path of the address, without what is asked behind `?`. */
  path: string;
  role: Role;
  /** The role, right or scope that it takes. */
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
