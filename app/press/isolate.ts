import { isPlainText } from "#app/encoding/plain-text.ts";
import { MissingGlyph } from "./fonts/missing-glyph.ts";
import { ISOLATE } from "./layout/bidi.ts";
import { isRightToLeft } from "./script.ts";

/**
 * A value whose texts from right to left keep their direction to themselves: a sentence that names a company goes on from
 * left to right after the name.
 *
 * @throws {MissingGlyph} for a text that holds a direction mark already
 */
export function isolate<T>(value: T): T {
  return isolateValue(value) as T;
}

function isolateValue(value: unknown): unknown {
  if (typeof value === "string") return isolateText(value);
  if (Array.isArray(value)) return value.map(isolateValue);
  if (typeof value !== "object" || value === null) return value;
  // What a key names is named by the same text elsewhere.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [isolateText(key), isolateValue(part)]));
}

function isolateText(text: string): string {
  if (!isRightToLeft(text)) return text;
  if (!isPlainText(text)) throw new MissingGlyph([...text].find((one) => !isPlainText(one))!);
  return text
    .split("\n")
    .map((line) => `${ISOLATE.open}${line}${ISOLATE.close}`)
    .join("\n");
}
