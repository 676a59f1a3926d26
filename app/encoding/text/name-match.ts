import { normalText } from "./normal-text.ts";

/** Compares names as people write them: equal in another form, or similar enough to ask "did you mean". */

/**
 * Ignores case, outer spaces and full-width forms. Several inner spaces count as one, and a space in 一厂 does not count.
 */
export function foldName(text: string): string {
  return normalText(text, "NFKC").trim().toLowerCase().replace(/\s+/g, " ");
}

/** Longer names are cut off before the comparison by letters. */
const COMPARED = 60;

/**
 * Whether a person may have meant the other name: one contains the other, or few letters differ. Names with different
 * numbers, such as numbered plants, are not similar.
 */
export function isNearName(typed: string, known: string): boolean {
  const [a, b] = [bare(typed), bare(known)];
  if (a === "" || b === "" || numbersOf(a) !== numbersOf(b)) return false;
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  const isHan = /\p{Script=Han}/u.test(a);
  if (shorter >= (isHan ? 2 : 4) && (a.includes(b) || b.includes(a))) return true;
  const most = isHan ? (shorter >= 4 ? 1 : 0) : shorter >= 8 ? 2 : shorter >= 4 ? 1 : 0;
  return most > 0 && Math.abs(a.length - b.length) <= most && distance(a, b) <= most;
}

function bare(text: string): string {
  return foldName(text)
    .replace(/[^\p{L}\p{N}]/gu, "")
    .slice(0, COMPARED);
}

/** Digits, Chinese numerals and compass points, which distinguish plants of one company. */
function numbersOf(text: string): string {
  return (text.match(/\d+|[一二三四五六七八九十东西南北]/g) ?? []).join(" ");
}

/** The number of letters to add, remove, change or swap with the next one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(row[j - 1]! + 1, above[j]! + 1, above[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}
