import { randomUUID } from "node:crypto";
import type { Actor, TenantActor } from "#app/access/actor.server.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import type { Doors } from "#db/doors.ts";
import type { Role, TenantKind } from "#db/schema.ts";

/** A separate tenant for a test, with an owner and one organization. */
export async function makeTenant(doors: Doors, name = "Sample Works", kind: TenantKind = "company"): Promise<Actor> {
  const userId = randomUUID();
  await doors.accounts
    .insertInto("user_account")
    .values({
      id: userId,
      name: "Sample Person",
      email: `${userId}@sample.example`,
      email_verified: true,
      locale: "en",
      two_factor_enabled: false,
    })
    .execute();
  const tenantId = await doors.withSystem(async (tx) => {
    const tenant = await tx.insertInto("tenant").values({ name, kind }).returning("id").executeTakeFirstOrThrow();
    await tx
      .insertInto("membership")
      .values({ tenant_id: tenant.id, user_id: userId, organization_id: null, role: "owner" })
      .execute();
    return tenant.id;
  });
  const author = { tenantId, userId, source: "page" as const };
  const organization = await doors.withTenant(author, (tx) =>
    addOrganization(tx, author, {
      nameEn: name,
      nameZh: "示例工厂",
      consolidationApproach: "operational_control",
      gwpSet: "AR6",
    }),
  );
  return { ...author, organizationId: organization.id, role: "owner" };
}

/** Start of a role that lets people act as one of two at once. */
export const LONG_AGO = new Date(Date.now() - 30 * 86_400_000);

/** Another person of the same tenant, who has had the role for long by default. */
export async function addColleague<A extends TenantActor>(
  doors: Doors,
  actor: A,
  role: Role,
  {
    organizationId = null,
    rightSince = LONG_AGO,
  }: { organizationId?: string | null; rightSince?: Date | undefined } = {},
): Promise<A> {
  const userId = randomUUID();
  await doors.accounts
    .insertInto("user_account")
    .values({
      id: userId,
      name: "Second Person",
      email: `${userId}@sample.example`,
      email_verified: true,
      locale: "en",
      two_factor_enabled: false,
    })
    .execute();
  await doors.withSystem((tx) =>
    tx
      .insertInto("membership")
      .values({
        tenant_id: actor.tenantId,
        user_id: userId,
        organization_id: organizationId,
        role,
        right_since: rightSince,
      })
      .execute(),
  );
  return { ...actor, userId, role };
}
