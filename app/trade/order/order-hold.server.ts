import { type Acting, listActingRights, noteActors } from "#app/access/acting.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type HeldEngagement, listHeldEngagements } from "#app/engagement/held-engagement.server.ts";
import { mayHold } from "#app/order/order-state.ts";
import { getInventory, listInventories } from "#app/organization/inventory.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import { type Doors, inTenant, type SystemTx } from "#db/doors.ts";
import { getOrder } from "./order-list.server.ts";

/** An inventory of a company that agreed to order holds. */
export interface HoldChoice {
  engagementId: string;
  inventoryId: string;
  organizationName: { en: string; zh: string };
  period: Period;
}

/** The inventories that an order of this workspace can hold, limited to those the user can see. */
export async function listHoldChoices(
  { withSystem, withTenant }: Pick<Doors, "withSystem" | "withTenant">,
  person: { tenantId: string; userId: string },
): Promise<HoldChoice[]> {
  const admitted = await withSystem((tx) => listAdmitted(tx, person));
  const choices: HoldChoice[] = [];
  for (const { engagement, acting } of admitted) {
    const identity = { tenantId: engagement.companyId, userId: acting.authorId };
    const inventories = await withTenant(identity, (tx) => listInventories(tx, engagement.organizationId));
    const { engagementId, organizationName } = engagement;
    choices.push(...inventories.map(({ id, period }) => ({ engagementId, inventoryId: id, organizationName, period })));
  }
  return choices;
}

/** Active engagements that allow holds and include the user. */
async function listAdmitted(
  tx: SystemTx,
  person: { tenantId: string; userId: string },
): Promise<{ engagement: HeldEngagement; acting: Acting }[]> {
  const held = await listHeldEngagements(tx, person.tenantId);
  const admitted: { engagement: HeldEngagement; acting: Acting }[] = [];
  for (const engagement of held.filter(({ state, mayHold: agreed }) => state === "in_force" && agreed)) {
    const [right] = await listActingRights(tx, person.userId, { engagementId: engagement.engagementId });
    if (right?.acting.consultancyId === person.tenantId) admitted.push({ engagement, acting: right.acting });
  }
  await noteActors(
    tx,
    person.userId,
    admitted.map(({ engagement, acting }) => ({ tenantId: engagement.companyId, acting })),
  );
  return admitted;
}

/**
 * Lets an order hold back the reports of an inventory of a company that agreed to it. The hold is stored in the
 * company's tenant and recorded in both audit trails. The database ends it when the order is paid, allowed on credit or
 * cancelled.
 *
 * @throws AppError `not_found` if the user has no access; `conflict` with `hold_not_possible` if the order has an
 * inventory of its own workspace, is paid or has ended, or already holds reports
 */
export async function holdReports(
  tx: SystemTx,
  author: ChangeAuthor,
  hold: { orderId: string; engagementId: string; inventoryId: string },
): Promise<void> {
  const admitted = await listAdmitted(tx, author);
  const found = admitted.find(({ engagement }) => engagement.engagementId === hold.engagementId);
  if (!found) throw new AppError("not_found");
  const { companyId: tenantId, organizationId, organizationName } = found.engagement;
  const company = { ...author, tenantId, userId: found.acting.authorId, organizationId };
  const inventory = await inTenant(tx, company, (inCompany) =>
    getInventory(inCompany, organizationId, hold.inventoryId),
  );
  const number = await inTenant(tx, author, async (own) => {
    await lockTrail(own, author.tenantId);
    const order = await getOrder(own, hold.orderId);
    if (!mayHold(order)) throw new AppError("conflict", { details: { reason: "hold_not_possible" } });
    return order.number;
  });
  await tx
    .insertInto("order_hold")
    .values({
      tenant_id: tenantId,
      order_id: hold.orderId,
      seller_id: author.tenantId,
      engagement_id: hold.engagementId,
      organization_id: organizationId,
      inventory_id: hold.inventoryId,
      order_number: number,
      created_by: company.userId,
    })
    .execute();
  const change = { action: "order.held_reports", subject: "trade_order", subjectId: hold.orderId };
  const after = { number, inventoryId: inventory.id, from: inventory.period.start, until: inventory.period.end };
  await inTenant(tx, author, (own) =>
    recordChange(own, author, { ...change, after: { ...after, name: organizationName } }),
  );
  await inTenant(tx, company, (inCompany) => recordChange(inCompany, company, { ...change, after }));
}
