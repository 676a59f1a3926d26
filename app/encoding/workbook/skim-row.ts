/** The plain form of a row, in which programs write nearly all of them. */
import { LAST_COLUMN } from "./cell-address.ts";

/** Without entities, line ends to normalize or characters that XML can't hold. The parser reads those. */
const PLAIN_TEXT = "[^<&\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff\\ufffe\\uffff\\]]";
// pattern: our own text, one class from beginning to end.
const ARE_PLAIN = new RegExp(`^${PLAIN_TEXT}*$`);
const IS_PLAIN = new RegExp(`^${PLAIN_TEXT}{0,32767}$`);
/** An attribute may occur only once. The parser refuses duplicates. */
const ROW = /<row((?: [A-Za-z][\w:.-]{0,40}="[^"<&]{0,200}")*)>/y;
const ATTRIBUTE = / ([\w:.-]+)="([^"]*)"/g;
const TYPES: ReadonlySet<string> = new Set(["n", "s", "str", "b", "e", "inlineStr"]);
const BARE_ROW = '<row r="';
const ROW_END = "</row>";
const LONGEST_NUMBER = 40;
const INLINE = ["><is><t>", '><is><t xml:space="preserve">'] as const;
const A = 65;
const Z = 90;
const ZERO = 48;
const NINE = 57;
const MARK = 34;
const POINT = 46;
const MINUS = 45;
const SPACE = 32;
const LESS = 60;
const MORE = 62;
const LETTER_C = 99;
const LETTER_S = 115;
const LETTER_V = 118;

/** A cell of a plain row. */
export interface PlainCell {
  column: number;
  style: number;
  type: string;
  /** Null if the cell is empty. For a shared text, its number. */
  value: string | number | null;
}

/**
 * Reads `<row …>…</row>` without a regular expression for each cell. One object reads all rows of a sheet, and its
 * cells are those of the latest row.
 */
export class PlainRow {
  r = "";
  hidden: string | undefined;
  /** Only the first `count` cells belong to the current row. */
  readonly cells: PlainCell[] = [];
  count = 0;
  private xml = "";
  private at = 0;

  /**
   * @returns where the row ends, or -1 if it is incomplete or not in plain form, which is no error. No text of a plain
   * row contains a `<`, so the row ends where its element does.
   */
  read(xml: string, from: number): number {
    this.xml = xml;
    this.count = 0;
    if (!this.readStart(from)) return -1;
    while (xml.charCodeAt(this.at + 1) === LETTER_C) {
      if (!this.readCell()) return -1;
    }
    return xml.startsWith(ROW_END, this.at) ? this.at + ROW_END.length : -1;
  }

  private readStart(from: number): boolean {
    const digits = from + BARE_ROW.length;
    if (this.xml.startsWith(BARE_ROW, from)) {
      const end = endOfDigits(this.xml, digits);
      if (end > digits && this.xml.startsWith('">', end)) {
        this.r = this.xml.slice(digits, end);
        this.hidden = undefined;
        this.at = end + 2;
        return true;
      }
    }
    ROW.lastIndex = from;
    const start = ROW.exec(this.xml);
    const attributes = start && attributesOf(start[1]!);
    const r = attributes?.get("r");
    if (!start || !attributes || r === undefined) return false;
    this.r = r;
    this.hidden = attributes.get("hidden");
    this.at = from + start[0].length;
    return true;
  }

  /** `<c r="B7" s="1" t="s">…</c>`, in which style and type may be missing. */
  private readCell(): boolean {
    const { xml, r } = this;
    if (!xml.startsWith('<c r="', this.at)) return false;
    let at = this.at + 6;
    let column = 0;
    for (let code = xml.charCodeAt(at); code >= A && code <= Z && column <= LAST_COLUMN; code = xml.charCodeAt(at)) {
      column = column * 26 + code - A + 1;
      at += 1;
    }
    if (column === 0 || !xml.startsWith(r, at) || xml.charCodeAt(at + r.length) !== MARK) return false;
    at += r.length + 1;
    let style = 0;
    if (xml.charCodeAt(at) === SPACE && xml.startsWith(' s="', at)) {
      const end = endOfDigits(xml, at + 4);
      if (end === at + 4 || end > at + 10 || xml.charCodeAt(end) !== MARK) return false;
      style = Number(xml.slice(at + 4, end));
      at = end + 1;
    }
    let type = "n";
    if (xml.charCodeAt(at) === SPACE && xml.startsWith(' t="', at)) {
      const isShared = xml.charCodeAt(at + 4) === LETTER_S && xml.charCodeAt(at + 5) === MARK;
      const end = isShared ? at + 5 : xml.indexOf('"', at + 4);
      type = isShared ? "s" : xml.slice(at + 4, end);
      if (!isShared && !TYPES.has(type)) return false;
      at = end + 1;
    }
    this.at = at;
    const value = this.readValue(type);
    if (value === undefined) return false;
    this.keep(column, style, type, value);
    return true;
  }

  /** The value of the cell. Null if it is empty, undefined if it is not in plain form. */
  private readValue(type: string): string | number | null | undefined {
    const { xml, at } = this;
    if (this.isValueAt(at)) return this.readContent(type, at + 4, "</v></c>");
    if (xml.startsWith("/>", at)) return this.ended(at + 2, null);
    if (xml.startsWith("></c>", at)) return this.ended(at + 5, null);
    const inline = INLINE.find((tags) => xml.startsWith(tags, at));
    return inline === undefined ? undefined : this.readContent(type, at + inline.length, "</t></is></c>");
  }

  /** Tests for `><v>`, by far the most common case. */
  private isValueAt(at: number): boolean {
    const { xml } = this;
    return (
      xml.charCodeAt(at) === MORE &&
      xml.charCodeAt(at + 1) === LESS &&
      xml.charCodeAt(at + 2) === LETTER_V &&
      xml.charCodeAt(at + 3) === MORE
    );
  }

  private readContent(type: string, start: number, close: string): string | number | undefined {
    const { xml } = this;
    if (type === "s") {
      const end = endOfDigits(xml, start);
      if (end > start && end - start < 10 && xml.startsWith(close, end)) {
        let number = 0;
        for (let digit = start; digit < end; digit += 1) number = number * 10 + xml.charCodeAt(digit) - ZERO;
        return this.ended(end + close.length, number);
      }
    }
    const end = xml.indexOf("<", start);
    if (end < 0 || !xml.startsWith(close, end)) return undefined;
    const text = xml.slice(start, end);
    return isNumeric(text) || IS_PLAIN.test(text) ? this.ended(end + close.length, text) : undefined;
  }

  private ended<T>(at: number, value: T): T {
    this.at = at;
    return value;
  }

  private keep(column: number, style: number, type: string, value: string | number | null): void {
    const cell = this.cells[this.count];
    this.count += 1;
    if (cell === undefined) {
      this.cells.push({ column, style, type, value });
      return;
    }
    cell.column = column;
    cell.style = style;
    cell.type = type;
    cell.value = value;
  }
}

/** Whether a text has only characters of numbers, which are plain. Faster than a regular expression. */
function isNumeric(text: string): boolean {
  const { length } = text;
  if (length > LONGEST_NUMBER) return false;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < ZERO || code > NINE) && code !== POINT && code !== MINUS) return false;
  }
  return true;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= ZERO && code <= NINE; code = text.charCodeAt(at)) at += 1;
  return at;
}

function attributesOf(text: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name!)) return null;
    attributes.set(name!, value!);
  }
  return attributes;
}

const SHARED = ["<si><t>", '<si><t xml:space="preserve">'] as const;
const SHARED_END = "</t></si>";

/**
 * The text of the `<si><t>…</t></si>` at a position, and its end. Null if it is incomplete, or has runs, readings or
 * escaped characters.
 */
export function readPlainText(xml: string, from: number): { text: string; end: number } | null {
  const tags = SHARED.find((one) => xml.startsWith(one, from));
  if (tags === undefined) return null;
  const end = xml.indexOf("<", from + tags.length);
  if (end < 0 || !xml.startsWith(SHARED_END, end)) return null;
  const text = xml.slice(from + tags.length, end);
  return ARE_PLAIN.test(text) ? { text, end: end + SHARED_END.length } : null;
}
