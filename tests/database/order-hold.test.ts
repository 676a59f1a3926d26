import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { revokeEngagement } from "#app/access/engagement.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { listBlockers } from "#app/report/report.server.ts";
import { getReportableRun } from "#app/report/report-run.server.ts";
import { readBoard } from "#app/trade/client/client-board.server.ts";
import { deliverDraft, liftGate, takeOrderStep } from "#app/trade/order/order.server.ts";
import { holdReports, listHoldChoices } from "#app/trade/order/order-hold.server.ts";
import { cancelOrder, invoiceOrder } from "#app/trade/order/order-invoice.server.ts";
import { getOrder, isOpenForIssue } from "#app/trade/order/order-list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { craftedReport } from "#tests/support/crafted-report.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";
import { actFor, dayFrom, dayFromNow, engageConsultancy } from "#tests/support/sample-engagement.ts";
import {
  acceptByLink,
  makeSentQuote,
  makeService,
  ORDER_NOW,
  payInvoice,
  quoteContent,
} from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

onEachEngine(
  "an order of an engaged consultancy",
  (engine) => {
    const keys = makeKeys();
    const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const blockersOf = (actor: Actor, runId: string) =>
      as(actor, async (tx) => {
        const run = await getReportableRun(tx, actor.organizationId, runId);
        return (await listBlockers(tx, actor.organizationId, run)).filter(({ code }) => code.startsWith("order_"));
      });
    const insertReport = (actor: Actor, runId: string) =>
      as(actor, (tx) => tx.insertInto("report").values(craftedReport(actor, runId)).execute());

    /**
     * A company with a run, a consultancy that it engaged, and an accepted order of the consultancy without an
     * inventory.
     */
    async function makeEngaged(change: Parameters<typeof engageConsultancy>[3] = { mayHold: true }) {
      const { actor: company, inventory } = await makeCompany(engine.doors);
      await as(company, (tx) => saveActivities(tx, company, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, company, inventory);
      const { owner, second } = await makeSeller(engine.doors);
      const engagementId = await engageConsultancy(engine.doors, company, owner, change);
      const clientId = await makeClient(engine.doors, owner);
      const serviceId = await makeService(engine.doors, owner);
      const content = quoteContent(serviceId, { depositPercent: "0" });
      const { token } = await makeSentQuote(engine.doors, owner, { clientId, content });
      const orderId = await acceptByLink(engine.doors, token);
      const wanted = { orderId, engagementId, inventoryId: inventory.id };
      const hold = (who: Actor = owner, other: Partial<typeof wanted> = {}) =>
        engine.doors.withSystem((tx) => holdReports(tx, who, { ...wanted, ...other }));
      return { company, inventory, runId, owner, second, engagementId, clientId, serviceId, orderId, hold };
    }

    it("holds back the reports of the year until payment, however they are inserted, and then never again", async () => {
      const endsOn = dayFromNow(30);
      const { company, runId, owner, orderId, hold } = await makeEngaged({ mayHold: true, endsOn });
      expect(await blockersOf(company, runId)).toEqual([]);
      await hold();
      const [blocker, ...others] = await blockersOf(company, runId);
      expect(others).toEqual([]);
      const until = dayFrom(endsOn, 30);
      expect(blocker).toMatchObject({ code: "order_hold", facts: { order: "Q-2026-000001", until } });
      expect(await issueNow(engine.doors, await keys, company, { runId })).toMatchObject({ ok: false });
      await expect(insertReport(company, runId)).rejects.toMatchObject({ code: "TT004", message: "order_hold" });
      const acting = (await actFor(engine.doors, owner, company))!;
      await expect(insertReport(acting, runId)).rejects.toMatchObject({ message: "order_hold" });
      expect(isOpenForIssue(await as(owner, (tx) => getOrder(tx, orderId)))).toBe(false);

      await as(owner, (tx) => takeOrderStep(tx, owner, orderId, { state: "in_work", now: ORDER_NOW }));
      expect(await as(owner, (tx) => deliverDraft(tx, owner, orderId, null))).toBeNull();
      const invoiced = await as(owner, (tx) =>
        invoiceOrder(tx, owner, { orderId, part: "balance", words: { en: "Rest", zh: "尾款" }, now: ORDER_NOW }),
      );
      if (!invoiced.ok) throw new Error(JSON.stringify(invoiced));
      const paymentId = await payInvoice(engine.doors, owner, invoiced.invoiceId, 480_000n);
      expect(await blockersOf(company, runId)).toEqual([]);
      const order = await as(owner, (tx) => getOrder(tx, orderId));
      expect([order.facts.state, order.hold?.end?.cause, isOpenForIssue(order)]).toEqual([
        "balance_paid",
        "paid",
        true,
      ]);
      await as(owner, (tx) =>
        tx
          .insertInto("payment_reversal")
          .values({ tenant_id: owner.tenantId, payment_id: paymentId, reason: "recalled", created_by: owner.userId })
          .execute(),
      );
      expect(await blockersOf(company, runId)).toEqual([]);
      expect((await issueNow(engine.doors, await keys, company, { runId })).ok).toBe(true);
    });

    it("ends when reports are allowed on credit or the order is cancelled", async () => {
      const lifted = await makeEngaged();
      await lifted.hold();
      const lift = () => as(lifted.owner, (tx) => liftGate(tx, lifted.owner, lifted.orderId, "Agreed"));
      expect(await lift()).toBeNull();
      expect(await lift()).toBe("not_gated");
      expect(await blockersOf(lifted.company, lifted.runId)).toEqual([]);
      const { owner, company, runId, orderId, hold } = await makeEngaged();
      await hold();
      await as(owner, (tx) =>
        cancelOrder(tx, owner, { orderId, reason: "No longer needed", isAllCredited: false, now: ORDER_NOW }),
      );
      expect(await blockersOf(company, runId)).toEqual([]);
      await expect(hold()).rejects.toMatchObject({ details: { reason: "hold_not_possible" } });
    });

    it("ends 30 days after the engagement, whatever the seller does", async () => {
      const { company, runId, engagementId, hold } = await makeEngaged();
      await hold();
      await as(company, (tx) =>
        revokeEngagement(tx, company, { engagementId, reason: "The work is done.", by: "company" }),
      );
      const { created_at } = await as(company, (tx) =>
        tx
          .selectFrom("engagement_revocation")
          .select("created_at")
          .where("engagement_id", "=", engagementId)
          .executeTakeFirstOrThrow(),
      );
      expect(await blockersOf(company, runId)).toMatchObject([{ facts: { until: dayFrom(created_at, 30) } }]);
      const over = await makeEngaged();
      await over.hold();
      await as(over.company, (tx) =>
        tx
          .insertInto("engagement_revocation")
          .values({
            tenant_id: over.company.tenantId,
            engagement_id: over.engagementId,
            revoked_by: "company",
            reason: "Long ago",
            created_by: over.company.userId,
            created_at: `${dayFromNow(-31)}T12:00:00Z`,
          })
          .execute(),
      );
      expect(await blockersOf(over.company, over.runId)).toEqual([]);
      expect((await issueNow(engine.doors, await keys, over.company, { runId: over.runId })).ok).toBe(true);
    });

    it("holds nothing without the company's consent, and nothing outside the engagement", async () => {
      const { owner, hold, engagementId, inventory, orderId, company } = await makeEngaged({ mayHold: false });
      await expect(hold()).rejects.toMatchObject({ code: "not_found" });
      expect(await listHoldChoices(engine.doors, owner)).toEqual([]);
      const agreed = await makeEngaged();
      await expect(agreed.hold(agreed.owner, { inventoryId: inventory.id })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(agreed.hold(owner)).rejects.toMatchObject({ code: "not_found" });
      await expect(agreed.hold(agreed.owner, { orderId })).rejects.toMatchObject({ code: "not_found" });
      const row = {
        tenant_id: company.tenantId,
        order_id: orderId,
        seller_id: owner.tenantId,
        engagement_id: engagementId,
        organization_id: company.organizationId,
        inventory_id: inventory.id,
        order_number: "Q-1",
        created_by: "crafted",
      };
      const bySystem = (change: Partial<typeof row>) =>
        engine.doors.withSystem((tx) =>
          tx
            .insertInto("order_hold")
            .values({ ...row, ...change })
            .execute(),
        );
      await expect(bySystem({})).rejects.toMatchObject({ code: "23503" });
      const own = {
        tenant_id: agreed.company.tenantId,
        engagement_id: agreed.engagementId,
        organization_id: agreed.company.organizationId,
      };
      await expect(bySystem({ ...own, seller_id: agreed.owner.tenantId })).rejects.toMatchObject({ code: "23503" });
      await expect(bySystem({ ...own, inventory_id: agreed.inventory.id })).rejects.toMatchObject({ code: "23503" });
      for (const who of [owner, company]) {
        await expect(as(who, (tx) => tx.insertInto("order_hold").values(row).execute())).rejects.toMatchObject({
          code: "42501",
        });
      }
    });

    it("can't be ended by the company or another seller", async () => {
      const { company, owner, orderId, runId, hold, engagementId, inventory } = await makeEngaged();
      const other = await makeEngaged();
      await hold();
      const end = (who: Actor, sellerId: string) =>
        as(who, (tx) =>
          tx
            .insertInto("order_hold_end")
            .values({
              tenant_id: company.tenantId,
              order_id: orderId,
              seller_id: sellerId,
              cause: "paid",
              created_by: who.userId,
            })
            .execute(),
        );
      await expect(end(company, owner.tenantId)).rejects.toMatchObject({ code: "TT005" });
      await expect(end(company, company.tenantId)).rejects.toMatchObject({ code: "23503" });
      await expect(end(other.owner, other.owner.tenantId)).rejects.toMatchObject({ code: "23503" });
      await expect(end(other.owner, owner.tenantId)).rejects.toThrow();
      expect(await blockersOf(company, runId)).toHaveLength(1);
      const seen = await as(other.company, (tx) => tx.selectFrom("order_hold").select("order_id").execute());
      expect(seen).toEqual([]);
      await expect(hold()).rejects.toMatchObject({ details: { reason: "hold_not_possible" } });
      await as(company, (tx) => revokeEngagement(tx, company, { engagementId, reason: "Ended", by: "company" }));
      const late = await makeEngaged();
      const bySystem = engine.doors.withSystem((tx) =>
        tx
          .insertInto("order_hold")
          .values({
            tenant_id: company.tenantId,
            order_id: late.orderId,
            seller_id: owner.tenantId,
            engagement_id: engagementId,
            organization_id: company.organizationId,
            inventory_id: inventory.id,
            order_number: "Q-9",
            created_by: "crafted",
          })
          .execute(),
      );
      await expect(bySystem).rejects.toMatchObject({ code: "TT005" });
    });

    it("is offered only where the user has access, and appears in both audit trails and on the board", async () => {
      const { company, owner, inventory, engagementId, orderId, hold } = await makeEngaged();
      const colleague = await addColleague(engine.doors, owner, "editor");
      const choice = { engagementId, inventoryId: inventory.id, period: YEAR };
      for (const who of [owner, colleague]) {
        expect(await listHoldChoices(engine.doors, who)).toMatchObject([choice]);
      }
      await hold(colleague);
      for (const who of [owner, company]) {
        const entries = await as(who, (tx) =>
          tx.selectFrom("audit_trail").select(["action", "user_id"]).where("subject_id", "=", orderId).execute(),
        );
        const author = who === owner ? colleague.userId : `acting:${engagementId}:${colleague.userId}`;
        expect(entries).toContainEqual({ action: "order.held_reports", user_id: author });
      }
      const { clients: board } = await readBoard(engine.doors, owner, ORDER_NOW);
      const client = board.find(({ organizationId }) => organizationId === company.organizationId);
      expect(client?.trade.order).toMatchObject({ id: orderId, state: "accepted" });
      const named = await makeEngaged({ mayHold: true, people: ["somebody@else.example"] });
      expect(await listHoldChoices(engine.doors, named.owner)).toEqual([]);
    });
  },
  "factor library",
);
