import type { PageText } from "./page-text.ts";

/** A character of the issued page and the same one of the found page, by their positions in the texts. */
export type Pair = [issued: number, found: number];

const FEWEST_PAIRS = 8;
const SHORTEST_DISTANCE = 20;
/** Points; more than rounding, less than a column or a line. */
const MOST_SHIFT = 2.5;
const MOST_RESIZE = 0.25;
/** Brighter than this is not read on white paper. */
const WHITE = 0.95;
const INK = 0.9;

/**
 * The equal characters that are drawn elsewhere, in another size, or in white, relative to the rest of the page. A page
 * may be scaled and shifted as a whole, as by printing it on another paper.
 */
export function comparePlaces(issued: PageText, found: PageText, pairs: readonly Pair[]) {
  const { scale, x, y } = fitPage(issued, found, pairs);
  const moved: number[] = [];
  const hidden: number[] = [];
  for (const [one, other] of pairs) {
    const [before, after] = [issued.glyphs[one]!, found.glyphs[other]!];
    const shift = Math.hypot(after.x - (scale * before.x + x), after.y - (scale * before.y + y));
    const resize = Math.abs(after.size / (before.size * scale) - 1);
    if (shift > MOST_SHIFT || resize > MOST_RESIZE) moved.push(one);
    else if (after.brightness !== null && after.brightness > WHITE && !(before.brightness! > INK)) hidden.push(one);
  }
  return { moved, hidden };
}

/** Medians, so that what was moved does not count. */
function fitPage(issued: PageText, found: PageText, pairs: readonly Pair[]): { scale: number; x: number; y: number } {
  if (pairs.length < FEWEST_PAIRS) return { scale: 1, x: 0, y: 0 };
  const half = pairs.length >> 1;
  const ratios = pairs.slice(0, half).flatMap(([one, other], index) => {
    const [farOne, farOther] = pairs[index + half]!;
    const before = distance(issued, one, farOne);
    return before > SHORTEST_DISTANCE ? [distance(found, other, farOther) / before] : [];
  });
  const scale = median(ratios) ?? 1;
  const shift = (axis: "x" | "y") =>
    median(pairs.map(([one, other]) => found.glyphs[other]![axis] - scale * issued.glyphs[one]![axis])) ?? 0;
  return { scale, x: shift("x"), y: shift("y") };
}

function distance({ glyphs }: PageText, one: number, other: number): number {
  return Math.hypot(glyphs[one]!.x - glyphs[other]!.x, glyphs[one]!.y - glyphs[other]!.y);
}

function median(values: number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
