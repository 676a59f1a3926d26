import type { Font, GlyphRun } from "fontkit";

/**
 * Shaped words, shared by all documents of a process; the least recently used is dropped. Positions are handed out as
 * copies because pdfkit scales them in place.
 */
export class LayoutCache {
  private readonly runs = new Map<string, GlyphRun>();
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
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
    let run = this.runs.get(name);
    if (run) {
      this.runs.delete(name);
    } else {
      run = font.layout(text);
      const oldest = this.runs.size >= this.limit ? this.runs.keys().next().value : undefined;
      if (oldest !== undefined) this.runs.delete(oldest);
    }
    this.runs.set(name, run);
    return run;
  }
}
