import type { Actor } from "#app/access/actor.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { deliverDraft, takeOrderStep } from "#app/trade/order/order.server.ts";
import type { Doors } from "#db/doors.ts";
import { hotelNights } from "./sample-activity.ts";
import { fillCompany, runNow, YEAR } from "./sample-company.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "./sample-order.ts";
import { makeClient } from "./sample-seller.ts";

/** An order without a deposit whose client has read no draft yet but got the first. The owner sells already. */
export async function makeDraftedOrder(doors: Doors, owner: Actor, now = new Date()) {
  const clientId = await makeClient(doors, owner);
  const { inventory } = await fillCompany(doors, owner);
  await doors.withTenant(owner, (tx) => saveActivities(tx, owner, YEAR, [hotelNights("3")]));
  const runId = await runNow(doors, owner, inventory);
  const change = { depositPercent: "0", inventoryId: inventory.id };
  const content = quoteContent(await makeService(doors, owner), change);
  const { token, quoteId } = await makeSentQuote(doors, owner, { clientId, content, now });
  const orderId = await acceptByLink(doors, token, 1, { now });
  const deliver = () => doors.withTenant(owner, (tx) => deliverDraft(tx, owner, orderId, runId));
  await doors.withTenant(owner, (tx) => takeOrderStep(tx, owner, orderId, { state: "in_work", now }));
  const fault = await deliver();
  if (fault) throw new Error(fault);
  return { clientId, orderId, quoteId, runId, token, deliver };
}
