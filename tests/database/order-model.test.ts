import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { isGateOpen } from "#app/order/order-state.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { listBalances } from "#app/trade/ledger/ledger.server.ts";
import { deliverDraft, takeOrderStep, type WorkStep } from "#app/trade/order/order.server.ts";
import { cancelOrder, followSettlement, invoiceOrder, type OrderPart } from "#app/trade/order/order-invoice.server.ts";
import { getOrder } from "#app/trade/order/order-list.server.ts";
import { reversePayment } from "#app/trade/payment/payment.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Engine } from "#tests/support/engines.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import {
  acceptByLink,
  makeSentQuote,
  makeService,
  ORDER_NOW,
  payInvoice,
  quoteContent,
} from "#tests/support/sample-order.ts";
import { payBack } from "#tests/support/sample-receipt.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

/** Both engines run the same services, so a few runs are enough for PGlite. */
const RUNS = { PGlite: 8, PostgreSQL: 30 };
const TOTAL = 480_000n;

type Act =
  | { kind: "invoice"; part: OrderPart }
  | { kind: "pay" | "credit"; which: number; percent: number }
  | { kind: "reverse" | "refund"; which: number }
  | { kind: "step"; state: WorkStep }
  | { kind: "deliver" }
  | { kind: "cancel"; isAllCredited: boolean };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("invoice" as const), part: fc.constantFrom("deposit", "balance") }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("pay" as const),
      which: fc.nat(2),
      percent: fc.constantFrom(100, 100, 100, 40, 60, 130),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("credit" as const), which: fc.nat(2), percent: fc.constantFrom(100, 30) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("reverse" as const, "refund" as const), which: fc.nat(3) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("step" as const),
      state: fc.constantFrom<WorkStep>("in_work", "in_work", "released", "released", "closed"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("deliver" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), isAllCredited: fc.boolean() }) },
);

/** Sequences that reach late states, so that random acts meet orders in every state. */
const HEAD: Act[] = [
  { kind: "invoice", part: "deposit" },
  { kind: "pay", which: 0, percent: 100 },
  { kind: "step", state: "in_work" },
  { kind: "deliver" },
  { kind: "invoice", part: "balance" },
  { kind: "pay", which: 1, percent: 100 },
  { kind: "step", state: "released" },
];

onEachEngine("a model of orders and payments", (engine: Engine) => {
  let owner: Actor;
  let clientId: string;
  let serviceId: string;
  const seen = new Set<string>();
  const as = <T>(work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(owner, work);

  beforeAll(async () => {
    ({ owner } = await makeSeller(engine.doors));
    clientId = await makeClient(engine.doors, owner);
    serviceId = await makeService(engine.doors, owner, TOTAL);
  });

  const invoicesOf = (orderId: string) => as((tx) => listInvoices(tx, { orderId })).then((rows) => rows.reverse());
  const paymentsOf = (orderId: string) =>
    as((tx) =>
      tx
        .selectFrom("payment as p")
        .innerJoin("invoice as i", "i.id", "p.invoice_id")
        .select(["p.id", "p.amount_minor"])
        .where("i.order_id", "=", orderId)
        .where("p.id", "not in", (taken) => taken.selectFrom("payment_reversal").select("payment_id"))
        .where("p.id", "not in", (paid) => paid.selectFrom("refund").select("payment_id"))
        .orderBy("p.created_at")
        .execute(),
    );

  /** Performs one act as its page would. A refusal must have no other effect. */
  async function perform(orderId: string, act: Act): Promise<void> {
    const invoices = await invoicesOf(orderId);
    switch (act.kind) {
      case "invoice":
        await as((tx) =>
          invoiceOrder(tx, owner, { orderId, part: act.part, words: { en: "Part", zh: "部分" }, now: ORDER_NOW }),
        );
        return;
      case "pay": {
        const invoice = invoices[act.which];
        if (invoice)
          await payInvoice(engine.doors, owner, invoice.id, (invoice.totalMinor * BigInt(act.percent)) / 100n);
        return;
      }
      case "credit": {
        const invoice = invoices[act.which];
        if (!invoice) return;
        const amountMinor = (invoice.totalMinor * BigInt(act.percent)) / 100n;
        await as(async (tx) => {
          await creditInvoice(tx, owner, { invoiceId: invoice.id, amountMinor, reason: "agreed", now: ORDER_NOW });
          await followSettlement(tx, owner, invoice.id);
        });
        return;
      }
      case "reverse":
      case "refund": {
        const payment = (await paymentsOf(orderId))[act.which];
        if (!payment) return;
        if (act.kind === "refund") await payBack(engine.doors, owner, payment.id, BigInt(payment.amount_minor));
        else await as((tx) => reversePayment(tx, owner, { paymentId: payment.id, reason: "model", on: "2026-11-27" }));
        return;
      }
      case "step":
        await as((tx) => takeOrderStep(tx, owner, orderId, { state: act.state, now: ORDER_NOW }));
        return;
      case "deliver":
        await as((tx) => deliverDraft(tx, owner, orderId, null));
        return;
      case "cancel":
        await as((tx) =>
          cancelOrder(tx, owner, { orderId, reason: "model", isAllCredited: act.isAllCredited, now: ORDER_NOW }),
        );
    }
  }

  async function reckon(orderId: string) {
    const invoices = await invoicesOf(orderId);
    const live = invoices.filter(({ standing, totalMinor }) => standing.creditedMinor < totalMinor);
    const isPaid = (one: (typeof live)[number]) =>
      one.standing.paidMinor - one.standing.refundedMinor >= one.totalMinor - one.standing.creditedMinor;
    const sum = (pick: (one: (typeof invoices)[number]) => bigint) =>
      invoices.reduce((all, one) => all + pick(one), 0n);
    return {
      deposit: live.filter(({ kind }) => kind === "deposit"),
      rest: live.filter(({ kind }) => kind !== "deposit"),
      isSettledBut: (needsDeposit: boolean, needsRest: boolean) =>
        (!needsDeposit || live.some((one) => one.kind === "deposit" && isPaid(one))) &&
        (!needsRest || live.some((one) => one.kind !== "deposit" && isPaid(one))) &&
        live.every(isPaid),
      invoiced: sum(({ totalMinor }) => totalMinor),
      credited: sum(({ standing }) => standing.creditedMinor),
      kept: sum(({ standing }) => standing.paidMinor - standing.refundedMinor),
    };
  }

  it("releases nothing unpaid and loses no money, in any order of acts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("0", "30", "100"),
        fc.nat(HEAD.length),
        fc.array(acts, { minLength: 3, maxLength: 8 }),
        async (depositPercent, head, tail) => {
          const content = quoteContent(serviceId, { depositPercent });
          const { token } = await makeSentQuote(engine.doors, owner, { clientId, content });
          const orderId = await acceptByLink(engine.doors, token);
          const [needsDeposit, needsRest] = [depositPercent !== "0", depositPercent !== "100"];
          let before = "accepted";
          for (const act of [...HEAD.slice(0, head), ...tail]) {
            await perform(orderId, act);
            const order = await as((tx) => getOrder(tx, orderId));
            const money = await reckon(orderId);
            const { state } = order.facts;
            seen.add(state);
            const isSettled = money.isSettledBut(needsDeposit, needsRest);
            // This state requires that every part was invoiced and paid.
            if (state === "released" && before !== "released") expect(isSettled).toBe(true);
            if (state === "balance_paid" && before !== "balance_paid") {
              expect(money.isSettledBut(needsDeposit, needsRest)).toBe(true);
            }
            expect(isGateOpen(order.facts, false)).toBe(
              ["balance_paid", "released", "closed"].includes(state) && isSettled,
            );
            // No part is invoiced twice, and never more than agreed.
            expect(money.deposit.length).toBeLessThanOrEqual(1);
            expect(money.rest.length).toBeLessThanOrEqual(1);
            const asked = [...money.deposit, ...money.rest].reduce((all, { totalMinor }) => all + totalMinor, 0n);
            expect(asked).toBeLessThanOrEqual(TOTAL);
            expect(order.paidMinor).toBe(money.kept);
            before = state;
          }
          const balances = await as(listBalances);
          expect(balances.reduce((all, { balance }) => all + balance.minor, 0n)).toBe(0n);
        },
      ),
      { numRuns: RUNS[engine.name], endOnFailure: true },
    );
  });
});
