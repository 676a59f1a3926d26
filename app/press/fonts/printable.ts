import { codePointOf, findTextFault } from "#app/encoding/text/plain-text.ts";
import { measureText } from "#app/press/layout/text-line.ts";
import { isChinese } from "#app/press/script.ts";
import { faceFor } from "./faces.ts";
import { MissingGlyph } from "./missing-glyph.ts";

/** A character of a text that a report can't show, and its position in the value. */
export interface Unprintable {
  character: string;
  /** `U+1F600`. */
  codePoint: string;
  /** Keys from the value down to the text, such as `organization.legalName.zh`. */
  path: string;
  text: string;
}

/** Line ends part lines; every other character of a text is drawn. */
const LINE_ENDS = new Set(["\n", "\r"]);
const ROLES = ["sans", "sansBold", "serif"] as const;

/** The first character of all texts of a value that can't be shown, be it a name or all facts of a report; null for none. */
export function findUnprintable(value: unknown): Unprintable | null {
  return listUnprintable(value, 1)[0] ?? null;
}

/** The first such character of each text of a value, of as many texts as are asked for. */
export function listUnprintable(value: unknown, most: number): Unprintable[] {
  const found: Unprintable[] = [];
  collect(value, "", found, most);
  return found;
}

function collect(value: unknown, path: string, found: Unprintable[], most: number): void {
  if (found.length >= most) return;
  if (typeof value === "string") {
    const character = findInText(value);
    if (character !== null) found.push({ character, codePoint: codePointOf(character), path, text: value });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) collect(part, path ? `${path}.${key}` : key, found, most);
}

function findInText(text: string): string | null {
  const fault = findTextFault(text);
  if (fault) return fault.character;
  for (const character of text) if (!LINE_ENDS.has(character) && !isDrawn(character)) return character;
  return findUnjoined(text);
}

/** The first letter of a word that a face can't join, though it has its letters. */
function findUnjoined(text: string): string | null {
  if (!/[\u0600-\u0fff\ufb50-\ufeff]/.test(text)) return null;
  try {
    for (const role of ROLES) measureText(text, { role, size: 1, color: "#000000", leading: 1 });
    return null;
  } catch (error) {
    if (error instanceof MissingGlyph) return error.character;
    throw error;
  }
}

/** Whether a report can draw it in every place: in a table, in a heading, on the cover. */
function isDrawn(character: string): boolean {
  try {
    for (const role of ROLES) faceFor(role, character, isChinese(character) ? "chinese" : "western");
    return true;
  } catch (error) {
    if (error instanceof MissingGlyph) return false;
    throw error;
  }
}
