import { createTenant } from "#app/access/membership.server.ts";
import { refuseLapsed } from "#app/access/plan-standing.server.ts";
import { isStronger, RIGHTS } from "#app/access/role.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { addOrganization, type NewOrganization } from "#app/organization/organization.server.ts";
import type { Doors, SystemTx } from "#db/doors.ts";

type Fault = "gwpSet" | "workspaceName";
type Started = { id: string } | { fault: Fault };

/**
 * Creates an organization with its first inventory, in the tenant that the person owns or administers, or else in a new tenant
 * with the given name. The tenant is never named after an organization, because other organizations would see that name. If it
 * fails halfway, the new tenant stays empty and the next attempt uses it.
 *
 * @returns the id of the organization, or the invalid field: an unknown GWP set, or a missing name of a new tenant
 * @throws AppError `payment_required` if the plan of the tenant has lapsed
 */
export async function startOrganization(
  doors: Doors,
  userId: string,
  { workspaceName, ...input }: NewOrganization & { workspaceName: string },
  period: Period,
): Promise<Started> {
  const found = await doors.withSystem(async (tx): Promise<{ tenantId: string } | { fault: Fault }> => {
    const sets = await listGwpSets(tx);
    if (!sets.some(({ id }) => id === input.gwpSet)) return { fault: "gwpSet" };
    const tenantId = await findManagedTenant(tx, userId);
    if (tenantId) return { tenantId };
    if (workspaceName === "") return { fault: "workspaceName" };
    return { tenantId: await createTenant(tx, { name: workspaceName, userId }) };
  });
  if ("fault" in found) return found;
  const { tenantId } = found;
  return doors.withTenant({ tenantId, userId }, async (tx) => {
    const author = { tenantId, userId, source: "page" as const };
    await refuseLapsed(tx, tenantId);
    const { id } = await addOrganization(tx, author, input);
    await openInventory(tx, { ...author, organizationId: id }, period);
    return { id };
  });
}

/** The tenant in which a person can add organizations. An owned tenant comes before one that they administer. */
export async function findManagedTenant(tx: SystemTx, userId: string): Promise<string | undefined> {
  const rows = await tx
    .selectFrom("membership")
    .select(["tenant_id", "role"])
    .where("user_id", "=", userId)
    .where("organization_id", "is", null)
    .where("role", "in", RIGHTS["workspace.manage"])
    .orderBy("created_at")
    .execute();
  return rows.find((one) => !rows.some((other) => isStronger(other.role, one.role)))?.tenant_id;
}
