import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { omit } from "#app/encoding/omit.ts";
import { namelessFacilities, type Withholding } from "./disclose.ts";
import { NAME_WITHHELD, splitLine } from "./line-parts.ts";

/** Words too short to be distinguished from other text are left alone: one letter, one character. */
const SHORTEST = 2;

/**
 * Every text that a copy keeps back: what stood in the names and evidence of withheld lines and in the names of facilities
 * that they alone use, the longest first. What the copy shows elsewhere is no secret and is not among them.
 */
export function withheldWords(whole: InventoryDocument, copy: InventoryDocument, withholding: Withholding): string[] {
  const found = new Set<string>();
  for (const activity of whole.activities) {
    const level = Object.hasOwn(withholding, activity.id) ? withholding[activity.id] : undefined;
    if (!level) continue;
    const { names, evidence } = splitLine(whole, activity, level).values;
    const words = omit(names ?? {}, "emissionSource");
    for (const text of [...textsIn(words), ...textsIn(evidence)]) found.add(text);
  }
  for (const facility of namelessFacilities(copy)) {
    for (const text of textsIn(whole.facilities?.[facility]?.name)) found.add(text);
  }
  const shown = new Set(textsIn(copy));
  return [...found]
    .filter((text) => [...text].length >= SHORTEST && !shown.has(text))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** The same value with every withheld word in its texts replaced; texts under `zh` get the Chinese one. */
export function redact<T>(value: T, words: readonly string[]): T {
  if (words.length === 0) return value;
  // pattern: our own text, words without repetition.
  const pattern = new RegExp(words.map(patternOf).join("|"), "gu");
  return replaceIn(value, pattern, "en") as T;
}

/** A word of Latin letters must be a whole word; inside another word it is not meant. */
function patternOf(word: string): string {
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const isWordly = (character: string | undefined) => character !== undefined && /[A-Za-z0-9]/.test(character);
  const before = isWordly(word[0]) ? "(?<![A-Za-z0-9])" : "";
  return `${before}${escaped}${isWordly(word.at(-1)) ? "(?![A-Za-z0-9])" : ""}`;
}

function replaceIn(value: unknown, pattern: RegExp, locale: ContentLanguage): unknown {
  if (typeof value === "string") return value.replace(pattern, NAME_WITHHELD[locale]);
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, pattern, locale));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaceIn(member, pattern, name === "zh" ? "zh" : locale)]),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
