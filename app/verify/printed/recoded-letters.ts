import { normalText } from "#app/encoding/text/normal-text.ts";
import type { Glyph } from "./printed-page.ts";

/** Two pages whose characters are at the same places. */
export interface PlacedPage {
  pairs: [issued: Glyph, found: Glyph][];
  /** Without a partner in the other file. */
  alone: { issued: Glyph[]; found: Glyph[] };
}

/** Points, and part of the size, since small print is dense. */
const MOST_SHIFT = 0.6;
const MOST_SHIFT_OF_SIZE = 0.15;
const MOST_ALONE = 0.01;
/** With spaces. */
const MOST_FOUND = 3;

/** Pairs the visible characters of two pages by place and size. Null unless nearly all have a partner. */
export function pairByPlace(issued: readonly Glyph[], found: readonly Glyph[]): PlacedPage | null {
  // The other code of a letter can be that of a space.
  const [before, after] = [issued.filter(isVisible), found.filter(({ isHidden }) => !isHidden)];
  // A hostile file can draw any number of characters at one place.
  if (after.length > MOST_FOUND * before.length) return null;
  const cells = new Map<string, Glyph[]>();
  for (const glyph of after) {
    const key = cellOf(glyph.x, glyph.y);
    const there = cells.get(key);
    if (there) there.push(glyph);
    else cells.set(key, [glyph]);
  }
  const page: PlacedPage = { pairs: [], alone: { issued: [], found: [] } };
  const taken = new Set<Glyph>();
  for (const glyph of before) {
    const partner = around(glyph)
      .flatMap((key) => cells.get(key) ?? [])
      .find((one) => !taken.has(one) && isSamePlace(glyph, one));
    if (!partner) page.alone.issued.push(glyph);
    else {
      taken.add(partner);
      page.pairs.push([glyph, partner]);
    }
  }
  page.alone.found = after.filter((glyph) => isVisible(glyph) && !taken.has(glyph));
  const alone = page.alone.issued.length + page.alone.found.length;
  return before.length > 0 && alone <= MOST_ALONE * before.length ? page : null;
}

/** The other letter of each issued one that has another throughout a file. No digit is among the issued ones. */
export type Recoding = ReadonlyMap<string, string>;

const FEWEST_LETTERS = 20;
const FEWEST_OF_LETTER = 3;
/** A sign that became a digit once could be an edit. Next to a figure no Chinese letter passes for a digit. */
const FEWEST_OF_DIGIT = 2;
const LEAST_EXPLAINED = 0.9;

/**
 * Whether a program gave the letters of a file other codes, as some do when they compress a PDF: many letters differ at
 * their places, and each has the same other letter everywhere. In an edited text they have not.
 *
 * @param pages null for those whose characters are elsewhere
 */
export function findRecoding(pages: readonly (PlacedPage | null)[]): Recoding | null {
  const letters = countLetters(pages);
  const recoding = new Map<string, string>();
  const sums = { all: 0, explained: 0, frequent: 0 };
  for (const [before, others] of letters) {
    const differing = [...others].filter(([after]) => after !== before);
    const count = differing.reduce((sum, [, one]) => sum + one, 0);
    const after = differing[0]?.[0] ?? "";
    const least = /\d/.test(after) && !/\p{Script=Han}/u.test(before) ? FEWEST_OF_DIGIT : 1;
    const isRecoded = others.size === 1 && differing.length === 1 && count >= least && !/\d/.test(before);
    if (isRecoded) recoding.set(before, after);
    sums.all += count;
    sums.explained += isRecoded ? count : 0;
    sums.frequent += isRecoded && count >= FEWEST_OF_LETTER ? count : 0;
  }
  const isFound = sums.frequent >= FEWEST_LETTERS && sums.explained >= LEAST_EXPLAINED * sums.all;
  return isFound ? recoding : null;
}

/** How often each issued letter is each found one. */
function countLetters(pages: readonly (PlacedPage | null)[]): Map<string, Map<string, number>> {
  const letters = new Map<string, Map<string, number>>();
  for (const page of pages) {
    for (const [issued, found] of page?.pairs ?? []) {
      const before = letterOf(issued);
      const after = isSameLetter(issued, found) ? before : letterOf(found);
      const others = letters.get(before) ?? new Map<string, number>();
      letters.set(before, others.set(after, (others.get(after) ?? 0) + 1));
    }
  }
  return letters;
}

/** Characters with or as digits that are not the issued ones, as far as the recoding doesn't explain them. */
export function otherFigures({ pairs, alone }: PlacedPage, recoding: Recoding): [Glyph | null, Glyph | null][] {
  const changed = pairs.filter(
    ([issued, found]) =>
      !isSameLetter(issued, found) && hasDigit(issued, found) && recoding.get(letterOf(issued)) !== letterOf(found),
  );
  return [
    ...changed,
    ...alone.issued.filter((glyph) => hasDigit(glyph)).map((glyph): [Glyph, null] => [glyph, null]),
    ...alone.found.filter((glyph) => hasDigit(glyph)).map((glyph): [null, Glyph] => [null, glyph]),
  ];
}

/** Whether a page has letters with other codes. */
export function isRecoded({ pairs }: PlacedPage): boolean {
  return pairs.some((pair) => !isSameLetter(...pair));
}

/** Some programs name a joined pair, such as fi, by its first letter. */
function isSameLetter(issued: Glyph, found: Glyph): boolean {
  const [before, after] = [letterOf(issued), letterOf(found)];
  if (before === after) return true;
  const isJoined = after !== "" && /^\p{L}{2,}$/u.test(before) && before.startsWith(after);
  return isJoined && Math.abs(issued.endX - found.endX) < MOST_SHIFT;
}

const letterOf = ({ text }: Glyph) => normalText(text, "NFC").replace(/\s/gu, "");
const hasDigit = (...glyphs: Glyph[]) => glyphs.some(({ text }) => /\d/.test(text));
const isVisible = (glyph: Glyph) => !glyph.isHidden && letterOf(glyph) !== "";

const cellOf = (x: number, y: number) => `${Math.round(x)} ${Math.round(y)}`;

function around({ x, y }: Glyph): string[] {
  return [0, -1, 1].flatMap((dx) => [0, -1, 1].map((dy) => cellOf(x + dx, y + dy)));
}

function isSamePlace(one: Glyph, other: Glyph): boolean {
  const isNear = Math.hypot(one.x - other.x, one.y - other.y) <= Math.min(MOST_SHIFT, MOST_SHIFT_OF_SIZE * one.size);
  return isNear && Math.abs(one.size - other.size) <= 0.05 * one.size;
}
