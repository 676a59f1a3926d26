import { parseMoney } from "#app/money/money-text.ts";
import { foldHeading } from "#app/records/import/activity-column.ts";
import { isNote, totalWord } from "#app/records/import/file/row-total.ts";
import { readAmount, readDirection } from "./bank-amount.ts";
import { possibleDays, readDay } from "./bank-day.ts";
import type { BankEntry, BankFault, BankMapping, BankRow, LeftOut, ReadBankFile } from "./bank-file.ts";
import { findHeadings, isDataRow, SEARCHED_ROWS } from "./bank-headings.ts";
import { readCurrency } from "./currency-word.ts";

/** A table with its headings found or chosen. */
export interface BankTable {
  /** The spreadsheet row of the headings, or 0 if there are none. */
  headingRow: number;
  headings: string[];
  titles: string[];
  body: BankRow[];
}

/** @param headingRow the row that a person chose, 0 for none; found by its words if null */
export function splitTable(rows: readonly BankRow[], headingRow: number | null = null): BankTable {
  const chosen =
    headingRow === null ? (findHeadings(rows) ?? firstFullRow(rows)) : rows.find(({ row }) => row === headingRow);
  const at = chosen ? rows.indexOf(chosen) : -1;
  const body = rows.slice(at + 1);
  const width = Math.max(0, ...rows.map(({ texts }) => texts.length));
  const headings = Array.from({ length: width }, (_, column) => (chosen?.texts[column] ?? "").trim());
  return {
    headingRow: chosen?.row ?? 0,
    headings,
    titles: rows.slice(0, Math.max(at, 0)).map(({ texts }) => texts.join(" ").trim()),
    body,
  };
}

/** If headings use unknown words: the first row at least half as wide as the table, unless it has a date. */
function firstFullRow(rows: readonly BankRow[]): BankRow | undefined {
  const widthOf = ({ texts }: BankRow) => texts.filter((text) => text.trim() !== "").length;
  const widest = Math.max(0, ...rows.slice(0, SEARCHED_ROWS).map(widthOf));
  const first = rows.slice(0, SEARCHED_ROWS).find((row) => widthOf(row) * 2 > widest);
  return first && !isDataRow(first) ? first : undefined;
}

/** What files of one bank have in common. To be hashed. */
export function fingerprintText(headings: readonly string[]): string {
  const folded = headings.map(foldHeading);
  while (folded.at(-1) === "") folded.pop();
  return JSON.stringify(folded.length > 0 ? folded : ["", headings.length]);
}

/** Reads the incoming payments. Every row is a line, a row left out with its reason, or an error. */
export function readTable({ headings, body }: BankTable, mapping: BankMapping): ReadBankFile {
  const entries: BankEntry[] = [];
  const faults: BankFault[] = [];
  const leftOut: LeftOut[] = [];
  const headingText = JSON.stringify(headings.map(foldHeading));
  for (const row of body) {
    const text = shortOf(row);
    const aside = reasonAside(row, mapping) ?? (isHeadingAgain(row, headings.length, headingText) ? "heading" : null);
    if (aside) {
      leftOut.push({ row: row.row, reason: aside, text });
      continue;
    }
    const read = readRow(row, mapping);
    if ("fault" in read) faults.push({ row: row.row, fault: read.fault, text: read.text });
    else if ("reason" in read) leftOut.push({ row: row.row, reason: read.reason, text });
    else entries.push({ row: row.row, ...read });
  }
  const lines = toLines(entries);
  return {
    lines: lines.lines,
    faults: [...faults, ...lines.faults],
    leftOut: [...leftOut, ...lines.leftOut].toSorted((a, b) => a.row - b.row),
  };
}

function shortOf({ texts }: BankRow): string {
  return texts
    .filter((text) => text.trim() !== "")
    .join(" · ")
    .slice(0, 120);
}

function isHeadingAgain({ texts }: BankRow, width: number, headingText: string): boolean {
  const folded = Array.from({ length: width }, (_, column) => foldHeading(texts[column] ?? ""));
  return JSON.stringify(folded) === headingText;
}

/** A row without a date is a total or a note if it has the words of one, or no amount either. */
function reasonAside({ texts, exact }: BankRow, mapping: BankMapping): LeftOut["reason"] | null {
  const date = (texts[mapping.date] ?? "").trim();
  if (exact.includes(mapping.date) || Object.keys(possibleDays(date)).length > 0) return null;
  const filled = texts.map((text) => text.trim()).filter((text) => text !== "");
  const first = (filled[0] ?? "").replace(/^[#*\s]+/, "");
  if (filled.some((text) => totalWord(text.replace(/^[#*\s]+/, "").slice(0, 40)) !== null)) return "total";
  if (isNote(first) || (filled[0] ?? "").startsWith("#") || filled.length === 1) return "note";
  const columns = [mapping.amount, mapping.credit, mapping.debit].filter((column) => column !== null);
  return columns.every((column) => (texts[column] ?? "").trim() === "") ? "note" : null;
}

type ReadRow = Omit<BankEntry, "row"> | { fault: BankFault["fault"]; text: string } | { reason: LeftOut["reason"] };

function readRow({ texts, exact }: BankRow, mapping: BankMapping): ReadRow {
  const at = (column: number | null) => (column === null ? "" : cleaned(texts[column] ?? ""));
  const amount = readSigned(at, exact, mapping);
  if (typeof amount !== "string") return amount;
  if (amount === "") return { reason: "no_amount" };
  const date = at(mapping.date);
  const bookedOn = exact.includes(mapping.date) ? readDay(date, "ymd") : readDay(date, mapping.dates);
  if (!bookedOn) return { fault: "date_unreadable", text: date };
  const currency = mapping.currency === null ? mapping.account : readCurrency(at(mapping.currency));
  if (!currency) return { fault: "currency_unreadable", text: at(mapping.currency) };
  const note = [...new Set(mapping.texts.map(at).filter((text) => text !== ""))].join(" · ");
  return { bookedOn, currency, amount, payer: at(mapping.payer), note, reference: at(mapping.reference) };
}

/** The amount with a minus sign if it left. "" if the row has none. */
function readSigned(
  at: (column: number | null) => string,
  exact: readonly number[],
  { amount, credit, debit, direction, decimal }: BankMapping,
): string | { fault: BankFault["fault"]; text: string } {
  const read = (column: number) => readAmount(at(column), exact.includes(column) ? "point" : decimal);
  if (credit === null) {
    const column = amount!;
    const value = read(column);
    if (value === null) return { fault: "amount_unreadable", text: at(column) };
    if (value === "" || direction === null) return value;
    const isIn = readDirection(at(direction));
    if (isIn === null) return { fault: "direction_unreadable", text: at(direction) };
    // Some banks also give money that left a minus sign.
    return isIn || value.startsWith("-") ? value : `-${value}`;
  }
  const [came, left] = [read(credit), debit === null ? "" : read(debit)];
  if (came === null) return { fault: "amount_unreadable", text: at(credit) };
  if (left === null) return { fault: "amount_unreadable", text: at(debit) };
  const [hasCome, hasLeft] = [!isNothing(came), !isNothing(left)];
  if (hasCome && hasLeft) return { fault: "two_amounts", text: `${at(credit)} / ${at(debit)}` };
  if (hasLeft) return left.startsWith("-") ? left : `-${left}`;
  return came;
}

function isNothing(decimal: string): boolean {
  return /^0*(\.0*)?$/.test(decimal);
}

/** Banks protect long numbers from spreadsheets with `="…"`, a tab or an apostrophe. */
function cleaned(text: string): string {
  const whole = /^="(.*)"$/.exec(text.trim())?.[1] ?? text;
  return whole
    .trim()
    .replace(/^'(?=\S)/, "")
    .replace(/\s+/g, " ");
}

const LONGEST = { payer: 300, note: 1000, reference: 200 };

/** Incoming payments in the currency's smallest unit, with a key each. */
export function toLines(entries: readonly BankEntry[]): ReadBankFile {
  const read: ReadBankFile = { lines: [], faults: [], leftOut: [] };
  const seen = new Map<string, number>();
  for (const { row, bookedOn, currency, amount, payer, note, reference } of entries) {
    const parsed = parseMoney(amount, currency);
    if (!parsed.ok) {
      read.faults.push({ row, fault: "amount_unreadable", text: amount });
      continue;
    }
    const amountMinor = parsed.money.minor;
    if (amountMinor <= 0n) {
      const reason = amountMinor === 0n ? "no_amount" : "outgoing";
      read.leftOut.push({
        row,
        reason,
        text: [bookedOn, `${amount} ${currency}`, payer, note].join(" · ").slice(0, 120),
      });
      continue;
    }
    if (payer.length > LONGEST.payer || note.length > LONGEST.note || reference.length > LONGEST.reference) {
      read.faults.push({ row, fault: "too_long", text: note.slice(0, 40) });
      continue;
    }
    const content = JSON.stringify([bookedOn, currency, String(amountMinor), payer, note, reference]);
    const time = (seen.get(content) ?? 0) + 1;
    seen.set(content, time);
    read.lines.push({ row, key: `${content}#${time}`, bookedOn, currency, amountMinor, payer, note, reference });
  }
  return read;
}
