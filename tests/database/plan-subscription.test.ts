import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor, TenantActor } from "#app/access/actor.server.ts";
import { listEntitlements } from "#app/access/entitlement.server.ts";
import { planNotice, readPlanStanding } from "#app/access/plan-standing.server.ts";
import { paymentEffects } from "#app/background/payment-effects.server.ts";
import { getPlanOrder, listPlanOrders } from "#app/plan/plan-order-list.server.ts";
import { grantPaidPlans } from "#app/plan/plan-settlement.server.ts";
import {
  callOffPlanOrder,
  endPlanSubscriptions,
  openPlanPage,
  openPlanPortal,
  openPlanSubscription,
} from "#app/plan/plan-subscription.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { listBalances } from "#app/trade/ledger/ledger.server.ts";
import type { ProviderEvent } from "#app/trade/payment/gateway/fact.ts";
import { factOf } from "#app/trade/payment/gateway/stripe-facts.ts";
import { receiveEvent } from "#app/trade/payment/payment-event.server.ts";
import { reconcilePayments } from "#app/trade/payment/payment-reconciliation.server.ts";
import { listPaymentTasks } from "#app/trade/payment/payment-task.server.ts";
import { askRefund } from "#app/trade/payment/refund-request.server.ts";
import { inTenant, type TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { patiently } from "#tests/support/patiently.ts";
import { makePlanSeller, OPERATOR_ID, SAMPLE_PLAN_BUYER } from "#tests/support/plans.ts";
import { gatewayTo, receive } from "#tests/support/sample-checkout.ts";
import type { Wire } from "#tests/support/stripe/objects.ts";
import { StripeStandIn } from "#tests/support/stripe/stand-in.ts";

const WISH = { plan: "company" as const, way: "card" as const, details: SAMPLE_PLAN_BUYER, locale: "en" as const };

onEachEngine(
  "a subscription of a plan",
  (engine) => {
    let stripe: StripeStandIn;
    let seller: TenantActor;
    beforeAll(async () => {
      stripe = await new StripeStandIn().start();
      ({ owner: seller } = await makePlanSeller(engine.doors));
    });
    afterAll(() => stripe.close());

    const asSeller = <T>(work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(seller, work);
    const orderOf = (planOrderId: string, now = new Date()) => asSeller((tx) => getPlanOrder(tx, { planOrderId }, now));
    const open = (buyer: Actor, currency = "USD") =>
      openPlanSubscription(engine.doors, gatewayTo(stripe), buyer, {
        plan: { ...WISH, currency },
        publicUrl: "https://carbon.example",
        now: new Date(),
      });
    async function opened(buyer: Actor, currency = "USD") {
      const answer = await open(buyer, currency);
      if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
      const order = await orderOf(answer.planOrderId);
      return { planOrderId: order.id, ref: order.page!.ref, from: stripe.post.events.length };
    }
    const send = async (events: Wire[]) => {
      const answers: string[] = [];
      for (const event of events) answers.push(await receive(engine.doors, stripe, event));
      return answers;
    };
    const since = (from: number) => stripe.post.events.slice(from);
    const give = () => grantPaidPlans(engine.doors, new Date());
    const grantsOf = async (buyer: Actor) =>
      (await engine.doors.withTenant(buyer, listEntitlements)).map(({ plan, source, startsAt, endsAt }) => ({
        plan,
        source,
        days: (endsAt.getTime() - startsAt.getTime()) / 86_400_000,
      }));
    const subscriptionOf = (ref: string) => stripe.object(ref).subscription as string;

    /** Everything that events changed in an order. None of it may depend on their order or number. */
    async function stateOf(tx: TenantTx, planOrderId: string) {
      const order = await getPlanOrder(tx, { planOrderId }, new Date());
      const rows = async (query: ReturnType<typeof sql>) =>
        (await query.execute(tx)).rows.map((row) => JSON.stringify(row)).sort();
      return {
        state: order.state,
        subscription: order.subscription,
        grants: order.grants,
        periods: order.periods.map(({ ref, startsAt, endsAt }) => ({ ref, startsAt, endsAt })),
        steps: await rows(sql`select state, provider_ref from plan_order_step where order_id = ${planOrderId}::uuid`),
        payments: await rows(sql`select provider_ref, amount_minor, currency from payment where provider = 'stripe'`),
        tasks: (await listPaymentTasks(tx)).map(({ kind, subject }) => `${kind} ${subject}`).sort(),
        balances: (await listBalances(tx)).map(
          ({ account, balance }) => `${account} ${balance.currency} ${balance.minor}`,
        ),
      };
    }

    it("grants the year paid to the provider, records it and issues our own invoice", async () => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref, from } = await opened(buyer);
      expect((await orderOf(planOrderId)).state).toBe("open");
      expect(stripe.object(ref)).toMatchObject({ mode: "subscription", amount_total: 120_000, currency: "usd" });
      stripe.pay(ref);
      expect(new Set(await send(since(from)))).toEqual(new Set(["done"]));
      expect(await give()).toBe(1);
      expect(await give()).toBe(0);
      expect(await grantsOf(buyer)).toEqual([{ plan: "company", source: "subscription", days: 365 }]);
      const order = await orderOf(planOrderId);
      expect(order).toMatchObject({ state: "active", subscription: { state: "active", cancelsAtEnd: false } });
      const invoices = await asSeller((tx) => listInvoices(tx, { clientId: order.clientId }));
      expect(invoices).toMatchObject([{ kind: "plan", totalMinor: 120_000n, standing: { state: "paid" } }]);
      expect(await asSeller(listPaymentTasks)).toEqual([]);
    });

    it("renews, fails, retries and ends as the provider reports", async () => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref, from } = await opened(buyer);
      stripe.pay(ref);
      const id = subscriptionOf(ref);
      await send(since(from));
      const state = async (act: () => unknown) => {
        const at = stripe.post.events.length;
        act();
        await send(since(at));
        await give();
        return (await orderOf(planOrderId)).state;
      };
      expect(await state(() => stripe.renew(id))).toBe("active");
      expect(await grantsOf(buyer)).toHaveLength(2);
      let failed: Wire = {};
      expect(
        await state(() => {
          failed = stripe.renew(id, false);
        }),
      ).toBe("past_due");
      expect(await grantsOf(buyer)).toHaveLength(2);
      expect(
        await state(() => {
          stripe.payInvoice(failed.data.object.id);
          stripe.setSubscription(id, { status: "active" });
        }),
      ).toBe("active");
      expect(await grantsOf(buyer)).toHaveLength(3);
      expect(await state(() => stripe.cancel(id, true))).toBe("active");
      expect((await orderOf(planOrderId)).subscription).toMatchObject({ cancelsAtEnd: true });
      expect(await state(() => stripe.cancel(id))).toBe("ended");
      // Paid years stay granted.
      expect(await grantsOf(buyer)).toHaveLength(3);
      expect((await open(buyer)).ok).toBe(true);
    });

    it("reaches one state in any order and number of events", async () => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref, from } = await opened(buyer);
      stripe.pay(ref, "delayed");
      stripe.settleDelayed(ref, true);
      const id = subscriptionOf(ref);
      const failed = stripe.renew(id, false);
      stripe.payInvoice(failed.data.object.id);
      stripe.setSubscription(id, { status: "active" });
      stripe.cancel(id, true);
      const events = since(from);
      for (const [index, event] of events.entries()) event.created += index;
      expect(new Set(events.map(({ type }) => type))).toEqual(
        new Set([
          "customer.subscription.created",
          "customer.subscription.updated",
          "invoice.paid",
          "invoice.payment_failed",
          "checkout.session.completed",
          "checkout.session.async_payment_succeeded",
        ]),
      );
      const whole = await Promise.all(events.map(asEvent));
      const undo = new Error("undo");
      const replay = async (order: typeof whole) => {
        let found: unknown;
        await engine.doors
          .withSystem(async (tx) => {
            for (const event of order) await receiveEvent(tx, event, paymentEffects);
            found = await inTenant(tx, seller, (inner) => stateOf(inner, planOrderId));
            throw undo;
          })
          .catch((error) => {
            if (error !== undo) throw error;
          });
        return found;
      };
      const straight = await replay(whole);
      expect(straight).toMatchObject({ state: "active", subscription: { cancelsAtEnd: true }, tasks: [] });
      expect((straight as { periods: unknown[] }).periods).toHaveLength(2);
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...whole, ...whole], { minLength: 2 * whole.length }), async (order) => {
          expect(await replay(order)).toEqual(straight);
        }),
        { numRuns: 20 },
      );
    });

    /** Uses the data of the event instead of the provider's current data. */
    async function asEvent(event: Wire): Promise<ProviderEvent> {
      const made = {
        provider: "stripe" as const,
        account: "",
        id: event.id,
        type: event.type,
        isLive: false,
        created: new Date(event.created * 1000).toISOString(),
        fact: factOf({ type: event.type, account: "", object: event.data.object }),
        payload: JSON.stringify(event),
      };
      if (made.fact.kind !== "subscription_invoice") return made;
      const whole = await gatewayTo(stripe).completeEvent(made);
      if (!whole.ok) throw new Error(whole.detail);
      return whole.value;
    }

    it("processes an event later if the provider was unreachable when it came", async () => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref, from } = await opened(buyer);
      stripe.pay(ref);
      stripe.isAway = true;
      const events = since(from).filter(({ type }) => !type.startsWith("checkout."));
      expect(new Set(await send(events))).toEqual(new Set(["away"]));
      stripe.isAway = false;
      expect((await orderOf(planOrderId)).state).toBe("open");
      expect(new Set(await send(events))).toEqual(new Set(["done"]));
      expect((await orderOf(planOrderId)).state).toBe("active");
    });

    it("shows before its end that it renews automatically", async () => {
      const buyer = await makeTenant(engine.doors);
      const { ref, from } = await opened(buyer);
      stripe.pay(ref);
      await send(since(from));
      await give();
      const soon = new Date(Date.now() + 360 * 86_400_000);
      const standing = await engine.doors.withTenant(buyer, (tx) => readPlanStanding(tx, buyer.tenantId, soon));
      expect(planNotice(standing, soon)).toMatchObject({ kind: "ends", plan: "company", isSubscription: true });
    });

    it("counts a hundred simultaneous copies of a payment once", async () => {
      const buyer = await makeTenant(engine.doors);
      const { ref, from } = await opened(buyer);
      stripe.pay(ref);
      const paid = since(from).find(({ type }) => type === "invoice.paid")!;
      const copies = Array.from({ length: 100 }, () => patiently(() => receive(engine.doors, stripe, paid)));
      const answers = await Promise.all(copies);
      expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
      const given = await Promise.all([give(), give(), give(), give()]);
      expect(given.reduce((sum, count) => sum + count, 0)).toBe(1);
      expect(await grantsOf(buyer)).toHaveLength(1);
    });

    it.each([
      ["another amount", (invoice: Wire) => ({ ...invoice, amount_paid: invoice.amount_paid - 1 }), "amount"],
      ["another currency", (invoice: Wire) => ({ ...invoice, currency: "hkd" }), "currency"],
      ["another customer", (invoice: Wire) => ({ ...invoice, customer: "cus_stranger" }), "customer"],
      ["an order that there is none of", (invoice: Wire) => named(invoice, crypto.randomUUID()), "plan_order_unknown"],
    ])("with %s waits for a person and grants nothing", async (_, bend, cause) => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref, from } = await opened(buyer);
      stripe.pay(ref);
      const event = since(from).find(({ type }) => type === "invoice.paid")!;
      const bent = { ...event, id: `${event.id}bent`, data: { object: bend(structuredClone(event.data.object)) } };
      // Missing data is fetched from the provider, so the fake provider must return the same wrong data.
      const lied = await asEvent(bent as Wire).then((one) => ({
        ...one,
        fact: factOf({ type: event.type, account: "", object: bent.data.object }),
      }));
      await engine.doors.withSystem((tx) => receiveEvent(tx, lied, paymentEffects));
      expect(await give()).toBe(0);
      expect((await orderOf(planOrderId)).periods).toEqual([]);
      const task = (await asSeller(listPaymentTasks)).find(({ subject }) => subject === bent.id);
      expect(task).toMatchObject({ kind: "event_mismatch", facts: { cause } });
      expect(await engine.doors.withTenant(buyer, listPaymentTasks)).toEqual([]);
    });

    function named(invoice: Wire, id: string): Wire {
      invoice.parent.subscription_details.metadata.plan_order_id = id;
      return invoice;
    }

    it("ignores forged and live events, and events of the operator's other business", async () => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref, from } = await opened(buyer);
      stripe.pay(ref);
      const event = since(from).find(({ type }) => type === "invoice.paid")!;
      expect(await receive(engine.doors, stripe, { ...event, livemode: true })).toBe("mode");
      const foreign = structuredClone(event);
      foreign.id = `${event.id}foreign`;
      foreign.data.object.parent = null;
      expect(await receive(engine.doors, stripe, foreign)).toBe("done");
      expect((await orderOf(planOrderId)).periods).toEqual([]);
      expect((await asSeller(listPaymentTasks)).some(({ subject }) => subject === foreign.id)).toBe(false);
    });

    it("has one customer per workspace and currency", async () => {
      const buyer = await makeTenant(engine.doors);
      const first = await opened(buyer);
      const customerOf = (ref: string) => stripe.object(ref).customer as string;
      expect(await callOff(buyer, first.planOrderId)).toBeNull();
      const second = await opened(buyer, "CNY");
      expect(await callOff(buyer, second.planOrderId)).toBeNull();
      const third = await opened(buyer, "USD");
      expect(customerOf(third.ref)).toBe(customerOf(first.ref));
      expect(customerOf(second.ref)).not.toBe(customerOf(first.ref));
      const made = stripe.calls.filter(
        ({ path, fields }) => path === "customers" && fields.metadata?.tenant_id === buyer.tenantId,
      );
      expect(made.map(({ fields }) => fields.metadata.currency).toSorted()).toEqual(["CNY", "USD"]);
    });

    const callOff = (buyer: Actor, planOrderId: string) =>
      callOffPlanOrder(engine.doors, gatewayTo(stripe), buyer, { planOrderId, now: new Date() });

    it("reuses the open payment page, also after the provider was unreachable", async () => {
      const buyer = await makeTenant(engine.doors);
      stripe.isAway = true;
      const answer = await open(buyer);
      stripe.isAway = false;
      if (!answer.ok) throw new Error("no order");
      expect((await orderOf(answer.planOrderId)).page).toBeNull();
      const wish = { planOrderId: answer.planOrderId, publicUrl: "https://carbon.example", now: new Date() };
      const pages = [1, 2, 3].map(() => openPlanPage(engine.doors, gatewayTo(stripe), buyer, wish));
      const urls = new Set((await Promise.all(pages)).map((page) => (page.ok ? page.url : page.fault)));
      expect(urls.size).toBe(1);
      expect(await open(buyer)).toEqual({ ok: true, planOrderId: answer.planOrderId });
      expect((await open(buyer, "CNY")).ok).toBe(false);
    });

    it("closes the payment page before cancelling, so that it can't be paid", async () => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref } = await opened(buyer);
      stripe.isAway = true;
      expect(await callOff(buyer, planOrderId)).toBe("provider_away");
      stripe.isAway = false;
      expect(await callOff(buyer, planOrderId)).toBeNull();
      expect(stripe.object(ref).status).toBe("expired");
      expect((await orderOf(planOrderId)).state).toBe("cancelled");
      const other = await opened(buyer);
      stripe.pay(other.ref);
      expect(await callOff(buyer, other.planOrderId)).toBe("provider_refused");
    });

    it("opens the provider's portal for its own workspace only", async () => {
      const [buyer, stranger] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
      const { planOrderId, ref, from } = await opened(buyer);
      const portal = (who: Actor) =>
        openPlanPortal(engine.doors, gatewayTo(stripe), who, {
          planOrderId,
          publicUrl: "https://carbon.example",
          locale: "en",
          now: new Date(),
        });
      expect(await portal(buyer)).toMatchObject({ ok: false, fault: "plan_order_over" });
      stripe.pay(ref);
      await send(since(from));
      const answer = await portal(buyer);
      expect(answer.ok && answer.url).toContain(stripe.object(ref).customer);
      await expect(portal(stranger)).rejects.toMatchObject({ code: "not_found" });
    });

    it("is not renewed after its workspace closes, and retries while the provider is unreachable", async () => {
      const [buyer, stranger] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
      const { planOrderId, ref, from } = await opened(buyer);
      stripe.pay(ref);
      await send(since(from));
      const end = (who: Actor) => endPlanSubscriptions(engine.doors, gatewayTo(stripe), who, new Date());
      stripe.isAway = true;
      expect([await end(buyer), await end(stranger)]).toEqual([false, true]);
      stripe.isAway = false;
      const asked = stripe.post.events.length;
      expect([await end(buyer), await end(stranger)]).toEqual([true, true]);
      await send(since(asked));
      expect((await orderOf(planOrderId)).subscription).toMatchObject({ state: "active", cancelsAtEnd: true });
      const calls = stripe.calls.length;
      expect(await end(buyer)).toBe(true);
      expect(stripe.calls.length).toBe(calls);
    });

    it("finds a lost payment by asking the provider, with its fee", async () => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref } = await opened(buyer);
      stripe.pay(ref);
      for (const event of stripe.post.events) event.created -= 3 * 24 * 60 * 60;
      await engine.doors.withSystem((tx) => sql`update payment_sync set listed_until = '2020-01-01'`.execute(tx));
      await reconcilePayments(engine.doors, gatewayTo(stripe), paymentEffects, new Date());
      await reconcilePayments(engine.doors, gatewayTo(stripe), paymentEffects, new Date());
      expect(await give()).toBeGreaterThan(0);
      expect((await orderOf(planOrderId)).state).toBe("active");
      expect(await grantsOf(buyer)).toHaveLength(1);
      const fees = await asSeller((tx) => tx.selectFrom("payment_fee").select("payment_id").execute());
      expect(fees.length).toBeGreaterThan(0);
    });

    it("can be refunded by the operator like any payment, and keeps the granted year", async () => {
      const buyer = await makeTenant(engine.doors);
      const { planOrderId, ref, from } = await opened(buyer);
      stripe.pay(ref);
      await send(since(from));
      await give();
      const { invoiceId } = (await orderOf(planOrderId)).periods[0]!;
      const payment = await asSeller((tx) =>
        tx.selectFrom("payment").select(["id"]).where("invoice_id", "=", invoiceId).executeTakeFirstOrThrow(),
      );
      const at = stripe.post.events.length;
      const wish = { paymentId: payment.id, amountMinor: 120_000n, reason: "Courtesy", withCreditNote: true };
      const asked = await askRefund(engine.doors, gatewayTo(stripe), seller, { ...wish, now: new Date() });
      expect(asked).toMatchObject({ fault: null });
      await send(since(at));
      const refunds = await asSeller((tx) =>
        tx.selectFrom("refund").select("amount_minor").where("payment_id", "=", payment.id).execute(),
      );
      expect(refunds).toEqual([{ amount_minor: 120_000 }]);
      expect(await grantsOf(buyer)).toHaveLength(1);
    });

    it("is listed for the operator with all others, newest first", async () => {
      const all = await asSeller((tx) => listPlanOrders(tx, {}, new Date()));
      expect(all.length).toBeGreaterThan(10);
      const times = all.map(({ placedAt }) => placedAt.getTime());
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    });
  },
  undefined,
  { operatorTenantId: OPERATOR_ID },
);
