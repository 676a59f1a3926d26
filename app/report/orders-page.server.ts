import type { Actor } from "#app/access/actor.server.ts";
import { belongsToTenant } from "#app/access/membership.server.ts";

/**
 * Where the orders are that hold reports back; null for users who can't see them: orders belong to the whole
 * workspace.
 */
export async function ordersPage(tx: Parameters<typeof belongsToTenant>[0], actor: Actor): Promise<string | null> {
  return (await belongsToTenant(tx, actor.userId)) ? `/tenants/${actor.tenantId}/orders` : null;
}
