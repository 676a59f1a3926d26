import { describe, expect, it } from "vitest";
import { QUOTE, stateOfQuote } from "#app/trade/quote/quote-state.ts";
import type { OrderState } from "#db/order-schema.ts";
import { isGateOpen, nextState, ORDER, type OrderFacts, waitsOn, whatForbids } from "./order-state.ts";

const PAID = { depositInvoiced: true, depositPaid: true, balanceInvoiced: true, balancePaid: true, isOwed: false };
const UNPAID = { depositInvoiced: true, depositPaid: false, balanceInvoiced: true, balancePaid: false, isOwed: true };
const facts = (state: OrderState, changes: Partial<OrderFacts> = {}): OrderFacts => ({
  state,
  hasDeposit: true,
  hasBalance: true,
  hasInventory: true,
  hasDraft: true,
  hasReport: true,
  standing: PAID,
  ...changes,
});

/** All allowed steps of an order with a deposit and a balance, except cancelling. */
const ALLOWED: [OrderState, OrderState][] = [
  ["accepted", "deposit_invoiced"],
  ["deposit_invoiced", "deposit_paid"],
  ["deposit_paid", "in_work"],
  ["in_work", "draft_delivered"],
  ["draft_delivered", "balance_invoiced"],
  ["balance_invoiced", "balance_paid"],
  ["balance_paid", "released"],
  ["released", "closed"],
];

describe("an order", () => {
  it("takes these steps and no others", () => {
    const found = ORDER.all.flatMap((from) =>
      ORDER.all.filter((to) => to !== "cancelled" && whatForbids(facts(from), to) === null).map((to) => [from, to]),
    );
    expect(found).toEqual(ALLOWED);
  });

  it("can be cancelled before release, but not while an invoice is open", () => {
    const may = ORDER.all.filter((from) => whatForbids(facts(from), "cancelled") === null);
    expect(may).toEqual(ORDER.all.slice(0, 7));
    expect(whatForbids(facts("in_work", { standing: UNPAID }), "cancelled")).toBe("invoices_open");
  });

  it("skips a deposit or balance that it does not have", () => {
    expect(nextState(facts("accepted", { hasDeposit: false }))).toBe("in_work");
    expect(nextState(facts("draft_delivered", { hasBalance: false }))).toBe("balance_paid");
    expect(whatForbids(facts("accepted", { hasDeposit: false }), "deposit_invoiced")).toBe("step_out_of_order");
  });

  it.each<[OrderState, OrderState, Partial<OrderFacts>, string]>([
    ["deposit_invoiced", "deposit_paid", { standing: UNPAID }, "not_paid"],
    ["balance_invoiced", "balance_paid", { standing: { ...PAID, depositPaid: false } }, "not_paid"],
    ["balance_paid", "released", { standing: { ...PAID, isOwed: true } }, "not_paid"],
    ["balance_paid", "released", { standing: { ...PAID, balancePaid: false } }, "not_paid"],
    ["balance_paid", "released", { hasReport: false }, "report_missing"],
    ["in_work", "draft_delivered", { hasDraft: false }, "draft_missing"],
    ["accepted", "deposit_invoiced", { standing: { ...UNPAID, depositInvoiced: false } }, "not_invoiced"],
    ["draft_delivered", "balance_invoiced", { standing: { ...UNPAID, balanceInvoiced: false } }, "not_invoiced"],
  ])("does not go from %s to %s", (from, to, changes, fault) => {
    expect(whatForbids(facts(from, changes), to)).toBe(fault);
  });

  it("allows reports once it is paid, or when they are allowed on credit", () => {
    const open = ORDER.all.filter((state) => isGateOpen(facts(state), false));
    expect(open).toEqual(["balance_paid", "released", "closed"]);
    expect(isGateOpen(facts("released", { standing: UNPAID }), false)).toBe(false);
    expect(isGateOpen(facts("cancelled"), false)).toBe(false);
    expect(isGateOpen(facts("in_work"), true)).toBe(true);
  });

  it("names who must act next", () => {
    const waiting = ORDER.all.map((state) => {
      const { on, for: what } = waitsOn(facts(state));
      return `${state}: ${on}, ${what}`;
    });
    expect(waiting).toEqual([
      "accepted: seller, invoice",
      "deposit_invoiced: client, payment",
      "deposit_paid: seller, work",
      "in_work: seller, draft",
      "draft_delivered: seller, invoice",
      "balance_invoiced: client, payment",
      "balance_paid: seller, release",
      "released: seller, close",
      // language: a code
      "closed: nobody, nothing",
      // language: a code
      "cancelled: nobody, nothing",
    ]);
  });
});

describe("a quote", () => {
  it.each([
    [[], null, "draft"],
    [["sent"], "2026-11-27", "sent"],
    [["sent"], "2026-11-26", "expired"],
    [["sent", "accepted"], "2026-11-26", "accepted"],
    [["sent", "declined"], "2026-12-01", "declined"],
    [["sent", "withdrawn"], "2026-12-01", "withdrawn"],
  ] as const)("with the steps %j, valid until %s, is %s", (steps, validUntil, state) => {
    expect(stateOfQuote({ steps, validUntil }, "2026-11-27")).toBe(state);
  });

  it("can be sent until it is accepted, and answered while it is open", () => {
    const may = (act: keyof typeof QUOTE.acts) => QUOTE.all.filter((state) => QUOTE.may(act, state));
    expect(may("send")).toEqual(["draft", "sent", "declined", "withdrawn", "expired"]);
    expect(may("accept")).toEqual(["sent"]);
    expect(may("decline")).toEqual(["sent"]);
    expect(may("withdraw")).toEqual(["sent", "expired"]);
  });
});
