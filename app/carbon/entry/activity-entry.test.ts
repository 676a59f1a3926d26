import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePeriodText, printPeriodText } from "#app/day/entry-period.ts";
import { type ActivityEntry, checkActivityEntry, type EntryContext } from "./activity-entry.ts";

const context: EntryContext = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  sources: [
    {
      id: "s1",
      facilityNames: ["Plant A", "一厂"],
      names: ["Electricity", "外购电力"],
      unit: "kWh",
      scope: 2,
      category: "purchased_electricity",
    },
    {
      id: "s2",
      facilityNames: ["Plant A", "一厂"],
      names: ["Diesel", "柴油"],
      unit: "L",
      scope: 1,
      category: "mobile_combustion",
    },
  ],
};

const good: ActivityEntry = {
  facility: "一厂",
  source: "外购电力",
  period: "2025-03",
  quantity: "12.5",
  unit: "万千瓦时",
  dataQuality: "",
  evidence: "invoice 0311",
  note: "",
};

describe("checkActivityEntry", () => {
  it("applies a Chinese multiple exactly and keeps the entered text", () => {
    const checked = checkActivityEntry(good, context);
    expect(checked).toMatchObject({
      ok: true,
      value: {
        sourceId: "s1",
        quantity: "125000",
        unit: "kWh",
        enteredQuantity: "12.5",
        enteredUnit: "万千瓦时",
        dataQuality: "measured",
      },
    });
  });

  const wrong: [string, Partial<ActivityEntry>, string, string][] = [
    ["an unknown facility", { facility: "Plant Z" }, "facility", "facility_unknown"],
    ["a source of no facility", { source: "Steam" }, "source", "source_unknown"],
    ["a decimal comma", { quantity: "1,5" }, "quantity", "number_grammar"],
    ["groups that are not of three", { quantity: "12,34.5" }, "quantity", "number_grammar"],
    ["an exponent", { quantity: "1e5" }, "quantity", "number_grammar"],
    ["a hexadecimal", { quantity: "0x10" }, "quantity", "number_grammar"],
    ["not a number", { quantity: "NaN" }, "quantity", "number_grammar"],
    ["too many digits", { quantity: "1234567890123456" }, "quantity", "number_out_of_bounds"],
    [
      "digits beyond the bound after 万",
      { quantity: "999999999999", unit: "万千瓦时" },
      "quantity",
      "number_out_of_bounds",
    ],
    ["nothing", { quantity: " " }, "quantity", "quantity_missing"],
    ["a minus without a reason", { quantity: "-5" }, "quantity", "quantity_negative"],
    ["an unqualified ton", { unit: "ton" }, "unit", "unit_ambiguous"],
    ["mass for electricity", { unit: "吨" }, "unit", "unit_mismatch"],
    ["an unknown unit", { unit: "buckets" }, "unit", "unit_unknown"],
    ["30 February", { period: "2025-02-30" }, "period", "period_invalid"],
    ["another year", { period: "2024-03" }, "period", "period_outside"],
    ["a period that ends before it begins", { period: "2025-05-01/2025-04-01" }, "period", "period_reversed"],
    ["an undefined quality", { dataQuality: "guess" }, "dataQuality", "data_quality_unknown"],
    ["a right-to-left override", { note: "a\u202eb" }, "note", "text_forbidden"],
    ["a note that is too long", { note: "x".repeat(1001) }, "note", "text_too_long"],
  ];
  it.each([
    ["1,234,567.8", "1234567.8"],
    ["1 234 567", "1234567"],
    ["１２，３４５．５", "12345.5"],
    ["8,520", "8520"],
  ])("reads %s in the sheet's number format, and keeps it without separators", (quantity, expected) => {
    const checked = checkActivityEntry({ ...good, quantity, unit: "kWh" }, context);
    expect(checked).toMatchObject({ ok: true, value: { quantity: expected, enteredQuantity: expected } });
  });

  it.each(wrong)("rejects %s", (_, change, field, code) => {
    const checked = checkActivityEntry({ ...good, ...change }, context);
    expect(checked.ok).toBe(false);
    expect(checked.ok ? [] : checked.faults).toContainEqual(expect.objectContaining({ field, code }));
  });

  it("rejects a quantity that the multiple moves out of its limits", () => {
    const checked = checkActivityEntry({ ...good, quantity: "999999999999999" }, context);
    expect(checked.ok ? [] : checked.faults).toContainEqual(
      expect.objectContaining({ field: "quantity", code: "number_out_of_bounds" }),
    );
  });

  it("answers any text with a value or with errors, and never throws", () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("一厂", "外购电力", "1e9", "-0", "万千瓦时", "2025-03", "999999999999999", "\ud800", "="),
    );
    const entry = fc.record(Object.fromEntries(Object.keys(good).map((field) => [field, cell])));
    fc.assert(
      fc.property(entry, (change) => {
        const checked = checkActivityEntry({ ...good, ...change } as ActivityEntry, context);
        return checked.ok ? checked.value.sourceId !== "" : checked.faults.length > 0;
      }),
    );
  });

  it("gives the same result for an entry alone and after others with the same text", () => {
    const words = fc.record({
      facility: fc.constantFrom("一厂", "Plant A", " plant a "),
      source: fc.constantFrom("外购电力", "Electricity", "Diesel"),
      period: fc.constantFrom("2025-03", "2025-04", "2026-01"),
      unit: fc.constantFrom("kWh", " kWh", "万千瓦时", "L", "GJ"),
      dataQuality: fc.constantFrom("", "实测", "Estimated"),
    });
    const some = (...texts: string[]) => fc.oneof(...[...texts, ""].map((text) => fc.constant(text)));
    const own = fc.record({
      quantity: some("0", "0.0", "007.50", "12.5", " 12.5", "\ufeff1", "-1", "-0", "1e3", "1,5", "9".repeat(16)),
      evidence: some("invoice 1", " invoice 2 ", "a\u200bb", "x".repeat(60), "x".repeat(201)),
      note: some(" ", "\u0000", "注".repeat(41), "n".repeat(1001)),
    });
    const every = { ...context };
    fc.assert(
      fc.property(words, fc.array(own, { minLength: 2, maxLength: 6 }), (said, rows) => {
        for (const row of rows) {
          const entry = { ...good, ...said, ...row };
          expect(checkActivityEntry(entry, every)).toEqual(checkActivityEntry(entry, { ...context }));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("reports every error of a row at once", () => {
    const checked = checkActivityEntry({ ...good, period: "soon", quantity: "many", unit: "ton" }, context);
    expect(checked.ok ? [] : checked.faults.map((fault) => fault.field)).toEqual(["period", "unit", "quantity"]);
  });
});

describe("parsePeriodText", () => {
  it.each([
    ["2025-02", "2025-02-01", "2025-02-28"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["1900-02", "1900-02-01", "1900-02-28"],
    ["2025", "2025-01-01", "2025-12-31"],
    ["2025-03-05/2025-04-04", "2025-03-05", "2025-04-04"],
    ["2025-01/2025-03", "2025-01-01", "2025-03-31"],
  ])("%s", (text, start, end) => {
    const period = parsePeriodText(text);
    expect(period).toEqual({ start, end });
    expect(parsePeriodText(printPeriodText(period!))).toEqual(period);
  });
  it.each(["2025-13", "2025-00", "2025-02-29", "2025/03/05/06", "05-03-2025", "", "0000"])("rejects %s", (text) => {
    expect(parsePeriodText(text)).toBeNull();
  });
});
