import type { ByteSource } from "#app/encoding/table/byte-source.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { toHalfWidth } from "#app/number/half-width.ts";
import { add, toExactOr40, ZERO } from "#app/number/ratio.ts";
import { type DecimalStyle, looksGrouped, looksLikeDecimalComma, readNumber } from "#app/number/read-number.ts";
import type { AmountColumn, SheetShape } from "#app/records/import/file/activity-file.ts";
import { findHeadingRow, headingsOf } from "#app/records/import/file/find-headings.ts";
import { openSource } from "#app/records/import/file/open-source.ts";
import { isNote, totalWord } from "#app/records/import/file/row-total.ts";
import type { SourceRow } from "#app/records/import/file/source-table.ts";
import { suggestMapping } from "#app/records/import/file/suggest-mapping.ts";
import { type LedgerEntry, readDecimal } from "./estimate-line.ts";
import { findColumns, type LedgerColumns } from "./ledger-columns.ts";

export interface Ledger {
  entries: LedgerEntry[];
  /** Rows of totals and notes. */
  skipped: number;
  /** How numbers with a comma were read. Null if there are none. */
  style: DecimalStyle | null;
}

/** Above this, a browser would take minutes. */
export const MOST_LINES = 5000;
const LONGEST_TEXT = 300;
const SAMPLES = 20;

/**
 * The lines of a ledger or bill list, of all its visible sheets.
 *
 * @throws FileError, WorkbookError, also for a file without a column of amounts (`ledger_without_amounts`) or with too
 * many lines (`ledger_too_long`)
 */
export function readLedger(file: ByteSource, wanted: DecimalStyle | null = null): Ledger {
  const table = openSource(file);
  const ledger: Ledger = { entries: [], skipped: 0, style: null };
  const unread: string[] = [];
  const sheets = table.sheets.filter(({ hidden }) => !hidden);
  for (const { name } of sheets) {
    const rows = rowsOf(table.rows(name));
    if (rows.length === 0) continue;
    const where = sheets.length > 1 ? `${name} ` : "";
    if (!readSheet(rows, { name, where, wanted, ledger })) unread.push(name);
  }
  if (ledger.entries.length === 0) throw failure(unread.length > 0, unread[0] ?? "");
  return ledger;
}

function failure(hasSheets: boolean, sheet: string): FileError {
  return hasSheets ? new FileError("ledger_without_amounts", { sheet }) : new FileError("file_without_rows");
}

function rowsOf(pieces: Generator<SourceRow[]>): SourceRow[] {
  const rows: SourceRow[] = [];
  for (const piece of pieces) {
    rows.push(...piece.filter(({ hidden }) => !hidden));
    if (rows.length > MOST_LINES + 100) throw new FileError("ledger_too_long", { limit: MOST_LINES });
  }
  return rows;
}

interface Reading {
  name: string;
  where: string;
  wanted: DecimalStyle | null;
  ledger: Ledger;
}

/** @returns whether the sheet has a column with quantities or amounts */
function readSheet(rows: SourceRow[], { name, where, wanted, ledger }: Reading): boolean {
  const heading = findHeadingRow(rows);
  const at = rows.indexOf(heading);
  const headings = headingsOf(heading, rows[at - 1] ?? null);
  const body = rows.slice(at + 1);
  if (body.length === 0) return true;
  const style = wanted ?? styleOf(body);
  if (style !== "point") ledger.style = style;
  const shape = shapeOf({ name, heading, headings, above: rows.slice(0, at), body });
  const { amounts, constants } = suggestMapping(shape, 0);
  const columns = findColumns(shape);
  if (columns.quantity === null && columns.amount === null && amounts.length === 0) return false;
  const read = (row: SourceRow, column: number | null) => numberAt(row, column, style);
  for (const row of body) {
    const found =
      amounts.length > 0
        ? wideEntries(row, { amounts, columns, unit: constants.unit ?? "", read })
        : [tallEntry(row, { columns, unit: constants.unit ?? "", read })];
    if (isTotal(row, columns)) ledger.skipped += found.length > 0 ? 1 : 0;
    else for (const entry of found) if (entry) ledger.entries.push({ ...entry, at: `${where}${row.row}` });
    if (ledger.entries.length > MOST_LINES) throw new FileError("ledger_too_long", { limit: MOST_LINES });
  }
  return true;
}

type Entry = Omit<LedgerEntry, "at">;
type ReadCell = (row: SourceRow, column: number | null) => string;

function tallEntry(
  row: SourceRow,
  { columns, unit, read }: { columns: LedgerColumns; unit: string; read: ReadCell },
): Entry | null {
  const money = splitMoney(read(row, columns.amount));
  const quantity = read(row, columns.quantity);
  const text = textAt(row, columns.text);
  if (quantity === "" && money.amount === "" && text === "") return null;
  return {
    text,
    quantity,
    unit: textAt(row, columns.unit) || columns.unitInHeading || (quantity === "" ? "" : unit),
    amount: money.amount,
    currency: textAt(row, columns.currency) || money.currency || columns.currencyInHeading,
    account: textAt(row, columns.account),
    supplier: textAt(row, columns.supplier),
  };
}

/** A row of months is one line with their sum. A row of energy carriers is a line for each. */
function wideEntries(
  row: SourceRow,
  {
    amounts,
    columns,
    unit,
    read,
  }: { amounts: readonly AmountColumn[]; columns: LedgerColumns; unit: string; read: ReadCell },
): Entry[] {
  const base = {
    amount: "",
    currency: "",
    account: textAt(row, columns.account),
    supplier: textAt(row, columns.supplier),
  };
  const carriers = amounts.filter(({ source }) => source !== undefined);
  if (carriers.length > 0) {
    return carriers.flatMap(({ column, source, unit: own }) => {
      const quantity = read(row, column);
      return quantity === "" ? [] : [{ ...base, text: source!, quantity, unit: own ?? unit }];
    });
  }
  const cells = amounts.map(({ column }) => read(row, column)).filter((cell) => cell !== "");
  if (cells.length === 0) return [];
  const numbers = cells.map(readDecimal);
  const wrong = numbers.indexOf(null);
  // One unreadable month leaves the whole line open.
  const quantity =
    wrong >= 0 ? cells[wrong]! : toExactOr40(numbers.reduce((total, number) => add(total!, number!), ZERO)!);
  const own = textAt(row, columns.unit) || (amounts[0]!.unit ?? unit);
  return [{ ...base, text: textAt(row, columns.text), quantity, unit: own }];
}

/** A figure that is a total of others would count twice. */
function isTotal({ texts }: SourceRow, { text }: LedgerColumns): boolean {
  const words = texts.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const label = text === null ? "" : (texts[text] ?? "");
  return words.slice(0, 3).some((cell) => totalWord(cell) === "strict" || isNote(cell)) || totalWord(label) !== null;
}

function textAt({ texts }: SourceRow, column: number | null): string {
  return column === null ? "" : (texts[column] ?? "").trim().slice(0, LONGEST_TEXT);
}

/** A decimal, or the text of the cell if it is not a number. */
function numberAt(row: SourceRow, column: number | null, style: DecimalStyle): string {
  const text = textAt(row, column);
  if (column === null || row.facts?.[column]?.kind === "number") return text;
  return readNumber(text, style) ?? text;
}

const SIGNS: Record<string, string> = { "¥": "CNY", "￥": "CNY", $: "USD", "€": "EUR", "£": "GBP", US$: "USD" };
const MARK_BEFORE = /^(?:US\$|[¥￥$€£]|[A-Z]{3})/;
const MARK_BEHIND = /(?:[A-Z]{3}|万元|元|€)$/;

/** `¥1,234.00`, `USD 200` and `7 万元`. */
function splitMoney(text: string): { amount: string; currency: string } {
  const plain = toHalfWidth(text).replace(/\s/g, "");
  const mark = MARK_BEFORE.exec(plain)?.[0] ?? MARK_BEHIND.exec(plain)?.[0] ?? "";
  if (mark === "") return { amount: text, currency: "" };
  const amount = plain.startsWith(mark) ? plain.slice(mark.length) : plain.slice(0, -mark.length);
  return { amount: readNumber(amount, "grouped_point") ?? amount, currency: SIGNS[mark] ?? mark };
}

/** A comma groups, unless only decimals can follow it. The page states how it was read. */
function styleOf(body: readonly SourceRow[]): DecimalStyle {
  const cells = body.flatMap(({ texts, facts }) =>
    texts.filter((text, at) => text.includes(",") && facts?.[at]?.kind !== "number"),
  );
  if (cells.some(looksGrouped)) return "grouped_point";
  return cells.some(looksLikeDecimalComma) ? "comma" : "point";
}

function shapeOf({
  name,
  heading,
  headings,
  above,
  body,
}: {
  name: string;
  heading: SourceRow;
  headings: string[];
  above: SourceRow[];
  body: SourceRow[];
}): SheetShape {
  return {
    name,
    hidden: false,
    headingRow: heading.row,
    headings,
    titles: [...new Set(above.flatMap(({ texts }) => texts.map((text) => text.trim())))].filter((text) => text !== ""),
    samples: body.slice(0, SAMPLES).map(({ texts }) => headings.map((_, column) => texts[column] ?? "")),
    shapeKey: "",
    looksLikeDecimalComma: false,
    looksGrouped: false,
  };
}
