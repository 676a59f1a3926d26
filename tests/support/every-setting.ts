import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { stateBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { addMeasure } from "#app/target/measure.server.ts";
import { addTarget } from "#app/target/target.server.ts";
import { addPackage } from "#app/trade/package/package.server.ts";
import { startQuote } from "#app/trade/quote/quote.server.ts";
import type { Doors } from "#db/doors.ts";
import { makeInvoice, sampleTarget } from "./list-rows.ts";
import { addColleague } from "./make-tenant.ts";
import { makePlanSeller } from "./plans.ts";
import { fillCompany, runNow, YEAR } from "./sample-company.ts";
import { acceptByLink, makeSentQuote, makeService, ORDER_NOW, quoteContent } from "./sample-order.ts";
import { bookSample } from "./sample-receipt.ts";
import { makeClient } from "./sample-seller.ts";

/** A workspace with one of each setting. */
export async function makeEverySetting(doors: Doors) {
  const seller = await makePlanSeller(doors);
  const { id: organizationId } = await doors.withTenant(seller.owner, (tx) =>
    addOrganization(tx, seller.owner, {
      nameEn: "Sample Works",
      nameZh: "示例工厂",
      consolidationApproach: "operational_control",
      gwpSet: "AR6",
    }),
  );
  const owner: Actor = { ...seller.owner, organizationId };
  const second = await addColleague(doors, owner, "owner");
  const { inventory, sources } = await fillCompany(doors, owner);
  const entry = { ...EMPTY_ENTRY, facility: "Plant A", source: "Hotel nights", period: "2025-03" };
  const record = { kind: "add" as const, recordId: "0f9a7c52-3b1e-4d68-9a57-6c2d8e4b1f09" };
  await doors.withTenant(owner, (tx) =>
    saveActivities(tx, owner, YEAR, [{ ...record, entry: { ...entry, quantity: "100", unit: "room_night" } }]),
  );
  const runId = await runNow(doors, owner, inventory);
  const { targetId, measureId } = await makeTarget(doors, owner, runId);
  const clientId = await makeClient(doors, owner);
  const serviceId = await makeService(doors, owner);
  const invoiceId = await makeInvoice(doors, owner, clientId);
  const paymentId = await doors.withTenant(owner, (tx) => bookSample(tx, owner, invoiceId, 100n));
  const made = await doors.withTenant(owner, async (tx) => ({
    quoteId: await startQuote(tx, owner, { clientId, now: ORDER_NOW }),
    pack: await addPackage(tx, owner, { name: { en: "Package", zh: "" }, sources: [], policy: null }),
  }));
  if (!made.pack.ok) throw new Error("the package was refused");
  const { quoteId } = made;
  const { token } = await makeSentQuote(doors, owner, { clientId, content: quoteContent(serviceId) });
  const orderId = await acceptByLink(doors, token);
  const { packageId } = made.pack;
  return {
    owner,
    second,
    organizationId,
    inventory,
    sources,
    runId,
    clientId,
    serviceId,
    invoiceId,
    paymentId,
    quoteId,
    orderId,
    packageId,
    targetId,
    measureId,
  };
}

async function makeTarget(doors: Doors, owner: Actor, runId: string) {
  const policy = { runId, thresholdPercent: "5", rationale: "The first full year.", reason: "", basedOn: 0 };
  return doors.withTenant(owner, async (tx) => {
    await stateBaseYear(tx, owner, policy);
    const target = await addTarget(tx, owner, sampleTarget("Target"));
    if ("faults" in target) throw new Error(JSON.stringify(target.faults));
    const measure = { name: "Measure", ownerId: owner.userId, year: 2027, effectTonnes: "3.5", cost: null } as const;
    return { targetId: target.id, measureId: await addMeasure(tx, owner, target.id, { ...measure, state: "planned" }) };
  });
}

export type EverySetting = Awaited<ReturnType<typeof makeEverySetting>>;
