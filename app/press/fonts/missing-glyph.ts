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

/** By its name: the press of a process may come from another copy of this file than the page that asks it. */
export function isMissingGlyph(error: unknown): error is MissingGlyph {
  return error instanceof Error && error.name === "MissingGlyph";
}
