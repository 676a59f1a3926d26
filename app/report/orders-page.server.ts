import type { Actor } from "#app/access/actor.server.ts";
import { belongsToTenant } from "#app/access/membership.server.ts";

/** Where the orders are that hold reports back; null for who may not see them: orders are the whole workspace's. */
export async function ordersPage(tx: Parameters<typeof belongsToTenant>[0], actor: Actor): Promise<string | null> {
  return (await belongsToTenant(tx, actor.userId)) ? `/tenants/${actor.tenantId}/orders` : null;
}
