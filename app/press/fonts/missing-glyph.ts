import { codePointOf } from "#app/encoding/text/plain-text.ts";

/** No face of the report can draw this character. The text must be changed; a report never shows an empty box. */
export class MissingGlyph extends Error {
  readonly character: string;
  readonly codePoint: string;

  constructor(character: string) {
    const codePoint = codePointOf(character);
    super(`no glyph for ${codePoint}`);
    this.name = "MissingGlyph";
    this.character = character;
    this.codePoint = codePoint;
  }
}
