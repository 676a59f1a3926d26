declare module "fontkit" {
  export interface GlyphPosition {
    xAdvance: number;
    yAdvance: number;
    xOffset: number;
    yOffset: number;
  }
  export interface Glyph {
    id: number;
    advanceWidth: number;
    codePoints: number[];
  }
  export interface GlyphRun {
    glyphs: Glyph[];
    positions: GlyphPosition[];
    advanceWidth: number;
  }
  export interface Font {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    /** @param codePoints the characters that it represents */
    getGlyph(id: number, codePoints?: number[]): Glyph | null;
    glyphForCodePoint(codePoint: number): Glyph;
    _cmapProcessor: { codePointsForGlyph(id: number): number[] };
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features?: unknown): GlyphRun;
  }
  /** Opens a TrueType or OpenType font that is already in memory. */
  export function create(buffer: Uint8Array): Font;
}
