import { hasRight } from "#app/access/role.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { listHeldEngagements } from "#app/engagement/held-engagement.server.ts";
import { listOrganizations } from "#app/organization/organization.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";

/** A page of the list of clients and more. */
const MOST_ASKED = 200;

export interface PackageClient {
  id: string;
  name: { en: string; zh: string };
}

/**
 * The organizations of rows of the list of clients: a client record with a link, or the organization itself.
 *
 * @param ids of records or organizations. Others are ignored
 */
export async function organizationsOf(tx: TenantTx, ids: readonly string[]): Promise<Set<string>> {
  const asked = ids.filter((id) => UUID.test(id)).slice(0, MOST_ASKED);
  if (asked.length === 0) return new Set();
  const rows = await tx
    .selectFrom("current_client")
    .select("organization_id")
    .where("client_id", "in", asked)
    .execute();
  return new Set([...asked, ...rows.flatMap(({ organization_id }) => organization_id ?? [])]);
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
