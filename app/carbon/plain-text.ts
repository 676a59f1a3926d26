// Control, direction and other invisible characters, and Unicode's own line ends: a page and a PDF could show different
// text, and two names that look alike could differ. Half a surrogate pair and U+FFFE are no text.
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\p{Cf}\p{Surrogate}\p{Noncharacter_Code_Point}\u2028\u2029]/u;

/** Whether a text reads the same everywhere: it holds no invisible control or direction character. */
export function isPlainText(text: string): boolean {
  return !FORBIDDEN.test(text);
}

/** Whether a text of the database can hold it: JSON can also say a null character, and half of a pair. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
