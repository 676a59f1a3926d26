import fc from "fast-check";
import { expect, it } from "vitest";
import { hasMarkPile, normalText } from "./normal-text.ts";

it("normalizes any text like Unicode", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.constantFrom("NFC" as const, "NFKC" as const),
      (text, form) => {
        if (!hasMarkPile(text)) expect(normalText(text, form)).toBe(text.normalize(form));
      },
    ),
  );
});

it.each([
  ["none", "a", false],
  ["as many as Unicode allows", `a${"\u0301".repeat(30)}`, false],
  ["one more", `a${"\u0301".repeat(31)}`, true],
  ["more on a letter within a text", `abc${"\u0316\u0301".repeat(20)}def`, true],
])("detects a pile of marks: %s", (_, text, isPile) => {
  expect(hasMarkPile(text)).toBe(isPile);
});

it("does not reorder the marks of a pile, which takes quadratic time", () => {
  const piles = [`a${"\u0316\u0301".repeat(60_000)}`, `${`a${"\u0316\u0301".repeat(5000)}`.repeat(12)}`];
  for (const pile of piles) {
    const before = process.cpuUsage();
    expect(normalText(pile, "NFC")).toBe(pile);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(200);
  }
});
