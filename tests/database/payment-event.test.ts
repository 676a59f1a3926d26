import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { paymentEffects } from "#app/background/payment-effects.server.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { listBalances } from "#app/trade/ledger/ledger.server.ts";
import { getCheckout, openCheckout } from "#app/trade/payment/checkout.server.ts";
import { getSettlement } from "#app/trade/payment/payment.server.ts";
import { reconcilePayments } from "#app/trade/payment/payment-reconciliation.server.ts";
import { listPaymentTasks } from "#app/trade/payment/payment-task.server.ts";
import { askRefund } from "#app/trade/payment/refund-request.server.ts";
import { getProviderAccount } from "#app/trade/seller/provider-account.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { patiently } from "#tests/support/patiently.ts";
import { connect, gatewayTo, openPage, raiseSample, receive } from "#tests/support/sample-checkout.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";
import type { Wire } from "#tests/support/stripe/objects.ts";
import { StripeStandIn } from "#tests/support/stripe/stand-in.ts";

/** Everything that events changed in a tenant. None of it may depend on their order or number. */
async function stateOf(tx: TenantTx, invoiceId: string) {
  const rows = async (query: ReturnType<typeof sql>) =>
    (await query.execute(tx)).rows.map((row) => JSON.stringify(row)).sort();
  return {
    settlement: await getSettlement(tx, invoiceId),
    payments: await rows(sql`select invoice_id, amount_minor, received_on from payment`),
    refunds: await rows(sql`select amount_minor, provider_ref, kind from refund`),
    disputes: await rows(sql`select d.provider_ref, s.state from dispute d join dispute_step s on s.dispute_id = d.id`),
    checkouts: await rows(sql`select checkout_id, state from checkout_state`),
    tasks: (await listPaymentTasks(tx)).map(({ kind, subject }) => `${kind} ${subject}`).sort(),
    balances: (await listBalances(tx)).map(({ account, balance }) => `${account} ${balance.minor}`),
  };
}

onEachEngine("a provider's events", (engine) => {
  let stripe: StripeStandIn;
  beforeAll(async () => {
    stripe = await new StripeStandIn().start();
  });
  afterAll(() => stripe.close());

  async function makeSale() {
    const { owner } = await makeSeller(engine.doors, ["USD"]);
    const client = await makeClient(engine.doors, owner);
    const invoiceId = await raiseSample(engine.doors, owner, client);
    const account = await connect(engine.doors, stripe, owner);
    const page = await openPage(engine.doors, stripe, owner, invoiceId);
    return { owner, invoiceId, account, ...page };
  }

  const inside = <T>(owner: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(owner, work);

  it("records a payment once for any number of simultaneous events", async () => {
    const { owner, invoiceId, ref } = await makeSale();
    const event = stripe.pay(ref);
    const before = await inside(owner, (tx) => getSettlement(tx, invoiceId));
    const copies = Array.from({ length: 100 }, () => patiently(() => receive(engine.doors, stripe, event)));
    const answers = await Promise.all(copies);
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "again")).toHaveLength(99);
    const after = await inside(owner, (tx) => stateOf(tx, invoiceId));
    expect(before).toMatchObject({ paidMinor: 0n, state: "open" });
    expect(after.settlement).toMatchObject({ openMinor: 0n, state: "paid" });
    expect(after.payments).toHaveLength(1);
  });

  it("reaches one state in any order and number of events", async () => {
    const { owner, invoiceId, ref } = await makeSale();
    const from = stripe.post.events.length;
    stripe.pay(ref, "delayed");
    const paymentRef = stripe.object(ref).payment_intent;
    stripe.settleDelayed(ref, true);
    stripe.refund(paymentRef, { amount: "100" });
    stripe.refund(paymentRef, { amount: "250" });
    const dispute = stripe.dispute(paymentRef, 5000);
    stripe.closeDispute(dispute.id, "lost");
    const events = stripe.post.events.slice(from);
    expect(events.map(({ type }) => type)).toContain("charge.dispute.closed");
    const undo = new Error("undo");
    const replay = async (order: Wire[]) => {
      const { doors } = engine;
      // Each order is tried in a transaction that is rolled back.
      let found: unknown;
      await doors
        .withSystem(async (tx) => {
          const { receiveEvent } = await import("#app/trade/payment/payment-event.server.ts");
          const { inTenant } = await import("#db/doors.ts");
          for (const event of order) {
            const { factOf } = await import("#app/trade/payment/gateway/stripe-facts.ts");
            const account = event.account ?? "";
            await receiveEvent(
              tx,
              {
                provider: "stripe",
                account,
                id: event.id,
                type: event.type,
                isLive: false,
                created: new Date(event.created * 1000).toISOString(),
                fact: factOf({ type: event.type, account, object: event.data.object }),
                payload: JSON.stringify(event),
              },
              paymentEffects,
            );
          }
          found = await inTenant(tx, owner, (inner) => stateOf(inner, invoiceId));
          throw undo;
        })
        .catch((error) => {
          if (error !== undo) throw error;
        });
      return found;
    };
    const straight = await replay(events);
    expect(straight).toMatchObject({ checkouts: [expect.stringContaining("paid")] });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }), async (order) => {
        expect(await replay(order)).toEqual(straight);
      }),
      { numRuns: 25 },
    );
  });

  it("ignores events that are forged, old, from the future, live or of an unknown account", async () => {
    const { owner, invoiceId, ref } = await makeSale();
    const event = stripe.pay(ref);
    expect(await receive(engine.doors, stripe, { ...event, livemode: true })).toBe("mode");
    expect(await receive(engine.doors, stripe, { ...event, account: "acct_stranger" })).toBe("stranger");
    expect(await inside(owner, (tx) => getSettlement(tx, invoiceId))).toMatchObject({ state: "open" });
    const { rows } = await engine.doors.withSystem((tx) =>
      sql<{ n: number }>`select count(*) as n from payment_event where event_id = ${event.id}`.execute(tx),
    );
    expect(rows[0]!.n).toBe(0);
    expect(await receive(engine.doors, stripe, event)).toBe("done");
  });

  it.each([
    ["another amount", (session: Wire) => ({ ...session, amount_total: session.amount_total - 1 })],
    ["another currency", (session: Wire) => ({ ...session, currency: "hkd" })],
    ["another page", (session: Wire) => ({ ...session, id: "cs_test_other" })],
  ])("keeps an event with %s for a person and records nothing", async (_, bend) => {
    const { owner, invoiceId, ref } = await makeSale();
    const event = stripe.pay(ref);
    const bent = { ...event, id: `${event.id}bent`, data: { object: bend(event.data.object) } };
    expect(await receive(engine.doors, stripe, bent)).toBe("done");
    const state = await inside(owner, (tx) => stateOf(tx, invoiceId));
    expect(state.settlement).toMatchObject({ state: "open" });
    expect(state.tasks).toEqual([`event_mismatch ${bent.id}`]);
  });

  it("can't settle an invoice with an event of another tenant's account", async () => {
    const [mine, theirs] = [await makeSale(), await makeSale()];
    const event = stripe.pay(mine.ref);
    const moved = { ...event, id: `${event.id}moved`, account: theirs.account };
    expect(await receive(engine.doors, stripe, moved)).toBe("done");
    expect(await inside(mine.owner, (tx) => getSettlement(tx, mine.invoiceId))).toMatchObject({ state: "open" });
    expect((await inside(theirs.owner, listPaymentTasks)).map(({ kind }) => kind)).toEqual(["event_mismatch"]);
    expect(await inside(mine.owner, listPaymentTasks)).toEqual([]);
  });

  it("keeps events of an unknown kind for a person once", async () => {
    const { owner, account } = await makeSale();
    const event = stripe.post.happen("sample.thing.happened", { id: "x", object: "sample" }, account);
    expect(await receive(engine.doors, stripe, event)).toBe("done");
    expect(await receive(engine.doors, stripe, event)).toBe("again");
    expect((await inside(owner, listPaymentTasks)).map(({ kind }) => kind)).toEqual(["event_unknown"]);
  });

  it("enables and disables selling, and ignores late reports", async () => {
    const { owner, account } = await makeSale();
    const off = stripe.setCharges(account, false);
    const late = { ...stripe.setCharges(account, true), created: off.created - 100 };
    await receive(engine.doors, stripe, off);
    await receive(engine.doors, stripe, late);
    expect((await inside(owner, getProviderAccount))?.chargesEnabled).toBe(false);
    await receive(engine.doors, stripe, { ...stripe.deauthorize(account), created: off.created + 5 });
    expect(await inside(owner, getProviderAccount)).toBeNull();
  });

  it("finds events lost for days by asking the provider", async () => {
    const { owner, invoiceId, ref, checkoutId } = await makeSale();
    const days = 3 * 24 * 60 * 60;
    const lost = stripe.pay(ref);
    lost.created -= days;
    const paymentRef = stripe.object(ref).payment_intent;
    stripe.refund(paymentRef, { amount: "100" });
    for (const event of stripe.post.events) if (event.type !== "account.updated") event.created -= 1;
    await reconcilePayments(engine.doors, gatewayTo(stripe), paymentEffects, new Date());
    const state = await inside(owner, (tx) => stateOf(tx, invoiceId));
    expect(state.payments).toHaveLength(1);
    expect(state.refunds).toHaveLength(1);
    expect((await inside(owner, (tx) => getCheckout(tx, checkoutId)))?.state).toBe("paid");
    expect(state.balances.find((line) => line.startsWith("payment_fee"))).toMatch(/^payment_fee [1-9]/);
    expect(await reconcilePayments(engine.doors, gatewayTo(stripe), paymentEffects, new Date())).toBe(0);
    expect(await inside(owner, (tx) => stateOf(tx, invoiceId))).toEqual(state);
    expect(await receive(engine.doors, stripe, lost)).toBe("again");
  });

  it("reports nothing while the provider is unreachable, and reopens the same page on retry", async () => {
    const { owner } = await makeSeller(engine.doors, ["USD"]);
    const invoiceId = await raiseSample(engine.doors, owner, await makeClient(engine.doors, owner));
    await connect(engine.doors, stripe, owner);
    const wish = {
      invoiceId,
      locale: "en" as const,
      returnPath: "/b",
      publicUrl: "https://carbon.example",
      terms: null,
      now: new Date(),
    };
    stripe.isAway = true;
    const first = await openCheckout(engine.doors, gatewayTo(stripe), owner, wish);
    expect(await reconcilePayments(engine.doors, gatewayTo(stripe), paymentEffects, new Date())).toBe(0);
    stripe.isAway = false;
    const second = await openCheckout(engine.doors, gatewayTo(stripe), owner, wish);
    const third = await openCheckout(engine.doors, gatewayTo(stripe), owner, wish);
    expect(first).toMatchObject({ ok: false, fault: "provider_away" });
    expect(second).toMatchObject({ ok: true });
    expect(third).toEqual(second);
    const keys = stripe.calls.filter(({ fields }) => fields.metadata?.invoice_id === invoiceId).map(({ key }) => key);
    expect(new Set(keys).size).toBe(1);
  });

  it("opens one page per invoice: none during a pending payment, and a new one for another amount", async () => {
    const wish = (invoiceId: string) => ({
      invoiceId,
      locale: "zh" as const,
      returnPath: "/checkouts/back",
      publicUrl: "https://carbon.example",
      terms: null,
      now: new Date(),
    });
    const { owner, invoiceId, ref, checkoutId } = await makeSale();
    const reopen = (id = invoiceId) => openCheckout(engine.doors, gatewayTo(stripe), owner, wish(id));
    expect(await reopen()).toEqual({ ok: true, checkoutId, address: stripe.object(ref).url });
    await receive(engine.doors, stripe, stripe.pay(ref, "delayed"));
    expect(await reopen()).toMatchObject({ ok: false, fault: "payment_under_way" });
    await receive(engine.doors, stripe, stripe.settleDelayed(ref, false));
    const again = await reopen();
    expect(again).toMatchObject({ ok: true });
    const credit = { invoiceId, amountMinor: 80_000n, reason: "Less work", now: new Date() };
    await inside(owner, (tx) => creditInvoice(tx, owner, credit));
    const smaller = await reopen();
    const [newest, outdated] = stripe.sessions();
    expect([newest!.amount_total, newest!.status]).toEqual([400_000, "open"]);
    expect([outdated!.amount_total, outdated!.status]).toEqual([480_000, "expired"]);
    expect(smaller).toMatchObject({ ok: true, address: newest!.url });
    // The provider must not receive any secret.
    const own = stripe.calls.filter(({ fields }) => fields.metadata?.invoice_id === invoiceId);
    const links = own.flatMap(({ fields }) => [fields.success_url, fields.cancel_url]);
    const back = "https://carbon.example/checkouts/back";
    expect(new Set(links)).toEqual(new Set([back, `${back}?given_up`]));
  });

  it("records a refund requested here with its credit note", async () => {
    const { owner, invoiceId, ref } = await makeSale();
    await receive(engine.doors, stripe, stripe.pay(ref));
    const paymentId = await inside(
      owner,
      async (tx) => (await tx.selectFrom("payment").select("id").executeTakeFirstOrThrow()).id,
    );
    const wish = {
      paymentId,
      amountMinor: 500n,
      reason: "Less work",
      withCreditNote: true,
      now: new Date(),
    };
    expect(await askRefund(engine.doors, gatewayTo(stripe), owner, wish)).toMatchObject({ fault: null });
    const asked = stripe.post.events.filter(({ type }) => type === "refund.created").at(-1)!;
    await receive(engine.doors, stripe, asked);
    const state = await inside(owner, (tx) => stateOf(tx, invoiceId));
    expect(state.settlement).toMatchObject({ state: "paid", openMinor: 0n });
    expect(state.tasks).toEqual([]);
    expect(state.balances).toContain("receivable 0");
  });
});

describe("the events of a payment provider", () => {
  it("handles every kind of fact", () => {
    expect(Object.keys(paymentEffects).sort()).toEqual([
      "account",
      "checkout",
      "dispute",
      "refund",
      "subscription",
      "subscription_invoice",
    ]);
  });
});
