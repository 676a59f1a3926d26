import { createRequire } from "node:module";
import { dirname } from "node:path";
import fc from "fast-check";
import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { toHalfWidth } from "#app/number/half-width.ts";
import { BILL_SAMPLES, type BillSample } from "#tests/support/bills/bill-samples.ts";
import { invoice, item, layInvoice, writeEInvoice } from "#tests/support/bills/invoice-facts.ts";
import { writeOfd } from "#tests/support/bills/write-ofd.ts";
import type { Bill, BillPage, BillReading, Box, Place, TextRun } from "./bill.ts";
import { readBill } from "./read-bill.ts";

const CHARACTER_MAPS = `${dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"))}/cmaps/`;

const valuesOf = (field: { value: string }[]) => field.map(({ value }) => value);

/** What a reading states, in the form of a sample. */
function summarize({ state, bill, problems }: BillReading): Required<BillSample["read"]> {
  const of = (name: "seller" | "number" | "issuedOn" | "meter" | "period" | "total") => valuesOf(bill?.[name] ?? []);
  return {
    state,
    seller: of("seller"),
    number: of("number"),
    issuedOn: of("issuedOn"),
    meter: of("meter"),
    period: of("period"),
    total: of("total"),
    currency: bill?.currency ?? null,
    estimated: bill?.estimated.map(({ raw }) => raw) ?? [],
    lines:
      bill?.lines.map(({ energy, quantity, amount }) => [
        energy,
        quantity.map(({ value, unit }) => `${value} ${unit?.value}`),
        valuesOf(amount),
      ]) ?? [],
    problems,
  };
}

/** Every candidate of a bill with its place. */
function placesOf(bill: Bill): Place[] {
  const fields = [bill.seller, bill.buyer, bill.number, bill.issuedOn, bill.meter, bill.period, bill.net, bill.total];
  const ofLines = bill.lines.flatMap(({ quantity, amount }) => [
    quantity,
    quantity.flatMap(({ unit }) => (unit ? [unit] : [])),
    amount,
  ]);
  return [...[...fields, ...ofLines].flat().map(({ place }) => place), ...bill.estimated];
}

/** The text of a page where a box is. */
function textAt(page: BillPage, { x, y, width, height }: Box): string {
  const isAt = ({ box }: TextRun) =>
    box.x < x + width && box.x + box.width > x && box.y < y + height / 2 && box.y + box.height > y + height / 2;
  return page.runs
    .filter(isAt)
    .map(({ text }) => text)
    .join("");
}

describe("bills", () => {
  it.each(BILL_SAMPLES)("reads $name", async ({ make, read: expected }) => {
    const reading = await readBill(await make(), CHARACTER_MAPS);
    expect(summarize(reading)).toMatchObject({ problems: [], ...expected });
  });

  it.each(BILL_SAMPLES)("names the place of each value of $name", async ({ make }) => {
    const { bill, pages } = await readBill(await make(), CHARACTER_MAPS);
    const plain = (text: string) => toHalfWidth(text).replace(/\s/g, "");
    for (const { page, box, raw } of bill ? placesOf(bill) : []) {
      const found = pages.find(({ number }) => number === page)!;
      expect(plain(textAt(found, box))).toContain(plain(raw));
      expect(
        [box.x, box.y, found.width - box.x - box.width, found.height - box.y - box.height].every((one) => one >= 0),
      ).toBe(true);
    }
  });

  it("reads from a printed page what the data of the same invoice state", async () => {
    const amount = fc.integer({ min: 1, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2));
    const quantity = fc
      .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }))
      .map(([whole, rest]) => `${whole}.${rest}1`);
    const line = fc.record({
      name: fc.constantFrom("*供电*电费", "*燃气*天然气", "*成品油*车用柴油"),
      unit: fc.constantFrom("千瓦时", "立方米", "升", "吨"),
      quantity,
      amount,
    });
    const anyInvoice = fc.record({
      number: fc.stringMatching(/^2\d{19}$/),
      lines: fc.array(line, { minLength: 1, maxLength: 6 }),
      net: amount,
    });
    await fc.assert(
      fc.asyncProperty(anyInvoice, async ({ number, lines, net }) => {
        const items = lines.map((one) => item(one.name, one.unit, one.quantity, "0.5", one.amount, "0.13"));
        const facts = invoice({ number, seller: "示例能源有限公司", items, net, tax: "1.00", total: net });
        const printed = await readBill(writeOfd({ pages: [layInvoice(facts)] }), CHARACTER_MAPS);
        const data = await readBill(strToU8(writeEInvoice(facts)), CHARACTER_MAPS);
        expect(summarize(printed)).toEqual(summarize(data));
      }),
      { numRuns: 40 },
    );
  });
});
