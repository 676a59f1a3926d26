/** Ranks factors against a person's words, in English or Chinese. Pure: same rows and words, same order. */
import type { DatasetManifest, FactorRow } from "./library-schema.ts";
import { KNOWN_WORDS, SYNONYMS, synonymsOf } from "./synonyms.ts";

export interface SearchableFactor {
  id: string;
  version: string;
  nameEn: string;
  nameZh: string;
  unit: string;
  status: string;
  validTo: string | null;
  /** Made by `searchTextOf`. */
  searchText: string;
}

export interface SearchOptions {
  locale?: "en" | "zh";
  limit?: number;
}

/** What a row is found by: names, key, place, unit and dataset, with the words that mean the same; lower case. */
export function searchTextOf(
  row: FactorRow,
  dataset: Pick<DatasetManifest, "id" | "edition" | "title" | "publisher">,
): string {
  const own = [row.name_en, row.name_zh, row.id, row.region, row.unit, row.method.replaceAll("_", " "), row.source_cell]
    .concat(dataset.id, dataset.edition, dataset.publisher)
    .join(" ")
    .toLowerCase();
  const spellings = (own.match(/\br-?\d{2,4}[a-z]*\b/g) ?? []).flatMap(spellingsOf);
  const more = SYNONYMS.filter((group) => group.some((word) => isTelling(word) && containsWord(own, word))).flat();
  return [own, ...new Set([...spellings, ...more].filter((word) => !own.includes(word)))].join(" ");
}

/**
 * The rows that contain every word of `query` (or a word that means the same), best first: rows that say the words
 * themselves before rows that say synonyms, names before other text, selectable rows first, then the newer edition,
 * then the key, so that no order is left to chance. An empty query finds nothing.
 */
export function searchFactors<Row extends SearchableFactor>(
  rows: readonly Row[],
  query: string,
  { locale = "en", limit = 20 }: SearchOptions = {},
): Row[] {
  const words = splitQuery(query);
  if (words.length === 0) return [];
  const scored = rows.flatMap((row) => {
    const score = scoreRow(row, words, { locale, phrase: query.trim().toLowerCase() });
    return score === null ? [] : [{ row, score }];
  });
  scored.sort((a, b) => b.score - a.score || compareRows(a.row, b.row));
  return scored.slice(0, limit).map(({ row }) => row);
}

/** Words of a query; a run of Chinese is cut at the words we know, what is left stays whole. */
export function splitQuery(query: string): string[] {
  const pieces = query
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s,，、;；·]+/)
    .filter((piece) => piece !== "");
  return pieces.flatMap((piece) => (/\p{Script=Han}/u.test(piece) ? cutChinese(piece) : [piece]));
}

function cutChinese(text: string): string[] {
  if (text === "") return [];
  const known = KNOWN_WORDS.find((word) => word.length > 1 && /\p{Script=Han}/u.test(word) && text.includes(word));
  if (known === undefined) return [text];
  const at = text.indexOf(known);
  return [...cutChinese(text.slice(0, at)), known, ...cutChinese(text.slice(at + known.length))];
}

/** Refrigerants are written R410A and R-410A. */
function spellingsOf(word: string): string[] {
  return /^r-?\d{2,4}[a-z]*$/.test(word) ? [word.replace("-", ""), word.replace(/^r-?/, "r-")] : [];
}

interface Wish {
  locale: "en" | "zh";
  /** The whole query. */
  phrase: string;
}

function scoreRow(row: SearchableFactor, words: readonly string[], { locale, phrase }: Wish): number | null {
  const names = [row.nameEn.toLowerCase(), row.nameZh.toLowerCase()];
  const shown = names[locale === "zh" ? 1 : 0] || names[0] || "";
  let total = names.some((name) => isWholePart(name, phrase)) ? 8 : 0;
  for (const word of words) {
    const score = scoreWord(row, names, word);
    if (score === 0) return null;
    total += score;
  }
  // Between equal matches the shorter name says less that was not asked for.
  return total * 1000 - Math.min(shown.length, 999) + (row.status === "active" ? 0 : -5000);
}

function scoreWord(row: SearchableFactor, names: readonly string[], word: string): number {
  if (row.id.toLowerCase() === word || `${row.id}@${row.version}`.toLowerCase() === word) return 40;
  if (names.some((name) => isWholePart(name, word))) return 12;
  if (names.some((name) => containsWord(name, word))) return 10;
  if (row.unit.toLowerCase() === word || row.version === word) return 8;
  const alike = [...synonymsOf(word), ...spellingsOf(word)].filter((other) => other !== word && isTelling(other));
  if (alike.some((other) => names.some((name) => isWholePart(name, other)))) return 9;
  if (alike.some((other) => names.some((name) => containsWord(name, other)))) return 7;
  if (names.some((name) => name.includes(word))) return 5;
  return row.searchText.includes(word) ? 3 : 0;
}

/** Names are parts joined by a middle dot; a part that is the word itself is the closest match there is. */
function isWholePart(name: string, word: string): boolean {
  return name.split(" · ").includes(word);
}

function containsWord(text: string, word: string): boolean {
  if (/\p{Script=Han}/u.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true;
  }
  return false;
}

/** One Chinese character stands inside too many other words (铁 in 铁路) to stand for them. */
function isTelling(word: string): boolean {
  return word.length > 1;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9]/.test(character);
}

function compareRows(a: SearchableFactor, b: SearchableFactor): number {
  return (
    compareTexts(b.validTo ?? "9999", a.validTo ?? "9999") ||
    compareTexts(a.id, b.id) ||
    compareTexts(b.version, a.version)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
