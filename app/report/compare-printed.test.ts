import { describe, expect, it } from "vitest";
import { comparePrinted } from "./compare-printed.ts";
import type { ExpectedText } from "./expected-text.ts";
import type { PrintedText } from "./printed-text.ts";

const HASH = "a1b2c3d4e5f60718".repeat(8);
const LONG = "Boundary, facilities, sources and exclusions are described word by word. ".repeat(4);

function differenceOf(printed: string, expected: string) {
  const found = { type: "P", parts: [{ text: printed, lang: null }] } as unknown as PrintedText;
  const mine = { section: "Proof", row: "Hash", column: "Value", text: expected } as unknown as ExpectedText;
  return comparePrinted([found], [mine]).difference;
}

describe("the excerpt of a difference", () => {
  it.each([
    ["a letter at the end of a hash", `${HASH}f`, `${HASH}e`],
    ["a letter in the middle of a long text", LONG.replace(/word(?= by word\. B[^B]*$)/, "wort"), LONG],
    ["a word at the end of a long text", `${LONG}yes`, `${LONG}no`],
    ["a text that ends early", LONG.slice(0, 150), LONG],
    ["a short text", "yes", "no"],
  ])("shows what differs: %s", (_, printed, expected) => {
    const difference = differenceOf(printed, expected)!;
    expect(difference.printed).not.toBe(difference.recomputed);
    expect(difference.printed.length).toBeLessThanOrEqual(82);
    expect(difference.recomputed.length).toBeLessThanOrEqual(82);
  });

  it("shows a figure alone where only figures differ", () => {
    expect(differenceOf(`${LONG}1,234.5 t`, `${LONG}1,234.6 t`)).toMatchObject({
      printed: "1,234.5",
      recomputed: "1,234.6",
    });
  });
});
