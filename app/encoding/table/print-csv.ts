/** Spreadsheets in Chinese and European settings take a file without this mark for their own old encoding. */
const BYTE_ORDER_MARK = "\ufeff";

const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;

/** A separator, blanks or quotes, then apostrophes and a sign that begins a formula. */
const FORMULA_BEHIND_SEPARATOR = /;[\s"]*'*[=+\-@＝＋－＠]/g;
const APOSTROPHE_OR_SIGN = /['=+\-@＝＋－＠]/;

/** Takes off again what `printCsv` puts before text that a spreadsheet would run. */
export function withoutGuards(text: string): string {
  const whole = text.replace(FORMULA_BEHIND_SEPARATOR, (found) => found.replace("'", ""));
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(whole) ? whole.slice(1) : whole;
}

/** Rows as a CSV file that spreadsheets open as it is meant: UTF-8 with its mark, CRLF. */
export function printCsv(rows: Iterable<readonly string[]>): string {
  let text = BYTE_ORDER_MARK;
  for (const cells of rows) text += `${cells.map(printCell).join(",")}\r\n`;
  return text;
}

/**
 * A cell that a spreadsheet cannot run: text that begins like a formula gets an apostrophe, as OWASP advises against
 * CSV injection, the signs of full width among them; what begins with apostrophes and then like one gets one more, so that
 * it can be taken off again. A number keeps its minus. Settings that separate by `;` begin a cell behind each, quotes or not.
 */
function printCell(text: string): string {
  const parted = text.replace(FORMULA_BEHIND_SEPARATOR, (found) => found.replace(APOSTROPHE_OR_SIGN, "'$&"));
  const safe = /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && !NUMBER.test(text) ? `'${parted}` : parted;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
