// Control, direction and other invisible characters, and Unicode line ends: a page and a PDF could show different text,
// and two names could differ but look the same. Lone surrogates and U+FFFE are not text. Fillers and variation
// selectors (`Default_Ignorable_Code_Point`) are invisible, and U+2800 looks like an empty cell. A fifth mark on a
// letter: no script needs more than four in a company's name, and a pile of them covers the lines above and below.
const SUSPECT =
  /(?![\t\n\r])\p{Cc}|[\p{Cf}\p{Surrogate}\p{Noncharacter_Code_Point}\u2028\u2029]|[\p{Default_Ignorable_Code_Point}\u2800]|(?<=\p{M}{4})(\p{M})/u;
const LINE_END = /[\t\n\r]/;

/** Why a text is refused, and for which character. */
export interface TextFault {
  kind: "invisible" | "stacked" | "line_end";
  /** As it is in the text. */
  character: string;
  /** `U+200B`. */
  codePoint: string;
}

/** Whether a text reads the same everywhere: it has no invisible characters and no letter with a pile of marks. */
export function isPlainText(text: string): boolean {
  return !SUSPECT.test(text);
}

/** Like {@link isPlainText}, for a name: it must be a single line too. */
export function isPlainLine(text: string): boolean {
  return !LINE_END.test(text) && isPlainText(text);
}

/** The first character that makes a text not plain. */
export function findTextFault(text: string, shape: "line" | "text" = "text"): TextFault | null {
  const end = shape === "line" ? LINE_END.exec(text)?.[0] : undefined;
  if (end) return { kind: "line_end", character: end, codePoint: codePointOf(end) };
  const found = SUSPECT.exec(text);
  if (!found) return null;
  const mark = found.at(-1);
  const character = mark ?? found[0];
  return { kind: mark ? "stacked" : "invisible", character, codePoint: codePointOf(character) };
}

/** `U+1F600`, as character tables name it. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Whether PostgreSQL can store a text. JSON also allows null characters and lone surrogates. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
