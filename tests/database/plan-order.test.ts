import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import type { Actor, TenantActor } from "#app/access/actor.server.ts";
import { listEntitlements } from "#app/access/entitlement.server.ts";
import { yearAfter } from "#app/access/plan.ts";
import { asOperator } from "#app/access/plan-operator.server.ts";
import { readPlanStanding } from "#app/access/plan-standing.server.ts";
import { findBuyer } from "#app/plan/plan-buyer.server.ts";
import { cancelPlanOrder, type PlanWish, placePlanOrder } from "#app/plan/plan-order.server.ts";
import { getPlanOrder, listPlanOrders } from "#app/plan/plan-order-list.server.ts";
import { listPlanPrices } from "#app/plan/plan-price.server.ts";
import { grantPaidPlans } from "#app/plan/plan-settlement.server.ts";
import { getInvoice } from "#app/trade/invoice/invoice-list.server.ts";
import { listBalances } from "#app/trade/ledger/ledger.server.ts";
import { reversePayment } from "#app/trade/payment/payment.server.ts";
import { endReceipt } from "#app/trade/receipt/receipt.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { grant, makePlanSeller, OPERATOR_ID, SAMPLE_PLAN_BUYER } from "#tests/support/plans.ts";
import { bookSample } from "#tests/support/sample-receipt.ts";
import { SAMPLE_SELLER } from "#tests/support/sample-seller.ts";
import { statePlanPrice, statePlanTax, stateSellerDetail } from "#tests/support/save-now.ts";

const NOW = new Date("2026-11-27T02:00:00.000Z");
const WISH: PlanWish = {
  plan: "company",
  currency: "USD",
  way: "transfer",
  details: SAMPLE_PLAN_BUYER,
  locale: "en",
};

onEachEngine(
  "an order of a plan",
  (engine) => {
    let seller: TenantActor;
    beforeAll(async () => {
      ({ owner: seller } = await makePlanSeller(engine.doors));
    });

    const place = (buyer: Actor, change: Partial<PlanWish> = {}, now = NOW) =>
      engine.doors.withSystem((tx) => placePlanOrder(tx, buyer, { ...WISH, ...change }, now));
    async function placed(buyer: Actor, change: Partial<PlanWish> = {}, now = NOW) {
      const answer = await place(buyer, change, now);
      if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
      return answer.order;
    }
    const faultOf = async (work: ReturnType<typeof place>) => {
      const answer = await work;
      return answer.ok ? null : answer.fault;
    };
    const pay = (invoiceId: string, minor: bigint) =>
      engine.doors.withTenant(seller, (tx) => bookSample(tx, seller, invoiceId, minor));
    const give = (now = NOW) => grantPaidPlans(engine.doors, now);
    const standing = (buyer: Actor, now = NOW) =>
      engine.doors.withTenant(buyer, (tx) => readPlanStanding(tx, buyer.tenantId, now));
    const stateOf = async (planOrderId: string, now = NOW) =>
      (await engine.doors.withTenant(seller, (tx) => getPlanOrder(tx, { planOrderId }, now))).state;
    const trailOf = (actor: { tenantId: string; userId: string }) =>
      engine.doors.withTenant(actor, async (tx) =>
        (
          await tx
            .selectFrom("audit_trail")
            .select("action")
            .where("action", "like", "plan%")
            .orderBy("sequence")
            .execute()
        ).map(({ action }) => action),
      );

    it("invoices a bank transfer immediately and grants one year once it is paid", async () => {
      const buyer = await makeTenant(engine.doors);
      const order = await placed(buyer);
      expect(order).toMatchObject({
        state: "open",
        plan: "company",
        totalMinor: 120_000n,
        buyerTenantId: buyer.tenantId,
      });
      const invoice = await engine.doors.withTenant(seller, (tx) => getInvoice(tx, order.invoice!.id));
      expect(invoice).toMatchObject({
        kind: "plan",
        currency: "USD",
        totalMinor: 120_000n,
        exchange: { rate: "7.1023" },
      });
      expect(invoice.client).toMatchObject({ legalNameEn: "Sample Works GmbH", country: "DE" });
      expect(invoice.bank).toMatchObject({ bic: "SMPLCNSHXXX" });
      expect(invoice.reference).toMatch(/^RF/);
      expect(await give()).toBe(0);
      expect(await standing(buyer)).toEqual({ kind: "lapsed", entitlement: null });
      await pay(invoice.id, 100_000n);
      expect(await stateOf(order.id)).toBe("partly_paid");
      expect(await give()).toBe(0);
      await pay(invoice.id, 20_000n);
      expect(await Promise.all([give(), give(), give()])).toSatisfy(
        (given: number[]) => given.reduce((a, b) => a + b) === 1,
      );
      expect(await give()).toBe(0);
      const all = await engine.doors.withTenant(buyer, listEntitlements);
      expect(all).toMatchObject([{ plan: "company", source: "order", sourceId: order.id }]);
      expect([all[0]!.startsAt, all[0]!.endsAt]).toEqual([NOW, yearAfter(NOW)]);
      expect(await stateOf(order.id)).toBe("paid");
      expect(await trailOf(buyer)).toEqual(["plan.ordered", "plan.granted"]);
      expect((await trailOf(seller)).slice(-3)).toEqual([
        "plan_buyer.added",
        "plan_order.placed",
        "plan_order.granted",
      ]);
    });

    it("adds the same plan after the current year and starts a different plan now", async () => {
      const buyer = await makeTenant(engine.doors);
      const first = await placed(buyer);
      await pay(first.invoice!.id, 120_000n);
      await give();
      const later = new Date("2027-11-20T02:00:00.000Z");
      const second = await placed(buyer, {}, later);
      await pay(second.invoice!.id, 120_000n);
      await give(later);
      const third = await placed(buyer, { plan: "consultancy" }, later);
      await pay(third.invoice!.id, 480_000n);
      await give(later);
      const all = await engine.doors.withTenant(buyer, listEntitlements);
      expect(all.map(({ plan, startsAt, endsAt }) => [plan, startsAt, endsAt])).toEqual([
        ["consultancy", later, yearAfter(later)],
        ["company", yearAfter(NOW), yearAfter(yearAfter(NOW))],
        ["company", NOW, yearAfter(NOW)],
      ]);
      expect(await standing(buyer, later)).toMatchObject({ kind: "running", entitlement: { plan: "consultancy" } });
      // The same buyer is one client of the operator, with its latest details.
      const moved = { ...SAMPLE_PLAN_BUYER, taxId: "DE111111117" };
      await placed(buyer, { details: moved }, later);
      const client = await engine.doors.withTenant(seller, (tx) => findBuyer(tx, buyer.tenantId));
      expect(client).toMatchObject({ taxId: "DE111111117", version: 2, id: first.clientId });
    });

    it("reactivates a lapsed workspace from the day of payment", async () => {
      const buyer = await makeTenant(engine.doors);
      await grant(engine.doors, buyer.tenantId, { from: -90, until: -30 });
      expect(await standing(buyer, new Date())).toMatchObject({ kind: "lapsed" });
      const now = new Date();
      const order = await placed(buyer, {}, now);
      await pay(order.invoice!.id, 120_000n);
      await give(now);
      expect(await standing(buyer, now)).toMatchObject({ kind: "running", entitlement: { startsAt: now } });
    });

    it("blocks a second order until the first is paid or cancelled", async () => {
      const buyer = await makeTenant(engine.doors);
      const order = await placed(buyer);
      expect(await faultOf(place(buyer))).toEqual({ code: "order_under_way" });
      const cancel = () =>
        engine.doors.withSystem((tx) => cancelPlanOrder(tx, buyer, { planOrderId: order.id, now: NOW }));
      expect(await cancel()).toBeNull();
      expect(await stateOf(order.id)).toBe("cancelled");
      const invoice = await engine.doors.withTenant(seller, (tx) => getInvoice(tx, order.invoice!.id));
      expect(invoice.standing).toMatchObject({ state: "credited", creditedMinor: 120_000n });
      expect(await cancel()).toBe("plan_order_paid");
      expect((await placed(buyer)).state).toBe("open");
      // A payment for a cancelled order stays visible as an overpayment and grants nothing.
      await pay(order.invoice!.id, 120_000n);
      expect(await give()).toBe(0);
      expect((await trailOf(buyer)).slice(0, 2)).toEqual(["plan.ordered", "plan.order_cancelled"]);
    });

    it("can't be cancelled by another workspace or after a payment", async () => {
      const [buyer, stranger] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
      const order = await placed(buyer);
      const by = (who: Actor) =>
        engine.doors.withSystem((tx) => cancelPlanOrder(tx, who, { planOrderId: order.id, now: NOW }));
      await expect(by(stranger)).rejects.toMatchObject({ code: "not_found" });
      await pay(order.invoice!.id, 1n);
      expect(await by(buyer)).toBe("plan_order_paid");
      const late = { planOrderId: order.id, now: new Date("2027-06-01T02:00:00Z") };
      expect(await stateOf(order.id, late.now)).toBe("overdue");
      expect(await engine.doors.withSystem((tx) => cancelPlanOrder(tx, buyer, late))).toBe("plan_order_paid");
      await expect(
        engine.doors.withTenant(seller, (tx) =>
          tx
            .insertInto("plan_order_step")
            .values({ tenant_id: OPERATOR_ID, order_id: order.id, state: "cancelled", created_by: seller.userId })
            .execute(),
        ),
      ).rejects.toThrow("plan_order_paid");
      const seen = await engine.doors.withSystem((tx) =>
        asOperator(tx, stranger, (inside) => listPlanOrders(inside, { buyerTenantId: stranger.tenantId }, NOW)),
      );
      expect(seen).toEqual([]);
    });

    it("becomes overdue after its due date and shows a returned payment", async () => {
      const buyer = await makeTenant(engine.doors);
      const order = await placed(buyer);
      expect(await stateOf(order.id, new Date("2026-12-27T10:00:00Z"))).toBe("open");
      expect(await stateOf(order.id, new Date("2026-12-28T10:00:00Z"))).toBe("overdue");
      const paymentId = await pay(order.invoice!.id, 120_000n);
      await give();
      await engine.doors.withTenant(seller, (tx) =>
        reversePayment(tx, seller, { paymentId, reason: "Booked to the wrong invoice", on: "2026-11-27" }),
      );
      expect(await stateOf(order.id)).toBe("unpaid_again");
      // A grant is not revoked automatically, and not repeated when the payment comes again.
      expect(await standing(buyer)).toMatchObject({ kind: "running" });
      await pay(order.invoice!.id, 120_000n);
      expect(await give()).toBe(0);
    });

    it("waits for a second person if the operator requires one", async () => {
      const limit = { ...SAMPLE_SELLER, confirmAboveMinor: 3_000_000n };
      await engine.doors.withTenant(seller, (tx) => stateSellerDetail(tx, seller, limit));
      const second = await addColleague(engine.doors, seller, "billing");
      const buyer = await makeTenant(engine.doors);
      const order = await placed(buyer, { plan: "consultancy" });
      const receiptId = await engine.doors.withTenant(seller, async (tx) => {
        await bookSample(tx, seller, order.invoice!.id, 480_000n).catch(() => null);
        const row = tx.selectFrom("receipt").select("id").where("invoice_id", "=", order.invoice!.id);
        return (await row.executeTakeFirstOrThrow()).id;
      });
      expect(await give()).toBe(0);
      await engine.doors.withTenant(second, (tx) =>
        endReceipt(tx, second, { receiptId, state: "confirmed", note: "" }),
      );
      expect(await give()).toBe(1);
    });

    it("uses the current price and sells nothing that is off sale", async () => {
      const buyer = await makeTenant(engine.doors);
      expect(await faultOf(place(buyer, { currency: "EUR" }))).toEqual({ code: "not_on_sale" });
      expect(await faultOf(place(buyer, { details: { ...SAMPLE_PLAN_BUYER, country: "CN" } }))).toEqual({
        code: "tax_unknown",
      });
      expect(await faultOf(place(buyer, { details: { ...SAMPLE_PLAN_BUYER, taxId: "" } }))).toEqual({
        code: "invoice",
        fields: ["client.taxId"],
      });
      const state = (amountMinor: bigint | null) =>
        engine.doors.withTenant(seller, (tx) =>
          statePlanPrice(tx, seller, { plan: "company", currency: "CNY", amountMinor, exchange: null }),
        );
      const exchangeless = await placed(buyer, { currency: "CNY" });
      expect(exchangeless).toMatchObject({ totalMinor: 850_000n, exchange: null });
      expect(await state(850_000n)).toBe("nothing_changed");
      expect(await state(900_000n)).toBeNull();
      // An existing order keeps its price.
      const other = await makeTenant(engine.doors);
      expect((await placed(other, { currency: "CNY" })).totalMinor).toBe(900_000n);
      const kept = await engine.doors.withTenant(seller, (tx) =>
        getPlanOrder(tx, { planOrderId: exchangeless.id }, NOW),
      );
      expect(kept.totalMinor).toBe(850_000n);
      expect(await state(null)).toBeNull();
      expect(await faultOf(place(await makeTenant(engine.doors), { currency: "CNY" }))).toEqual({
        code: "not_on_sale",
      });
      expect((await engine.doors.withTenant(seller, listPlanPrices)).map(({ currency }) => currency)).not.toContain(
        "CNY",
      );
    });

    it("can be priced by the operator only, with the rate of a foreign currency and an enabled tax note", async () => {
      const buyer = await makeTenant(engine.doors);
      const price = { plan: "company" as const, currency: "EUR", amountMinor: 100_000n, exchange: null };
      await expect(engine.doors.withTenant(buyer, (tx) => statePlanPrice(tx, buyer, price))).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(
        engine.doors.withTenant(buyer, (tx) => statePlanTax(tx, buyer, { ruleId: "own", percent: "0" })),
      ).rejects.toMatchObject({ code: "not_found" });
      const state = (change: Partial<Parameters<typeof statePlanPrice>[2]>) =>
        engine.doors.withTenant(seller, (tx) => statePlanPrice(tx, seller, { ...price, ...change }));
      const exchange = { rate: "7.8", source: "Sample Bank", on: "2026-11-26" };
      expect(await state({})).toBe("exchange_missing");
      expect(await state({ currency: "XXX" })).toBe("currency");
      expect(await state({ currency: "CNY", exchange })).toBe("exchange_at_home");
      const tax = (ruleId: string) =>
        engine.doors.withTenant(seller, (tx) => statePlanTax(tx, seller, { ruleId, percent: "6" }));
      expect(await tax("cn-fapiao")).toBe("note_off");
      await expect(tax("no-such-rule")).rejects.toMatchObject({ code: "not_found" });
    });

    it("lets the database refuse other prices, and grants and entitlements without payment", async () => {
      const buyer = await makeTenant(engine.doors);
      const order = await placed(buyer);
      const copy = (column: string, value: string) =>
        engine.doors.withTenant(seller, (tx) =>
          sql`insert into plan_order (tenant_id, buyer_tenant_id, client_id, plan, way, currency, price_version, net_minor,
              tax_minor, total_minor, tax_rule_id, tax_percent, locale, expires_at, created_by)
            select tenant_id, buyer_tenant_id, client_id, plan, 'card', currency,
              ${column === "price_version" ? sql`${value}::int` : sql`price_version`},
              ${column === "net_minor" ? sql`${value}::bigint` : sql`net_minor`}, tax_minor,
              ${column === "net_minor" ? sql`${value}::bigint` : sql`net_minor`} + tax_minor, tax_rule_id, tax_percent, locale,
              now(), created_by from plan_order where id = ${order.id}::uuid`.execute(tx),
        );
      await expect(copy("net_minor", "1")).rejects.toThrow("price_differs");
      await expect(copy("price_version", "7")).rejects.toThrow("price_differs");
      const span = { starts_at: NOW, ends_at: yearAfter(NOW) };
      const row = { tenant_id: OPERATOR_ID, order_id: order.id, number: 1, ...span, created_by: "system" };
      await expect(
        engine.doors.withTenant(seller, (tx) =>
          tx
            .insertInto("plan_grant")
            .values({ ...row, source_ref: order.id })
            .execute(),
        ),
      ).rejects.toThrow("plan_not_paid");
      for (const source of ["order", "subscription"] as const) {
        const given = engine.doors.withSystem((tx) =>
          tx
            .insertInto("entitlement")
            .values({
              tenant_id: buyer.tenantId,
              number: 1,
              plan: "company",
              organizations: null,
              seats: null,
              records: null,
              reports: null,
              ...span,
              source,
              source_id: order.id,
              reason: "",
              created_by: "x",
            })
            .execute(),
        );
        await expect(given).rejects.toThrow("plan_not_paid");
      }
    });

    it("keeps the operator's ledger balanced", async () => {
      const balances = await engine.doors.withTenant(seller, listBalances);
      const sums = new Map<string, bigint>();
      for (const { balance } of balances)
        sums.set(balance.currency, (sums.get(balance.currency) ?? 0n) + balance.minor);
      expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
      expect(balances.find(({ account }) => account === "revenue")).toBeDefined();
    });
  },
  undefined,
  { operatorTenantId: OPERATOR_ID },
);

onEachEngine("without plans on sale", (engine) => {
  it("can't be placed where no plans are sold, and grants nothing", async () => {
    const buyer = await makeTenant(engine.doors);
    await expect(engine.doors.withSystem((tx) => placePlanOrder(tx, buyer, WISH, NOW))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await grantPaidPlans(engine.doors, NOW)).toBe(0);
    const price = { plan: "company" as const, currency: "USD", amountMinor: 1n, exchange: null };
    await expect(engine.doors.withTenant(buyer, (tx) => statePlanPrice(tx, buyer, price))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
