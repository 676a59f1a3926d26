import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { printTradeJson } from "#app/trade/document/machine-readable.ts";
import { printCii } from "./cii.ts";
import { describeEInvoice } from "./einvoice.ts";
import { CASES } from "./einvoice-cases.ts";
import { printUbl } from "./ubl.ts";

const make = (name: keyof typeof CASES) => {
  const made = describeEInvoice(CASES[name]);
  if (!made.ok) throw new Error(made.faults.join(" "));
  return made.invoice;
};
const textsOf = (xml: string, element: string) =>
  [...xml.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)<`, "g"))].map(([, text]) => text);

describe.each(Object.keys(CASES) as (keyof typeof CASES)[])("the invoice data in CII of %s", (name) => {
  const xml = printCii(make(name));

  test("has the totals of the document and of the UBL file", () => {
    const printed = JSON.parse(printTradeJson(CASES[name]));
    const ubl = printUbl(make(name));
    for (const [cii, other, total] of [
      ["ram:LineTotalAmount", "cbc:LineExtensionAmount", printed.net],
      ["ram:TaxBasisTotalAmount", "cbc:TaxExclusiveAmount", printed.net],
      ["ram:GrandTotalAmount", "cbc:TaxInclusiveAmount", printed.total],
      ["ram:DuePayableAmount", "cbc:PayableAmount", printed.total],
    ] as const) {
      expect(textsOf(xml, cii).toSorted()).toEqual(textsOf(ubl, other).toSorted());
      expect(textsOf(xml, cii).at(-1)).toBe(total);
    }
    expect(textsOf(xml, "ram:TaxTotalAmount")[0]).toBe(printed.tax);
    expect(textsOf(xml, "ram:BilledQuantity")).toEqual(
      printed.lines.map(({ quantity }: { quantity: string }) => quantity),
    );
  });

  test("has no empty element, and amounts of at most two decimals: BR-DEC", () => {
    expect(xml).not.toMatch(/<[^/>]+><\//);
    for (const amount of xml.matchAll(/Amount(?: [^>]*)?>([^<\s]+)</g)) expect(amount[1]).toMatch(/^\d+\.\d{2}$/);
  });
});

// Both were validated with the schematron of EN 16931 for CII, release of April 2026 (decision 0109).
test.each(["cn-eu-balance", "credit-note-of-order"] as const)("prints %s as the kept file", (name) => {
  const kept = readFileSync(new URL(`golden/${name}.cii.xml`, import.meta.url), "utf8");
  expect(printCii(make(name))).toBe(kept);
});
