import { normalText } from "#app/encoding/text/normal-text.ts";
import type { Glyph } from "./printed-page.ts";

/** The text of a page, character by character without white space, and which of them form one figure or word. */
export interface PageText {
  chars: string[];
  /** The glyph of each character. */
  glyphs: Glyph[];
  /** The word of each character, by its number. */
  words: number[];
}

/** In parts of the font's size: wider than the spaces within a word, narrower than one between words. */
const WORD_GAP = 0.2;
const LINE_GAP = 0.3;
/** Up to here characters may overlap, as in kerning. */
const MOST_OVERLAP = 0.5;

const MOST_UNREADABLE = 0.1;

/** Whether a page has text, and most of it has a meaning. */
export function isReadable({ chars }: PageText): boolean {
  const unreadable = chars.filter((char) => /[\p{C}\ufffd]/u.test(char)).length;
  return chars.length > 0 && unreadable <= MOST_UNREADABLE * chars.length;
}

/** @param glyphs in the order of drawing; those that draw nothing are no text */
export function textOfPage(glyphs: readonly Glyph[]): PageText {
  const text: PageText = { chars: [], glyphs: [], words: [] };
  let word = 0;
  let last: Glyph | null = null;
  for (const glyph of glyphs) {
    if (glyph.isHidden) continue;
    const shown = normalText(glyph.text, "NFC").replace(/\s/gu, "");
    if (last === null || shown === "" || !isNext(last, glyph)) word += 1;
    last = glyph;
    for (const char of shown) {
      // Chinese has no spaces, and 12 in 12月 is a figure.
      if (isHan(char) !== isHan(text.chars.at(-1) ?? char)) word += 1;
      text.chars.push(char);
      text.glyphs.push(glyph);
      text.words.push(word);
    }
  }
  return text;
}

const isHan = (char: string) => /\p{Script=Han}/u.test(char);

function isNext(last: Glyph, glyph: Glyph): boolean {
  const gap = (glyph.x - last.endX) / glyph.size;
  return Math.abs(glyph.y - last.y) < LINE_GAP * glyph.size && gap < WORD_GAP && gap > -MOST_OVERLAP;
}

/** A stretch of a text as a reader sees it: words with a space between them. */
export function stretchOf({ chars, words }: PageText, from: number, to: number): string {
  let stretch = "";
  for (let at = from; at < to; at += 1) {
    const isGap = at > from && words[at] !== words[at - 1] && !isHan(chars[at]!) && !isHan(chars[at - 1]!);
    stretch += (isGap ? " " : "") + chars[at];
  }
  return stretch;
}

/** How many characters before `from` and after `to` belong to the words that the stretch begins and ends with. */
export function restOfWords({ words }: PageText, [from, to]: [number, number]): { left: number; right: number } {
  const [first, end] = from < to ? [words[from], words[to - 1]] : [wordAround(words, from), wordAround(words, from)];
  let left = 0;
  while (first !== undefined && words[from - left - 1] === first) left += 1;
  let right = 0;
  while (end !== undefined && words[to + right] === end) right += 1;
  return { left, right };
}

/** The word in which a place between two characters is. */
function wordAround(words: number[], at: number): number | undefined {
  return words[at - 1] === words[at] ? words[at] : undefined;
}

const LONGEST_PLACE = 48;

/** What is printed in the same line to the left of a place, or else to the right: the name of its row. */
export function rowOf(text: PageText, from: number, to: number): string {
  const { glyphs } = text;
  const at = glyphs[from] ?? glyphs.at(-1);
  if (!at) return "";
  const inLine = glyphs
    .map((glyph, index) => ({ glyph, index }))
    .filter(({ glyph, index }) => (index < from || index >= to) && Math.abs(glyph.y - at.y) < LINE_GAP * at.size);
  const left = inLine.filter(({ glyph }) => glyph.x < at.x);
  const row = (left.length > 0 ? left : inLine).toSorted((a, b) => a.glyph.x - b.glyph.x);
  let name = "";
  row.forEach(({ index }, place) => {
    const before = row[place - 1]?.index;
    name += (before !== undefined && text.words[before] !== text.words[index] ? " " : "") + text.chars[index];
  });
  return name.length > LONGEST_PLACE ? `${name.slice(0, LONGEST_PLACE)}…` : name;
}
