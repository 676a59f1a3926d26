import type { TenantActor } from "#app/access/actor.server.ts";
import { createTenant, listTenantsOfUser } from "#app/access/membership.server.ts";
import { auth } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import type { Role, TenantKind } from "#db/schema.ts";

export interface SamplePerson {
  userId: string;
  name: string;
  email: string;
}

/** Start of a role that lets people act as one of two at once. */
const LONG_AGO_MS = 30 * 86_400_000;

/**
 * A person of the sample, who has no password and so can't sign in. Found again by the address.
 *
 * @throws Error if someone registered the address and never confirmed it, because they would know its password
 */
export async function makeSamplePerson(name: string, email: string): Promise<SamplePerson> {
  const { internalAdapter } = await (await auth()).$context;
  const known = await internalAdapter.findUserByEmail(email);
  if (known && !known.user.emailVerified) throw new Error(`delete the unconfirmed account ${email} first`);
  if (known) return { userId: known.user.id, name, email };
  const user = await internalAdapter.createUser(
    { name, email, locale: "en", emailVerified: true },
    { method: "invitation" },
  );
  return { userId: user.id, name, email };
}

/** Makes a person a member of the workspace since long ago, unless they are one. */
export async function joinSample(
  tenantId: string,
  { userId }: Pick<SamplePerson, "userId">,
  role: Role,
): Promise<TenantActor> {
  await (await doors()).withSystem(async (tx) => {
    const known = await tx
      .selectFrom("membership")
      .select("id")
      .where("tenant_id", "=", tenantId)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    if (known) return;
    const rightSince = new Date(Date.now() - LONG_AGO_MS);
    await tx
      .insertInto("membership")
      .values({ tenant_id: tenantId, user_id: userId, organization_id: null, role, right_since: rightSince })
      .execute();
  });
  return { tenantId, userId, role, source: "command_line" };
}

/** The workspace of a person of the sample, made at the first call. */
export async function makeSampleTenant(
  { userId }: Pick<SamplePerson, "userId">,
  name: string,
  kind: TenantKind,
): Promise<TenantActor> {
  const tenantId = await (await doors()).withSystem(async (tx) => {
    const [known] = await listTenantsOfUser(tx, userId);
    return known ? known.id : createTenant(tx, { name, kind, userId });
  });
  return { tenantId, userId, role: "owner", source: "command_line" };
}
