import { isDate } from "#app/day/period.ts";
import { findDelimiter } from "#app/encoding/table/csv-delimiter.ts";
import { csvRows } from "#app/encoding/table/csv-rows.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { parseMoney } from "#app/money/money-text.ts";
import { readNumber } from "#app/number/read-number.ts";
import type { DecimalStyle } from "#app/records/import/file/activity-file.ts";

/** The order of day, month and year in a file. Chosen by a person, never guessed. */
export type DateOrder = "ymd" | "dmy" | "mdy";

export const STATEMENT_FIELDS = ["date", "amount", "payer", "note", "reference"] as const;
export type StatementField = (typeof STATEMENT_FIELDS)[number];

export interface StatementMapping {
  columns: Record<StatementField, number | null>;
  currency: string;
  decimal: DecimalStyle;
  dates: DateOrder;
}

export interface StatementLine {
  /** Row number in the file, from 1. */
  row: number;
  key: string;
  bookedOn: string;
  amountMinor: bigint;
  payer: string;
  note: string;
  reference: string;
}

/** A row that can't be read. `fault` is a message key. */
export interface StatementFault {
  row: number;
  fault: "date_unreadable" | "amount_unreadable" | "too_long";
  text: string;
}

export interface StatementTable {
  headings: string[];
  rows: string[][];
}

export interface ReadStatement {
  lines: StatementLine[];
  faults: StatementFault[];
  /** Number of rows with outgoing payments or without an amount. */
  leftOut: number;
}

const MOST_ROWS = 5000;
/** Including blank lines. */
const MOST_LINES = 20_000;
const PIECE = 16_384;
const HEADING_WORDS: Record<StatementField, RegExp> = {
  date: /date|valuta|日期|时间/i,
  amount: /credit|amount|betrag|paid in|收入|贷方|金额|入账/i,
  payer: /payer|name|counterparty|debtor|sender|付款人|对方户名|户名|对方名称/i,
  note: /detail|description|narrative|remittance|purpose|memo|摘要|附言|用途|备注/i,
  reference: /reference|transaction id|\bid\b|流水号|交易号|凭证号/i,
};

/** Decodes a bank export as UTF-8 or, as common in China, GB18030. Null if it is neither. */
export function decodeStatement(bytes: Uint8Array): string | null {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}

/** Null if the text is not a table of at least two columns and one row, or is too long. */
export function openStatement(text: string): StatementTable | null {
  const rows: string[][] = [];
  try {
    // Read in pieces, so that a file that is too long is not read to the end.
    for (const part of csvRows(piecesOf(text), findDelimiter(text.slice(0, PIECE)))) {
      for (const { row, cells } of part) {
        if (cells.some((cell) => cell.trim() !== "")) rows.push(cells.map((cell) => cell.trim()));
        if (rows.length > MOST_ROWS || row > MOST_LINES) return null;
      }
    }
  } catch (error) {
    if (error instanceof FileError) return null;
    throw error;
  }
  const [headings, ...rest] = rows;
  return headings && headings.length >= 2 && rest.length > 0 ? { headings, rows: rest } : null;
}

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

/** Suggests columns by their headings. The user can change them. */
export function suggestColumns({ headings }: StatementTable): StatementMapping["columns"] {
  const taken = new Set<number>();
  const find = (field: StatementField) => {
    const index = headings.findIndex((heading, at) => !taken.has(at) && HEADING_WORDS[field].test(heading));
    if (index < 0) return null;
    taken.add(index);
    return index;
  };
  return Object.fromEntries(STATEMENT_FIELDS.map((field) => [field, find(field)])) as StatementMapping["columns"];
}

/**
 * Reads incoming payments. The key of a line is its content and the number of equal lines before it, so that
 * overlapping statements give each line once.
 */
export function readStatement({ rows }: StatementTable, mapping: StatementMapping): ReadStatement {
  const read: ReadStatement = { lines: [], faults: [], leftOut: 0 };
  const seen = new Map<string, number>();
  for (const [index, cells] of rows.entries()) {
    const at = (field: StatementField) => {
      const column = mapping.columns[field];
      return column === null ? "" : (cells[column] ?? "");
    };
    const row = index + 2;
    const typed = at("amount");
    const decimal = typed === "" ? "0" : readNumber(typed, mapping.decimal);
    const amount = decimal === null ? null : parseMoney(decimal, mapping.currency);
    if (!amount?.ok) {
      read.faults.push({ row, fault: "amount_unreadable", text: typed });
      continue;
    }
    if (amount.money.minor <= 0n) {
      read.leftOut++;
      continue;
    }
    const bookedOn = readDay(at("date"), mapping.dates);
    if (!bookedOn) {
      read.faults.push({ row, fault: "date_unreadable", text: at("date") });
      continue;
    }
    const [payer, note, reference] = [at("payer"), at("note"), at("reference")];
    if (payer.length > 300 || note.length > 1000 || reference.length > 200) {
      read.faults.push({ row, fault: "too_long", text: note.slice(0, 40) });
      continue;
    }
    const said = JSON.stringify([bookedOn, mapping.currency, String(amount.money.minor), payer, note, reference]);
    const time = (seen.get(said) ?? 0) + 1;
    seen.set(said, time);
    const key = `${said}#${time}`;
    read.lines.push({ row, key, bookedOn, amountMinor: amount.money.minor, payer, note, reference });
  }
  return read;
}

function readDay(text: string, order: DateOrder): string | null {
  const parts = /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})日?(?:[ T].*)?$/.exec(text)?.slice(1);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)?.slice(1);
  const [year, month, day] = (compact ?? (parts && inOrder(parts as [string, string, string], order)) ?? []).map(
    Number,
  );
  if (!year || !month || !day || year < 1990 || year > 2100) return null;
  const iso = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isDate(iso) ? iso : null;
}

function inOrder([a, b, c]: [string, string, string], order: DateOrder): string[] {
  if (order === "ymd") return [a, b, c];
  return order === "dmy" ? [c, b, a] : [c, a, b];
}
