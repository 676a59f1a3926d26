import { faceFor } from "./faces.ts";
import { MissingGlyph } from "./missing-glyph.ts";

/** The first character of a text that no face of the report can draw, and where in the value it stands; null for none. */
export interface Unprintable {
  character: string;
  /** `U+1F600`. */
  codePoint: string;
  /** Keys from the value down to the text, such as `organization.legalName.zh`. */
  path: string;
}

/** Line ends part lines; every other character of a text is drawn. */
const UNDRAWN = new Set(["\n", "\r"]);

/** Looks at every text of a value: a name, or all facts of a report. */
export function findUnprintable(value: unknown, path = ""): Unprintable | null {
  if (typeof value === "string") return findInText(value, path);
  if (typeof value !== "object" || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const found = findUnprintable(part, path ? `${path}.${key}` : key);
    if (found) return found;
  }
  return null;
}

function findInText(text: string, path: string): Unprintable | null {
  for (const character of text) {
    if (UNDRAWN.has(character)) continue;
    try {
      faceFor("sans", character, true);
    } catch (error) {
      if (!(error instanceof MissingGlyph)) throw error;
      return { character, codePoint: error.codePoint, path };
    }
  }
  return null;
}
