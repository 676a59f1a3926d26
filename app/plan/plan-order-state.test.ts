import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnderWay, PLAN_ORDER, type PlanOrderFacts, planOrderState } from "./plan-order-state.ts";

const AT = { now: new Date("2026-11-27T12:00:00Z"), today: "2026-11-27" };
const TRANSFER: PlanOrderFacts = {
  way: "transfer",
  steps: new Set(),
  invoice: { state: "open", dueOn: "2026-12-27" },
  subscription: null,
  isPaid: false,
  isPaymentFailed: false,
  isGranted: false,
  expiresAt: null,
};
const CARD: PlanOrderFacts = { ...TRANSFER, way: "card", invoice: null, expiresAt: new Date("2026-11-27T13:00:00Z") };
type Steps = PlanOrderFacts["steps"];
const steps = (...all: Steps extends ReadonlySet<infer S> ? S[] : never) => ({ steps: new Set(all) });
const invoice = (state: NonNullable<PlanOrderFacts["invoice"]>["state"], dueOn = "2026-12-27") => ({
  invoice: { state, dueOn },
});

describe("the state of a plan order", () => {
  it.each<[string, Partial<PlanOrderFacts>]>([
    ["open", {}],
    ["open", invoice("open", "2026-11-27")],
    ["overdue", invoice("open", "2026-11-26")],
    ["overdue", invoice("partly_paid", "2026-11-26")],
    ["partly_paid", invoice("partly_paid")],
    ["paid", invoice("paid", "2026-11-01")],
    ["paid", { ...invoice("overpaid"), isGranted: true }],
    ["unpaid_again", { ...invoice("open"), isGranted: true }],
    ["unpaid_again", { ...invoice("credited"), isGranted: true }],
    ["cancelled", invoice("credited")],
    ["cancelled", { ...invoice("overpaid"), ...steps("cancelled") }],
  ])("by transfer is %s for %o", (state, change) => {
    expect(planOrderState({ ...TRANSFER, ...change }, AT)).toBe(state);
  });

  it.each<[string, Partial<PlanOrderFacts>]>([
    ["open", {}],
    ["expired", { expiresAt: AT.now }],
    ["expired", steps("expired")],
    ["expired", steps("pending", "failed")],
    ["pending", steps("pending")],
    ["pending", steps("subscribed")],
    ["pending", { subscription: "incomplete" }],
    ["active", { ...steps("subscribed"), isPaid: true, subscription: "active" }],
    ["active", { isPaid: true }],
    ["past_due", { isPaid: true, isPaymentFailed: true }],
    ["past_due", { isPaid: true, subscription: "past_due" }],
    ["past_due", { subscription: "unpaid" }],
    ["ended", { isPaid: true, subscription: "canceled" }],
    ["ended", { subscription: "incomplete_expired" }],
    ["cancelled", { ...steps("cancelled", "expired"), expiresAt: AT.now }],
  ])("by card is %s for %o", (state, change) => {
    expect(planOrderState({ ...CARD, ...change }, AT)).toBe(state);
  });

  it("can't be cancelled after a payment or once it is over", () => {
    const facts = fc.record<PlanOrderFacts>({
      way: fc.constantFrom("transfer", "card"),
      steps: fc
        .subarray(["pending", "subscribed", "expired", "failed", "payment_failed"] as const)
        .map((all) => new Set(all)),
      invoice: fc.record({
        state: fc.constantFrom("open", "partly_paid", "paid", "overpaid", "credited"),
        dueOn: fc.constantFrom("2026-01-01", "2027-01-01"),
      }),
      subscription: fc.constantFrom(null, "active", "past_due", "canceled"),
      isPaid: fc.boolean(),
      isPaymentFailed: fc.boolean(),
      isGranted: fc.boolean(),
      expiresAt: fc.constant(null),
    });
    fc.assert(
      fc.property(facts, (one) => {
        const state = planOrderState(one, AT);
        if (!PLAN_ORDER.may("cancelled", state)) return;
        expect(isUnderWay(state)).toBe(true);
        expect(one.isGranted && one.way === "transfer").toBe(false);
        if (one.way === "card")
          expect([one.isPaid, one.subscription, one.steps.has("subscribed")]).toEqual([false, null, false]);
        // The database checks partial payments, since it knows the amounts.
        else expect(["open", "partly_paid"]).toContain(one.invoice?.state);
      }),
    );
  });
});
