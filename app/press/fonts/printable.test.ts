import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakLines } from "#app/press/layout/text-line.ts";
import { findUnprintable, listUnprintable } from "./printable.ts";

const ROLES = ["sans", "sansBold", "serif"] as const;

const within = (first: number, last: number) =>
  fc.integer({ min: first, max: last }).map((code) => String.fromCodePoint(code));

/** Characters of all scripts that have a face, of some that have none, and of what is no writing at all. */
const character = fc.oneof(
  within(0x20, 0x17f),
  within(0x300, 0x52f),
  within(0x590, 0x6ff),
  within(0x900, 0x97f),
  within(0xe00, 0xe7f),
  within(0x1100, 0x11ff),
  within(0x1e00, 0x206f),
  within(0x2600, 0x28ff),
  within(0x3000, 0x318f),
  within(0x4e00, 0x9fff),
  within(0xac00, 0xd7a3),
  within(0xe000, 0xe0ff),
  within(0xfb50, 0xffff),
  within(0x1f300, 0x1f6ff),
  within(0x20000, 0x2a6df),
);

describe("findUnprintable", () => {
  it("names the character of every text that is not drawn, in every role; what it passes is drawn", () => {
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 12 }), (characters) => {
        const text = characters.join("").normalize("NFC");
        const found = findUnprintable({ name: text });
        if (found) {
          expect(text).toContain(found.character);
          expect(found.codePoint).toMatch(/^U\+[0-9A-F]{4,6}$/);
          return;
        }
        for (const role of ROLES) {
          const style = { role, size: 9, color: "#000000", leading: 1.5 };
          const lines = breakLines([{ text, style }], 80);
          const drawn = lines.flatMap(({ runs }) => runs.map((run) => run.text)).join("");
          expect(drawn.replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
        }
      }),
      { numRuns: 600 },
    );
  });

  it.each(["😀", "\u3164", "\u2800", "\u202e", "\ue000", "\u0378", "ᄀ", "Z\u0300\u0301\u0302\u0303\u0334"])(
    "refuses %j",
    (text) => expect(findUnprintable(text)).not.toBeNull(),
  );

  it("lists each text with its place", () => {
    const found = listUnprintable({ a: { en: "😀", zh: "好" }, b: ["x", "\u3164"] }, 10);
    expect(found.map(({ path, codePoint }) => `${path} ${codePoint}`)).toEqual(["a.en U+1F600", "b.1 U+3164"]);
  });
});
