import { normalText } from "#app/encoding/text/normal-text.ts";
import type { ExpectedText } from "./expected-text.ts";
import { type PrintedText, plainOf } from "./printed-text.ts";

/** The first text that is not what the data give. `printed` and `recomputed` are figures where figures differ. */
export interface PrintedDifference {
  section: string;
  row: string;
  column: string;
  printed: string;
  recomputed: string;
}

export interface PrintedComparison {
  /** Figures that the data give and that were found in print, up to the first difference. */
  figures: number;
  difference: PrintedDifference | null;
}

/** A number with its separators: 1,234.5 or 2025-03-01 in three. */
const FIGURE = /\d(?:[\d.,]*\d)?/g;
const LONGEST_SHOWN = 80;

/**
 * Compares what a file prints with what its data give, text by text in the order of the structure tree. Only white space
 * is passed over, for lines are broken where the page ends; a figure, a word or a text more or less is a difference.
 */
export function comparePrinted(printed: readonly PrintedText[], expected: readonly ExpectedText[]): PrintedComparison {
  const found = printed.filter(({ type }) => type !== "Figure").map(({ parts }) => plainOf(parts));
  let figures = 0;
  for (let at = 0; at < Math.max(found.length, expected.length); at += 1) {
    const [mine, text] = [expected[at], found[at]];
    if (mine !== undefined && text !== undefined && squeeze(mine.text) === squeeze(text)) {
      figures += figuresOf(mine.text).length;
      continue;
    }
    return { figures, difference: describe(text, mine, expected.at(-1)) };
  }
  return { figures, difference: null };
}

function describe(found = "", mine?: ExpectedText, last?: ExpectedText): PrintedDifference {
  const { section = "", row = "", column = "" } = mine ?? last ?? {};
  const place = { section, row: flatten(row), column: flatten(column) };
  const [printed, recomputed] = [figuresOf(found), figuresOf(mine?.text ?? "")];
  const at = recomputed.findIndex((figure, index) => figure !== printed[index]);
  const isFigure = at >= 0 && printed.length === recomputed.length;
  if (isFigure) return { ...place, printed: printed[at]!, recomputed: recomputed[at]! };
  const text = mine?.text ?? "";
  const from = startOfExcerpt(found, text);
  return { ...place, printed: excerpt(found, from), recomputed: excerpt(text, from) };
}

/** White space is taken out first: a long figure may be broken over lines. */
function figuresOf(text: string): string[] {
  return text.replace(/\n/g, " ").match(FIGURE) ?? [];
}

function squeeze(text: string): string {
  return normalText(text.replace(/\s/gu, ""), "NFC");
}

function flatten(text: string): string {
  return excerpt(text.replace(/\s+/gu, " ").trim(), 0);
}

/** Where to start, so that the first difference of two texts is shown. Long texts such as hashes often begin alike. */
function startOfExcerpt(one: string, other: string): number {
  if (Math.max(one.length, other.length) <= LONGEST_SHOWN) return 0;
  let alike = 0;
  while (alike < Math.min(one.length, other.length) && one[alike] === other[alike]) alike += 1;
  return alike < LONGEST_SHOWN / 2 ? 0 : alike - LONGEST_SHOWN / 4;
}

function excerpt(text: string, from: number): string {
  const to = from + LONGEST_SHOWN;
  return `${from > 0 ? "…" : ""}${text.slice(from, to)}${text.length > to ? "…" : ""}`;
}
