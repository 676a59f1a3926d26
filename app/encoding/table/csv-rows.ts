/** Reads rows of delimited text (RFC 4180) in pieces, with any of the three line ends. */
import { FileError } from "./file-error.ts";

/** A longer row comes from a broken quote or an attack. */
export const ROW_CHARACTERS = 100_000;

export interface CsvRow {
  /** As a spreadsheet counts: a quoted line end adds no row, a blank line does. */
  row: number;
  cells: string[];
  /** A quote is inside a cell or followed by text. The cells are a best guess. */
  isQuoteStray: boolean;
}

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Splits pieces of text into rows. An incomplete row is continued with the next piece.
 * @param pieces the text in pieces of any size, without its byte order mark
 * @throws FileError `csv_broken` (with the `row` whose quote is never closed), `row_too_long`
 */
export function* csvRows(pieces: Iterable<string>, delimiter: string): Generator<CsvRow[]> {
  const reader = new CsvReader(delimiter);
  for (const piece of pieces) {
    const rows = reader.push(piece, false);
    if (rows.length > 0) yield rows;
  }
  const rows = reader.push("", true);
  if (rows.length > 0) yield rows;
}

class CsvReader {
  private readonly delimiter: number;
  private text = "";
  private at = 0;
  private isLast = false;
  private row = 0;
  private isStray = false;
  private hasOpenQuote = false;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  push(piece: string, isLast: boolean): CsvRow[] {
    this.text = this.text.slice(this.at) + piece;
    this.at = 0;
    this.isLast = isLast;
    const rows: CsvRow[] = [];
    while (this.at < this.text.length) {
      const start = this.at;
      const cells = this.readRow();
      if (this.at - start > ROW_CHARACTERS) throw this.tooLong();
      if (cells === null) {
        this.at = start;
        break;
      }
      this.row += 1;
      rows.push({ row: this.row, cells, isQuoteStray: this.isStray });
    }
    return rows;
  }

  /** An unclosed quote takes in the rest of the file, so it is reported even before the end of the file. */
  private tooLong(): FileError {
    return this.hasOpenQuote
      ? new FileError("csv_broken", { row: this.row + 1 })
      : new FileError("row_too_long", { row: this.row + 1, limit: ROW_CHARACTERS });
  }

  /** Null if the row continues in the next piece. `at` then marks how far it was read. */
  private readRow(): string[] | null {
    const { text, delimiter, isLast } = this;
    const end = text.length;
    const cells: string[] = [];
    this.isStray = false;
    this.hasOpenQuote = false;
    let at = this.at;
    for (;;) {
      let cell: string;
      let code = at < end ? text.charCodeAt(at) : -1;
      if (code === QUOTE) {
        this.at = at;
        const quoted = this.readQuoted();
        if (quoted === null) return null;
        cell = quoted;
        at = this.at;
        code = at < end ? text.charCodeAt(at) : -1;
      } else {
        const start = at;
        while (code !== delimiter && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== -1) {
          if (code === QUOTE) this.isStray = true;
          at += 1;
          code = at < end ? text.charCodeAt(at) : -1;
        }
        cell = text.slice(start, at);
      }
      const isOpen = code === -1 || (code === CARRIAGE_RETURN && at + 1 === end);
      if (isOpen && !isLast) {
        this.at = at;
        return null;
      }
      cells.push(cell);
      at += 1;
      if (code === delimiter) continue;
      if (code === CARRIAGE_RETURN && text.charCodeAt(at) === LINE_FEED) at += 1;
      this.at = Math.min(at, end);
      return cells;
    }
  }

  /**
   * Reads from an opening quote to the delimiter or line end after its closing quote. Null if the piece ends before.
   */
  private readQuoted(): string | null {
    const { text, delimiter, isLast } = this;
    let from = this.at + 1;
    let cell = "";
    for (;;) {
      const close = text.indexOf('"', from);
      if (close < 0 || (close + 1 === text.length && !isLast)) {
        this.hasOpenQuote = close < 0;
        if (isLast) throw new FileError("csv_broken", { row: this.row + 1 });
        this.at = text.length;
        return null;
      }
      cell += text.slice(from, close);
      const code = close + 1 < text.length ? text.charCodeAt(close + 1) : -1;
      if (code === QUOTE) {
        cell += '"';
        from = close + 2;
        continue;
      }
      if (code === delimiter || code === LINE_FEED || code === CARRIAGE_RETURN || code === -1) {
        this.at = close + 1;
        return cell;
      }
      // Text after the closing quote is added to the cell, and the row is marked as invalid.
      this.isStray = true;
      let at = close + 1;
      for (let next = code; next !== delimiter && next !== LINE_FEED && next !== CARRIAGE_RETURN; ) {
        at += 1;
        if (at >= text.length) break;
        next = text.charCodeAt(at);
      }
      this.at = at;
      return `${cell}${text.slice(close, at)}`;
    }
  }
}

export function isBlankRow(texts: readonly string[]): boolean {
  return texts.every((text) => text === "" || text.trim() === "");
}
