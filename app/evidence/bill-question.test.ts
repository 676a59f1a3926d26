import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PromptImage } from "#app/model/chat.ts";
import { billPrompt, judgeBill, readCopied } from "./bill-question.ts";

const IMAGE: PromptImage = { page: 1, mediaType: "image/png", bytes: new Uint8Array([1]), sha256: "0".repeat(64) };
const ITEM = { page: 1, name: "Strom", quantity: "1.234,5", unit: "kWh" };
const WRITTEN = {
  seller: "Sample Werke",
  number: "R-1",
  meter: "Z 77",
  period: "01.03.2025 - 31.03.2025",
  items: [ITEM],
};

describe("what a model copied from a bill", () => {
  it("is used as texts, with the number of pictures", () => {
    expect(judgeBill(WRITTEN, [IMAGE])).toEqual({ suggestion: { ...WRITTEN, pages: 1 } });
  });

  it.each<[string, unknown, string]>([
    ["a figure of its own", { ...WRITTEN, items: [{ ...ITEM, quantity: 1234.5 }] }, "wrong_shape"],
    ["a grade", { ...WRITTEN, dataQuality: "measured" }, "wrong_shape"],
    ["a page that was not sent", { ...WRITTEN, items: [{ ...ITEM, page: 2 }] }, "wrong_shape"],
    ["hidden characters", { ...WRITTEN, number: "R‮1" }, "forbidden_text"],
    ["no quantity", { ...WRITTEN, items: [{ ...ITEM, quantity: " " }] }, "no_value"],
    ["too many items", { ...WRITTEN, items: Array.from({ length: 21 }, () => ITEM) }, "wrong_shape"],
    ["no object", "1.234,5 kWh", "wrong_shape"],
  ])("is refused as a whole with %s", (_, written, reason) => {
    expect(judgeBill(written, [IMAGE])).toEqual({ unusable: reason });
  });

  it("is asked for with the numbers of the pages, and nothing of the workspace", () => {
    expect(billPrompt([IMAGE]).facts).toEqual({ pages: [1] });
  });
});

describe("the meaning of copied texts", () => {
  it.each<[string, Partial<typeof WRITTEN>, { period: string; quantity: string }]>([
    ["a comma in decimals", {}, { period: "2025-03", quantity: "1234.5" }],
    ["a number with two meanings", { items: [{ ...ITEM, quantity: "1.234" }] }, { period: "2025-03", quantity: "" }],
    ["a month", { period: "2025年3月" }, { period: "2025-03", quantity: "1234.5" }],
    ["days that allow two orders", { period: "03/04/2025 - 05/06/2025" }, { period: "", quantity: "1234.5" }],
    ["one day alone", { period: "31.03.2025" }, { period: "", quantity: "1234.5" }],
    ["days in the wrong order", { period: "31.03.2025 - 01.03.2025" }, { period: "", quantity: "1234.5" }],
    ["words", { period: "im März", items: [{ ...ITEM, quantity: "viel" }] }, { period: "", quantity: "" }],
  ])("of %s", (_, changed, expected) => {
    expect(readCopied({ ...WRITTEN, ...changed, pages: 1 })[0]).toMatchObject(expected);
  });

  it("never has a digit that was not copied", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9.,' ]{1,12}$/), (quantity) => {
        const [row] = readCopied({ ...WRITTEN, items: [{ ...ITEM, quantity }], pages: 1 });
        const digitsOf = (text: string) => text.replace(/\D/g, "").replace(/^0+|0+$/g, "");
        expect(row!.quantity === "" || digitsOf(row!.quantity) === digitsOf(quantity)).toBe(true);
      }),
    );
  });
});
