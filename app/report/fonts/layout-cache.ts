import type { Font, GlyphRun } from "fontkit";
import { RecentMap } from "./recent-map.ts";

/**
 * Shaped words, shared by all documents of a process. Positions are handed out as copies because pdfkit scales them in
 * place.
 */
export class LayoutCache {
  private readonly runs: RecentMap<string, GlyphRun>;

  constructor(limit: number) {
    this.runs = new RecentMap(limit);
  }

  layout(key: string, font: Font, text: string): GlyphRun {
    const run = this.find(key, font, text);
    return {
      glyphs: run.glyphs,
      advanceWidth: run.advanceWidth,
      positions: run.positions.map(({ xAdvance, yAdvance, xOffset, yOffset }) => ({
        xAdvance,
        yAdvance,
        xOffset,
        yOffset,
      })),
    };
  }

  /** The advance of `text` in font units. */
  advance(key: string, font: Font, text: string): number {
    return this.find(key, font, text).advanceWidth;
  }

  private find(key: string, font: Font, text: string): GlyphRun {
    const name = `${key}\u0000${text}`;
    const known = this.runs.get(name);
    if (known) return known;
    const run = squeezeMarks(font.layout(text), [...text], font.unitsPerEm);
    this.runs.set(name, run);
    return run;
  }
}

/** Full-width marks whose right half is empty, and those whose left half is. */
const CLOSING = "、。，．：；）」』】》〉”’";
const OPENING = "（「『【《〈“‘";

/** Where two full-width marks meet, the empty half between them is left out, as Chinese is set (W3C clreq, 3.1.6). */
function squeezeMarks(run: GlyphRun, characters: string[], em: number): GlyphRun {
  const { glyphs, positions } = run;
  if (glyphs.length !== characters.length) return run;
  for (const [index, position] of positions.entries()) {
    const [one, next] = [characters[index]!, characters[index + 1]];
    const isWide = position.xAdvance === em && positions[index + 1]?.xAdvance === em;
    if (next && isWide && isHalfEmptyBetween(one, next)) position.xAdvance = em / 2;
  }
  const advanceWidth = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  return { glyphs, positions, advanceWidth };
}

function isHalfEmptyBetween(one: string, next: string): boolean {
  if (OPENING.includes(one)) return OPENING.includes(next);
  return CLOSING.includes(one) && (CLOSING.includes(next) || OPENING.includes(next));
}
