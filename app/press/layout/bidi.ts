import bidiFactory from "bidi-js";
import { RecentMap } from "#app/press/fonts/recent-map.ts";

const bidi = bidiFactory();

/** Marks around a name that keep its direction to itself (UAX #9, FSI and PDI). They are laid out, and never drawn. */
export const ISOLATE = { open: "\u2068", close: "\u2069" };
const ISOLATES = /[\u2068\u2069]/g;

export function withoutIsolates(text: string): string {
  return text.replace(ISOLATES, "");
}

/** A line is laid out many times; its paragraph is looked through once. */
const known = new RecentMap<string, Uint8Array>(200);

/** The level of each character of a paragraph (UAX #9): even ones run from left to right, odd ones the other way. */
export function levelsOf(text: string): Uint8Array {
  let levels = known.get(text);
  if (!levels) {
    levels = bidi.getEmbeddingLevels(text, "ltr").levels;
    known.set(text, levels);
  }
  return levels;
}

/** What is drawn for a character of a stretch that runs from right to left: an opening bracket becomes a closing one. */
export function mirrored(character: string): string {
  return bidi.getMirroredCharacter(character) ?? character;
}

/** The places of a line's stretches from left to right, by the level of each (UAX #9, rule L2). */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index);
  for (let level = Math.max(...levels, 0); level > 0; level--) {
    for (let from = 0; from < order.length; from++) {
      let to = from;
      while (to < order.length && levels[order[to]!]! >= level) to++;
      if (to - from > 1) order.splice(from, to - from, ...order.slice(from, to).reverse());
      from = Math.max(from, to - 1);
    }
  }
  return order;
}
