import { createTenant } from "#app/access/membership.server.ts";
import { refuseLapsed } from "#app/access/plan-standing.server.ts";
import { isStronger, RIGHTS } from "#app/access/role.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { addOrganization, type NewOrganization } from "#app/organization/organization.server.ts";
import type { Doors, SystemTx } from "#db/doors.ts";
import type { TenantKind } from "#db/schema.ts";

type Started = { id: string } | { fault: "gwpSet" };

/**
 * Creates an organization with its first inventory, in the tenant that the person owns or administers. The tenant has its
 * own name and is never named after an organization, because other organizations would see that name. Only a company,
 * which is its own first organization, gets its workspace with it and under the same name.
 *
 * @returns the id of the organization, or the invalid field: an unknown GWP set
 * @throws AppError `not_found` without a tenant, `payment_required` if its plan has lapsed
 */
export async function startOrganization(
  doors: Doors,
  { userId, workspaceKind }: { userId: string; workspaceKind: TenantKind | null },
  input: NewOrganization,
  period: Period,
): Promise<Started> {
  const found = await doors.withSystem(async (tx): Promise<{ tenantId: string } | { fault: "gwpSet" }> => {
    const sets = await listGwpSets(tx);
    if (!sets.some(({ id }) => id === input.gwpSet)) return { fault: "gwpSet" };
    const managed = await findManagedTenant(tx, userId);
    if (managed) return { tenantId: managed.id };
    if (workspaceKind !== "company") throw new AppError("not_found");
    return { tenantId: await createTenant(tx, { name: input.nameEn || input.nameZh, kind: workspaceKind, userId }) };
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

export interface ManagedTenant {
  id: string;
  name: string;
  kind: TenantKind;
}

/** The tenant in which a person can add organizations. An owned tenant comes before one that they administer. */
export async function findManagedTenant(tx: SystemTx, userId: string): Promise<ManagedTenant | undefined> {
  const rows = await tx
    .selectFrom("membership as m")
    .innerJoin("tenant as t", "t.id", "m.tenant_id")
    .select(["t.id", "t.name", "t.kind", "m.role"])
    .where("m.user_id", "=", userId)
    .where("m.organization_id", "is", null)
    .where("m.role", "in", RIGHTS["workspace.manage"])
    .orderBy("m.created_at")
    .execute();
  const found = rows.find((one) => !rows.some((other) => isStronger(other.role, one.role)));
  return found && { id: found.id, name: found.name, kind: found.kind };
}

export async function hasOrganization(tx: SystemTx, tenantId: string): Promise<boolean> {
  const one = await tx.selectFrom("organization").select("id").where("tenant_id", "=", tenantId).executeTakeFirst();
  return one !== undefined;
}
