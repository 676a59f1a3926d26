import { hasRight } from "#app/access/role.ts";
import { listHeldEngagements } from "#app/engagement/held-engagement.server.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import type { Doors } from "#db/doors.ts";

export interface PackageClient {
  id: string;
  name: { en: string; zh: string };
}

/**
 * The organizations to which a workspace can apply packages: its own, and those of active engagements with edit
 * permission. The user's own permission is checked again when the package is applied.
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
