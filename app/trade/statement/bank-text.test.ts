import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { possibleStyles, readAmount, readDirection } from "./bank-amount.ts";
import { DATE_ORDERS, possibleDays, possibleOrders, readDay } from "./bank-day.ts";
import { readCurrency } from "./currency-word.ts";
import { matchLine, type OpenInvoice } from "./match-line.ts";

const days = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as a bank writes it, for each order. */
const written = (iso: string, separator: string) => {
  const [y, m, d] = iso.split("-") as [string, string, string];
  return { ymd: [y, m, d].join(separator), dmy: [d, m, y].join(separator), mdy: [m, d, y].join(separator) };
};

describe("days of bank files", () => {
  it("reads every day in the order in which it was written", () => {
    fc.assert(
      fc.property(days, fc.constantFrom("-", "/", "."), fc.constantFrom(...DATE_ORDERS), (iso, separator, order) => {
        const text = written(iso, separator)[order];
        expect(readDay(text, order)).toBe(iso);
        expect(readDay(`${text} 23:59:59`, order)).toBe(iso);
        const orders = possibleOrders([text]);
        expect(orders.includes(order) || readDay(text, orders[0]!) === iso).toBe(true);
      }),
    );
  });

  it("never chooses between two readings that differ", () => {
    fc.assert(
      fc.property(
        fc.array(days, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("dmy" as const, "mdy" as const),
        (isos, order) => {
          const texts = isos.map((iso) => written(iso, "/")[order]);
          const orders = possibleOrders(texts);
          if (orders.length === 1) expect(texts.map((text) => readDay(text, orders[0]!))).toEqual(isos);
          else expect(orders).toContain(order);
        },
      ),
    );
  });

  it.each([
    ["20250304", "2025-03-04"],
    ["20250304 101500", "2025-03-04"],
    ["20250304101500", "2025-03-04"],
    ["2025年3月4日", "2025-03-04"],
    ["4 Mar 2025", "2025-03-04"],
    ["04-Mar-25", "2025-03-04"],
    ["04MAR2025", "2025-03-04"],
    ["March 4, 2025", "2025-03-04"],
    ["4. März 2025", "2025-03-04"],
    ["2025-03-04T09:30:00+08:00", "2025-03-04"],
    ["2025/3/4 9:05", "2025-03-04"],
  ])("reads %s without a question", (text, iso) => {
    expect(possibleOrders([text])).toHaveLength(1);
    for (const order of DATE_ORDERS) expect(readDay(text, order)).toBe(iso);
  });

  it("reads every month name", () => {
    for (const [at, name] of MONTHS.entries()) {
      expect(readDay(`07 ${name} 2025`, "ymd")).toBe(`2025-${String(at + 1).padStart(2, "0")}-07`);
    }
  });

  it.each(["", "Total", "31/02/2025", "2025-13-01", "10:22:31", "1234567890", "4 Foo 2025", "12.34"])(
    "refuses %j",
    (text) => {
      expect(possibleDays(text)).toEqual({});
    },
  );
});

/** An amount as a bank writes it. */
const grouped = (decimal: string, group: string, point: string) => {
  const [whole, fraction] = decimal.replace("-", "").split(".") as [string, string];
  return `${decimal.startsWith("-") ? "-" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${point}${fraction}`;
};
const minors = fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n });

describe("amounts of bank files", () => {
  it("reads every amount exactly, in either format, with any sign and currency", () => {
    const marks = fc.constantFrom("", "USD ", "€", "¥ ");
    fc.assert(
      fc.property(minors, fc.constantFrom("grouped_point" as const, "comma" as const), marks, (minor, style, mark) => {
        const decimal = printAmount(money(minor, "USD"));
        const [group, point] = style === "comma" ? [".", ","] : [",", "."];
        const text = grouped(decimal, group, point);
        const positive = text.replace("-", "");
        expect(readAmount(`${mark}${text}`, style)).toBe(decimal);
        if (minor >= 0n) {
          expect(readAmount(`${positive} CR`, style)).toBe(decimal);
          expect(readAmount(`+${positive}`, style)).toBe(decimal);
        } else {
          expect(readAmount(`${positive}-`, style)).toBe(decimal);
          expect(readAmount(`(${positive})`, style)).toBe(decimal);
          expect(readAmount(`${positive} DR`, style)).toBe(decimal);
        }
      }),
    );
  });

  it("asks where the format changes an amount, and only there", () => {
    expect(possibleStyles(["1,234", "5"])).toEqual(["grouped_point", "comma"]);
    expect(possibleStyles(["1,234.50", "5"])).toEqual(["grouped_point"]);
    expect(possibleStyles(["1.234,50", "5"])).toEqual(["comma"]);
    expect(possibleStyles(["1500", "", "--"])).toEqual(["grouped_point"]);
    expect(possibleStyles(["1,234.50", "1.234,50"])).toEqual([]);
  });

  it.each(["abc", "1.2.3.4", "12,34,56", "1e5", "NaN", "Infinity", "０x10"])("refuses %s", (text) => {
    expect(readAmount(text, "grouped_point")).toBeNull();
  });

  it("knows directions and currencies, and no others", () => {
    expect(["贷", "C", "CRDT", "收入", "+", "Haben"].map(readDirection)).toEqual(Array(6).fill(true));
    expect(["借", "D", "DBIT", "支出", "-", "Soll"].map(readDirection)).toEqual(Array(6).fill(false));
    expect(readDirection("transfer")).toBeNull();
    expect(["USD", "美元", "人民币元", "RMB", "USD-美元", "usd", "XXQ", ""].map(readCurrency)).toEqual([
      "USD",
      "USD",
      "CNY",
      "CNY",
      "USD",
      "USD",
      null,
      null,
    ]);
  });
});

describe("invoices that a bank line may pay", () => {
  const invoice = (change: Partial<OpenInvoice>): OpenInvoice => ({
    id: "a",
    number: "INV-2025-000012",
    reference: "RF18539007547034",
    quoteNumber: "Q-2025-000004",
    currency: "USD",
    openMinor: 478_500n,
    names: ["Sample Buyer GmbH"],
    ...change,
  });
  const line = (change: Partial<Parameters<typeof matchLine>[0]>) => ({
    currency: "USD",
    amountMinor: 1n,
    payer: "",
    note: "",
    bankReference: "",
    ...change,
  });
  const reasons = (change: Partial<Parameters<typeof matchLine>[0]>) =>
    matchLine(line(change), [invoice({})])[0]?.reasons ?? [];

  it.each([
    ["a reference with blanks", { note: "RF18 5390 0754 7034 thanks" }, ["reference"]],
    ["an invoice number", { note: "Payment inv 2025 000012/2" }, ["number"]],
    ["an invoice number in the reference", { bankReference: "INV2025000012" }, ["number"]],
    ["a quote number", { note: "Q-2025-000004" }, ["quote"]],
    ["another number that contains it", { note: "INV-2025-0000123" }, []],
    ["the number of another prefix", { note: "PO-2025-000012" }, []],
    [
      "an amount and a payer under another legal form",
      { amountMinor: 478_500n, payer: "SAMPLE BUYER" },
      ["amount", "payer"],
    ],
    ["a payer alone", { payer: "Sample Buyer GmbH" }, []],
    ["an amount in another currency", { amountMinor: 478_500n, currency: "EUR" }, []],
  ] as const)("finds %s", (_, change, found) => {
    expect(reasons(change)).toEqual(found);
  });

  it("puts the invoice named in the text before one of the same amount", () => {
    const others = [invoice({ id: "b", number: "INV-2025-000013", reference: "", quoteNumber: "" }), invoice({})];
    const matches = matchLine(line({ amountMinor: 478_500n, note: "INV-2025-000012" }), others);
    expect(matches.map(({ invoiceId }) => invoiceId)).toEqual(["a", "b"]);
  });
});
