/** Spreadsheets in Chinese and European settings take a file without this mark for their own old encoding. */
const BYTE_ORDER_MARK = "\ufeff";

const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;

/** Rows as a CSV file that spreadsheets open as it is meant: UTF-8 with its mark, CRLF. */
export function printCsv(rows: Iterable<readonly string[]>): string {
  let text = BYTE_ORDER_MARK;
  for (const cells of rows) text += `${cells.map(printCell).join(",")}\r\n`;
  return text;
}

/**
 * A cell that a spreadsheet cannot run: text that begins like a formula gets an apostrophe, as OWASP advises against
 * CSV injection, the signs of full width among them; what begins with apostrophes and then like one gets one more, so that it can be taken off again. A number
 * keeps its minus.
 */
function printCell(text: string): string {
  const safe = /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
