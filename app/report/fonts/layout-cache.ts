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
    const run = font.layout(text);
    this.runs.set(name, run);
    return run;
  }
}
