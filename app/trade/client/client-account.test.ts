import { describe, expect, it } from "vitest";
import { money } from "#app/money/money.ts";
import { sumDue } from "./client-account.ts";

const invoice = (currency: string, owedMinor: bigint, paidMinor = 0n, refundedMinor = 0n) => ({
  currency,
  standing: { owedMinor, paidMinor, refundedMinor },
});

describe("what a client has to pay", () => {
  it.each([
    ["nothing without invoices", [], []],
    ["nothing once all is paid", [invoice("EUR", 500n, 500n)], []],
    ["the rest of a part payment", [invoice("EUR", 500n, 200n)], [money(300n, "EUR")]],
    ["what was refunded and is owed again", [invoice("EUR", 500n, 500n, 100n)], [money(100n, "EUR")]],
    [
      "each currency on its own, sorted",
      [invoice("USD", 5n), invoice("EUR", 7n), invoice("USD", 2n)],
      [money(7n, "EUR"), money(7n, "USD")],
    ],
    [
      "no deduction for an invoice that was paid twice",
      [invoice("EUR", 500n, 900n), invoice("EUR", 100n)],
      [money(100n, "EUR")],
    ],
  ])("is %s", (_, invoices, due) => expect(sumDue(invoices)).toEqual(due));
});
