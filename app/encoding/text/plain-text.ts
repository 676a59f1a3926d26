// Control, direction and other invisible characters, and Unicode's own line ends: a page and a PDF could show different
// text, and two names that look alike could differ. Half a surrogate pair and U+FFFE are no text. Fillers and variation
// selectors (`Default_Ignorable_Code_Point`) are drawn as nothing, U+2800 as an empty cell. The fifth mark on a letter:
// no writing of a company's name needs more than four, and a heap of them covers the lines above and below.
const SUSPECT =
  /(?![\t\n\r])\p{Cc}|[\p{Cf}\p{Surrogate}\p{Noncharacter_Code_Point}\u2028\u2029]|[\p{Default_Ignorable_Code_Point}\u2800]|(?<=\p{M}{4})(\p{M})/u;
const LINE_END = /[\t\n\r]/;

/** Why a text is refused, and the character that it is refused for. */
export interface TextFault {
  kind: "invisible" | "stacked" | "line_end";
  /** As it stands in the text. */
  character: string;
  /** `U+200B`. */
  codePoint: string;
}

/** Whether a text reads the same everywhere: it holds nothing that can't be seen, and no letter under a heap of marks. */
export function isPlainText(text: string): boolean {
  return !SUSPECT.test(text);
}

/** As {@link isPlainText}, of a name: it is one line too. */
export function isPlainLine(text: string): boolean {
  return !LINE_END.test(text) && isPlainText(text);
}

/** What keeps a text from being plain: its first such character. */
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

/** Whether a text of the database can hold it: JSON can also say a null character, and half of a pair. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
