/** Without this mark, spreadsheets with Chinese or European settings use a legacy encoding. */
const BYTE_ORDER_MARK = "\ufeff";

const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;

/** A semicolon, spaces or quotes, then apostrophes and a character that starts a formula. */
const FORMULA_BEHIND_SEPARATOR = /;[\s"]*'*[=+\-@＝＋－＠]/g;
const APOSTROPHE_OR_SIGN = /['=+\-@＝＋－＠]/;

/** Removes what `printCsv` adds before text that a spreadsheet would run. */
export function withoutGuards(text: string): string {
  const whole = text.replace(FORMULA_BEHIND_SEPARATOR, (found) => found.replace("'", ""));
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(whole) ? whole.slice(1) : whole;
}

/** Prints rows as a CSV file that spreadsheets open correctly: UTF-8 with byte order mark, CRLF. */
export function printCsv(rows: Iterable<readonly string[]>): string {
  let text = BYTE_ORDER_MARK;
  for (const cells of rows) text += `${cells.map(printCell).join(",")}\r\n`;
  return text;
}

/**
 * Escapes a cell so that no spreadsheet runs it. Text that starts like a formula gets an apostrophe, as OWASP
 * recommends against CSV injection, including full-width characters. Text with apostrophes before such a start gets one
 * more, so that it can be removed again. Numbers keep their minus sign. With `;` as delimiter, a cell can also start
 * after each `;`, even within quotes.
 */
function printCell(text: string): string {
  const parted = text.replace(FORMULA_BEHIND_SEPARATOR, (found) => found.replace(APOSTROPHE_OR_SIGN, "'$&"));
  const safe = /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && !NUMBER.test(text) ? `'${parted}` : parted;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
