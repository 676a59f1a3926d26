import fc from "fast-check";
import { expect, it } from "vitest";
import { ByteBuffer } from "#db/byte-buffer.ts";
import { listOf } from "#db/text-list.ts";
import { canonicalJson } from "./canonical-json.ts";
import { inQuotes, JsonTemplate, openPlace } from "./json-template.ts";

function fill(template: JsonTemplate, texts: readonly string[]): string {
  const buffer = new ByteBuffer();
  template.write(listOf(texts), buffer);
  return buffer.written.toString();
}

it("writes the canonical JSON of the value for any texts and any surrounding values", () => {
  const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\u0000"));
  fc.assert(
    fc.property(fc.array(word, { minLength: 3, maxLength: 3 }), word, word, (texts, key, around) => {
      const sampleOf = ([a, b, c]: string[]) => ({
        z: a,
        [`k${key}`]: { b, around, list: [c, around, a] },
        n: null,
        o: 7,
      });
      const template = new JsonTemplate(sampleOf([0, 1, 2].map(openPlace)));
      expect(fill(template, texts.map(inQuotes))).toBe(canonicalJson(sampleOf(texts)));
    }),
  );
});

it("supports more than ten placeholders, in canonical order and not in numerical order", () => {
  const numbers = Array.from({ length: 12 }, (_, number) => number);
  const sampleOf = (textOf: (number: number) => string) =>
    Object.fromEntries(numbers.map((number) => [`m${(number * 7) % 12}`, textOf(number)]));
  const template = new JsonTemplate(sampleOf(openPlace));
  expect(fill(template, numbers.map(String))).toBe(canonicalJson(sampleOf(String)));
});

it("refuses a lone surrogate in a text, as the canonical form does", () => {
  expect(() => inQuotes("\ud800")).toThrow("not_canonicalizable");
});
