import type { Font, GlyphRun } from "fontkit";
import { MissingGlyph } from "./missing-glyph.ts";
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
    const characters = [...text];
    const run = squeezeMarks(nameParts(shape(font, text), font), characters, font.unitsPerEm);
    this.runs.set(name, run);
    return run;
  }
}

/** The rules of a face that join letters fail on some of them, such as rare ones of Arabic: those it can't draw. */
function shape(font: Font, text: string): GlyphRun {
  try {
    return font.layout(text);
  } catch (cause) {
    if (cause instanceof TypeError) throw new MissingGlyph([...text][0]!);
    throw cause;
  }
}

/**
 * Some faces draw a letter with marks by several glyphs. Each is named by the character that it draws alone:
 * otherwise the first would always be mapped to the whole letter, and an “i” be copied as “ị”.
 */
function nameParts(run: GlyphRun, font: Font): GlyphRun {
  if (run.glyphs.every(({ codePoints }) => codePoints.length > 0)) return run;
  const glyphs = run.glyphs.map((glyph) => {
    const [one] = glyph.codePoints;
    if (one !== undefined && font.glyphForCodePoint(one).id === glyph.id) return glyph;
    const own = font._cmapProcessor.codePointsForGlyph(glyph.id).slice(0, 1);
    return own.length === 0 ? glyph : (font.getGlyph(glyph.id, own) ?? glyph);
  });
  return { ...run, glyphs, positions: run.positions, advanceWidth: run.advanceWidth };
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
