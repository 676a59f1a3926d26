import { hasRight } from "#app/access/role.ts";
import { listHeldEngagements } from "#app/engagement/held-engagement.server.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import type { Doors } from "#db/doors.ts";

export interface PackageClient {
  id: string;
  name: { en: string; zh: string };
}

/**
 * The organizations that packages of a workspace may be applied to: its own, and those of companies that engaged it, now and
 * with the right to edit. Whether this person may do so is asked again where it is done.
 */
export async function listPackageClients(
  { withTenant, withSystem }: Pick<Doors, "withTenant" | "withSystem">,
  actor: { tenantId: string; userId: string },
): Promise<PackageClient[]> {
  const own = await withTenant(actor, listOrganizations);
  const held = await withSystem((tx) => listHeldEngagements(tx, actor.tenantId));
  const clients = new Map(own.map(({ id, name }) => [id, name]));
  for (const { organizationId, organizationName, state, role } of held) {
    if (state === "in_force" && hasRight({ role }, "sources.write")) clients.set(organizationId, organizationName);
  }
  return [...clients].map(([id, name]) => ({ id, name }));
}
