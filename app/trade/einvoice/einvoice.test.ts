import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Decimal } from "#app/number/decimal.ts";
import type { CreditNoteDocument, InvoiceDocument } from "#app/trade/document/model.ts";
import { SAMPLE_INVOICE } from "#app/trade/document/sample.ts";
import { describeEInvoice, type EInvoice } from "./einvoice.ts";
import { CASES } from "./einvoice-cases.ts";
import { printUbl } from "./ubl.ts";

const make = (document: InvoiceDocument | CreditNoteDocument): EInvoice => {
  const made = describeEInvoice(document);
  if (!made.ok) throw new Error(made.faults.join(" "));
  return made.invoice;
};
const sumOf = (amounts: string[]) => amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed(2);

describe.each(Object.entries(CASES))("the e-invoice of %s", (_, document) => {
  const invoice = make(document);

  test("keeps the rules of totals: BR-CO-10, 13, 14, 15 and 18", () => {
    expect(sumOf(invoice.lines.map(({ net }) => net))).toBe(invoice.net);
    expect(sumOf(invoice.taxes.map(({ taxable }) => taxable))).toBe(invoice.net);
    expect(sumOf(invoice.taxes.map(({ amount }) => amount))).toBe(invoice.tax);
    expect(sumOf([invoice.net, invoice.tax])).toBe(invoice.total);
    expect(new Set(invoice.taxes.map(({ category, percent }) => `${category} ${percent}`)).size).toBe(
      invoice.taxes.length,
    );
  });

  test("has the tax of each rate within one minor unit for each line: BR-CO-17", () => {
    for (const { taxable, percent, amount, category } of invoice.taxes) {
      const exact = new Decimal(taxable).times(percent ?? "0").div(100);
      const lines = invoice.lines.filter((line) => line.category === category && line.percent === percent);
      expect(exact.minus(amount).abs().lte(new Decimal("0.01").times(lines.length))).toBe(true);
    }
  });

  test("has a reason exactly where there is no VAT, and no rate outside the scope: BR-AE-10, BR-E-10, BR-O-10", () => {
    for (const { category, percent, reason } of invoice.taxes) {
      expect(reason !== "").toBe(["AE", "E", "O"].includes(category));
      expect(percent === null).toBe(category === "O");
    }
  });

  test("has the numbers of both parties that its category allows: BR-AE-02, BR-O-02, BR-CO-09, BR-CO-26", () => {
    const { seller, buyer } = invoice;
    const categories = invoice.lines.map(({ category }) => category);
    expect([seller.identifier, seller.registrationId, seller.vatId].join("")).not.toBe("");
    if (categories.includes("O")) expect([seller.vatId, seller.taxId, buyer.vatId].join("")).toBe("");
    else expect(seller.vatId + seller.taxId).not.toBe("");
    if (categories.includes("AE")) expect(buyer.vatId + buyer.registrationId).not.toBe("");
    for (const id of [seller.vatId, buyer.vatId].filter(Boolean)) expect(id).toMatch(/^[A-Z]{2}/);
  });

  test("has at most two decimals in each amount, and no empty element: BR-DEC", () => {
    const xml = printUbl(invoice);
    const amounts = [...xml.matchAll(/currencyID="[A-Z]{3}">([^<]*)</g)].map(([, amount]) => amount);
    expect(amounts.length).toBeGreaterThan(5);
    for (const amount of amounts) expect(amount).toMatch(/^\d+\.\d{2}$/);
    expect(xml).not.toMatch(/<[^/>]+><\//);
  });
});

test.each([
  ["a note that names no category", { taxNote: { ...SAMPLE_INVOICE.taxNote!, ruleId: "own" } }, ["tax_category"]],
  ["no tax note", { taxNote: null }, ["tax_category"]],
  ["a currency with three decimals", { currency: "KWD" }, ["currency"]],
  [
    "a rate under an exemption",
    { lines: [{ ...SAMPLE_INVOICE.lines[0]!, taxPercent: "6", taxMinor: 21_600n }] },
    ["tax_percent"],
  ],
  ["tax that is not the rate", { lines: [{ ...SAMPLE_INVOICE.lines[0]!, taxMinor: 2n }] }, ["tax_amount"]],
  ["a seller without a number", { seller: { ...SAMPLE_INVOICE.seller, taxId: "" } }, ["seller_tax_id"]],
  [
    "reverse charge without the buyer's number",
    { taxNote: CASES["cn-eu-reverse"].taxNote, client: { ...SAMPLE_INVOICE.client, taxId: "" } },
    ["buyer_tax_id"],
  ],
])("refuses %s", (_, change, faults) => {
  expect(describeEInvoice({ ...SAMPLE_INVOICE, ...change } as InvoiceDocument)).toEqual({ ok: false, faults });
});

test("takes a rate above zero as standard, whatever the note leaves open", () => {
  const lines = [{ ...SAMPLE_INVOICE.lines[0]!, taxPercent: "6.00", taxMinor: 21_600n }];
  const own = { ...SAMPLE_INVOICE.taxNote!, ruleId: "own" };
  expect(make({ ...SAMPLE_INVOICE, lines, taxNote: own }).lines[0]).toMatchObject({ category: "S", percent: "6" });
});

// The files were validated with the schematron of EN 16931, release of April 2026 (decision 0103).
test.each(["cn-eu-balance", "home-tax", "credit-note", "credit-note-of-order"] as const)(
  "prints %s as the kept file",
  (name) => {
    const kept = readFileSync(new URL(`golden/${name}.xml`, import.meta.url), "utf8");
    expect(printUbl(make(CASES[name]))).toBe(kept);
  },
);

test("escapes what XML reserves", () => {
  const xml = printUbl(make({ ...SAMPLE_INVOICE, buyerReference: `<a & "b">` }));
  expect(xml).toContain("<cbc:ID>&#60;a &#38; &#34;b&#34;&#62;</cbc:ID>");
});
