import { normalText } from "#app/encoding/text/normal-text.ts";

/** Cuts text into words for the search. Pure, and the same for rows and user input. */

const HAN = /\p{Script=Han}/u;
const PIECE = /\p{Script=Han}+|[a-z0-9]+(?:[-_.&'’/+][a-z0-9]+)*/gu;

/**
 * A piece of text: Chinese text, or a word in Latin letters with other forms that also match it. `well-to-tank` also
 * matches `welltotank`. The code `R-410A` is the word `r410a` and also matches `410a`.
 */
export type TextPiece = { han: string } | { words: string[]; others: string[] };

/** Normalizes text to half-width, lower case and no accents. `m³` and `CO₂` become `m3` and `co2`. */
export function foldText(text: string): string {
  const folded = normalText(text, "NFKC").toLowerCase();
  return /[\u00c0-\u024f]/.test(folded) ? normalText(folded, "NFD").replace(/[\u0300-\u036f]/g, "") : folded;
}

/** `R-410A 制冷剂` → `{ words: ["r410a"], others: ["r", "410a"] }`, `{ han: "制冷剂" }`. */
export function cutText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  for (const [piece] of foldText(text).matchAll(PIECE)) {
    if (HAN.test(piece)) pieces.push({ han: piece });
    else {
      const parts = piece.split(/[-_.&'’/+]/).map(stem);
      const joined = parts.length > 1 ? [stem(parts.join(""))] : [];
      const isCode = /^[a-z]{1,5}-\d+[a-z]{0,4}$/.test(piece);
      pieces.push(isCode ? { words: joined, others: parts } : { words: parts, others: joined });
    }
  }
  return pieces;
}

/** The words in Latin letters in order, for comparing phrases. */
export function latinWords(text: string): string[] {
  return cutText(text).flatMap((piece) => ("han" in piece ? [] : piece.words));
}

export function hasHan(text: string): boolean {
  return HAN.test(text);
}

/** Singular and plural are one word: `batteries`, `boxes`, `litres`. Codes with digits stay unchanged. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word) || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(ch|sh|x|z)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Chinese text has no spaces, so every character and every pair of adjacent characters is an entry. */
export function gramsOf(han: string): string[] {
  const grams = [...han];
  for (let at = 0; at + 2 <= han.length; at += 1) grams.push(han.slice(at, at + 2));
  return grams;
}

/** Whether two words differ by one typing error: a wrong, missing or extra letter, or two swapped neighbours. */
export function isOneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  if (a.length !== b.length) {
    const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
    return longer.slice(at + 1) === shorter.slice(at);
  }
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
