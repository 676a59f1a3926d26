/** No face of the report can draw this character. The text must be changed; a report never shows an empty box. */
export class MissingGlyph extends Error {
  readonly character: string;
  readonly codePoint: string;

  constructor(character: string) {
    const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
    super(`no glyph for ${codePoint}`);
    this.name = "MissingGlyph";
    this.character = character;
    this.codePoint = codePoint;
  }
}
