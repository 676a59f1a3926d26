import type { Period } from "#app/carbon/inventory-document.ts";
import type { Doors, SystemTx } from "#db/doors.ts";
import { listGwpSets } from "./factor.server.ts";
import { openInventory } from "./inventory.server.ts";
import { createTenant } from "./membership.server.ts";
import { addOrganization, type NewOrganization } from "./organization.server.ts";
import { refuseLapsed } from "./plan/plan-standing.server.ts";

/**
 * A person's new organization with its first inventory: in the tenant that the person owns or administers, else in a
 * new one. Should it fail halfway, the new tenant stays empty and
 * the next attempt uses it.
 *
 * @returns the id of the organization, or null where the GWP set is not one of the library.
 * @throws AppError `payment_required` where the plan of the tenant has lapsed
 */
export async function startOrganization(
  doors: Doors,
  userId: string,
  input: NewOrganization,
  period: Period,
): Promise<string | null> {
  const tenantId = await doors.withSystem(async (tx) => {
    const sets = await listGwpSets(tx);
    if (!sets.some(({ id }) => id === input.gwpSet)) return null;
    return (await findManagedTenant(tx, userId)) ?? createTenant(tx, { name: input.nameEn || input.nameZh, userId });
  });
  if (!tenantId) return null;
  return doors.withTenant({ tenantId, userId }, async (tx) => {
    const author = { tenantId, userId, source: "page" as const };
    await refuseLapsed(tx, tenantId);
    const { id } = await addOrganization(tx, author, input);
    await openInventory(tx, { ...author, organizationId: id }, period);
    return id;
  });
}

/** The tenant in which a person may add organizations: one's own before one that is administered for others. */
async function findManagedTenant(tx: SystemTx, userId: string): Promise<string | undefined> {
  const rows = await tx
    .selectFrom("membership")
    .select(["tenant_id", "role"])
    .where("user_id", "=", userId)
    .where("organization_id", "is", null)
    .where("role", "in", ["owner", "admin"])
    .orderBy("created_at")
    .execute();
  return (rows.find(({ role }) => role === "owner") ?? rows[0])?.tenant_id;
}
