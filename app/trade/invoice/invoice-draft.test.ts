import { describe, expect, it } from "vitest";
import type { CatalogueEntry } from "#app/trade/quote/quote-content.ts";
import { type InvoiceDraft, readInvoiceDraft } from "./invoice-draft.ts";

const HOURS: CatalogueEntry = {
  id: "s1",
  name: { en: "Advice", zh: "咨询" },
  description: { en: "", zh: "" },
  unit: "hour",
  isOffered: true,
  prices: [
    { currency: "USD", number: 1, validFrom: "2026-01-01", minor: 9_000n },
    { currency: "USD", number: 2, validFrom: "2026-07-01", minor: 9_600n },
  ],
};
const LINE = { serviceId: "s1", nameEn: "", nameZh: "", quantity: "2.5", price: "" };
const DRAFT: InvoiceDraft = {
  clientId: "c1",
  currency: "USD",
  lines: [LINE],
  taxRule: "hk-none",
  taxPercent: "0",
  dueOn: "",
  buyerReference: "",
  periodFrom: "",
  periodTo: "",
  exchangeRate: "",
  exchangeSource: "",
  exchangeDate: "",
  noteEn: "",
  noteZh: "",
};
const read = (change: Partial<InvoiceDraft>, day = "2026-11-27") =>
  readInvoiceDraft({ ...DRAFT, ...change }, { catalogue: [HOURS], day });
const lineOf = (change: Partial<typeof LINE>, day?: string) => {
  const answer = read({ lines: [{ ...LINE, ...change }] }, day);
  return answer.ok ? answer.input.lines[0] : answer.errors;
};

describe("an invoice without an order", () => {
  it.each([
    [{ periodFrom: "", periodTo: "" }, null],
    [
      { periodFrom: "2026-10-01", periodTo: "2026-10-01" },
      { from: "2026-10-01", to: "2026-10-01" },
    ],
    [{ periodFrom: "2026-10-01", periodTo: "" }, { periodTo: "day" }],
    [{ periodFrom: "", periodTo: "2026-10-01" }, { periodFrom: "day" }],
    [{ periodFrom: "2026-10-02", periodTo: "2026-10-01" }, { periodTo: "period" }],
    [{ periodFrom: "2026-02-30", periodTo: "2026-03-01" }, { periodFrom: "day" }],
  ])("reads the service period %o", (typed, expected) => {
    const answer = read({ ...typed, buyerReference: "PO-7" });
    expect(answer.ok ? answer.input.period : answer.errors).toEqual(expected);
    if (answer.ok) expect(answer.input.buyerReference).toBe("PO-7");
  });

  it.each([60, 61])("has up to 60 lines: %i", (count) => {
    const answer = read({ lines: Array.from({ length: count }, () => LINE) });
    expect(answer.ok ? {} : answer.errors).toEqual(count > 60 ? { lineLimit: "too_many_lines" } : {});
  });

  it("takes name, unit and the day's price from the catalogue", () => {
    expect(lineOf({})).toEqual({
      serviceId: "s1",
      descriptionEn: "Advice",
      descriptionZh: "咨询",
      quantity: "2.5",
      unit: "h",
      unitPriceMinor: 9_600n,
      taxPercent: "0",
    });
    expect(lineOf({}, "2026-06-30")).toMatchObject({ unitPriceMinor: 9_000n });
  });

  it("prefers typed values, and accepts custom lines", () => {
    expect(lineOf({ price: "80.50", nameEn: "Advice, November" })).toMatchObject({
      descriptionEn: "Advice, November",
      descriptionZh: "咨询",
      unitPriceMinor: 8_050n,
    });
    expect(lineOf({ serviceId: "", nameZh: "差旅费", price: "120" })).toMatchObject({
      descriptionEn: "",
      descriptionZh: "差旅费",
      unit: "",
      unitPriceMinor: 12_000n,
    });
  });

  it.each<[string, Partial<InvoiceDraft>, Record<string, string>]>([
    ["no client", { clientId: "" }, { clientId: "client" }],
    ["no currency", { currency: "XYZ" }, { currency: "currency" }],
    ["no line", { lines: [] }, { "line-0-serviceId": "no_lines" }],
    ["a tax above everything", { taxPercent: "100" }, { taxPercent: "percent" }],
    ["a tax that is no number", { taxPercent: "6%" }, { taxPercent: "percent" }],
    ["a rate that is no number", { exchangeRate: "7,1", exchangeDate: "2026-11-26" }, { exchangeRate: "rate" }],
    ["a rate without its day", { exchangeRate: "7.1" }, { exchangeDate: "day" }],
    ["a day that does not exist", { dueOn: "2026-13-40" }, { dueOn: "day" }],
    ["the 30th of February", { dueOn: "2026-02-30" }, { dueOn: "day" }],
  ])("refuses %s at its field", (_, change, errors) => {
    expect(read(change)).toEqual({ ok: false, errors });
  });

  it.each<[string, Partial<typeof LINE>, Record<string, string>]>([
    ["a service that is not ours", { serviceId: "s2" }, { "line-0-serviceId": "service_unknown" }],
    ["nothing said", { serviceId: "", price: "5" }, { "line-0-nameEn": "name_missing" }],
    ["a quantity of none", { quantity: "0" }, { "line-0-quantity": "quantity" }],
    ["a quantity that is no number", { quantity: "2,5" }, { "line-0-quantity": "quantity" }],
    ["a price that is no amount", { price: "80.505" }, { "line-0-price": "price" }],
    ["a price below zero", { price: "-1" }, { "line-0-price": "price" }],
    ["no price of its own", { serviceId: "", nameEn: "Travel" }, { "line-0-price": "price_missing" }],
  ])("refuses a line with %s", (_, change, errors) => {
    expect(lineOf(change)).toEqual(errors);
  });

  it("is refused if the catalogue has no price in the currency", () => {
    expect(read({ currency: "EUR" })).toEqual({ ok: false, errors: { "line-0-price": "price_missing" } });
  });
});
