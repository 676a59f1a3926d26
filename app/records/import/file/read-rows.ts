/**
 * Converts table rows to unchecked records by a mapping. Nothing is guessed: what the mapping doesn't define is an
 * error.
 */
import type { ActivityEntry, ActivityField } from "#app/carbon/entry/activity-entry.ts";
import { printMonth, readMonth, readPeriod, readYear } from "#app/day/read-period.ts";
import { isBlankRow } from "#app/encoding/table/csv-rows.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { withoutGuards } from "#app/encoding/table/print-csv.ts";
import { readNumber } from "#app/number/read-number.ts";
import { columnLetter } from "#app/records/import/activity-column.ts";
import {
  type AmountColumn,
  type ColumnMapping,
  FILE_LIMITS,
  type FileRow,
  type MappedField,
  type RowFault,
  type RowRemark,
  type SkipReason,
} from "./activity-file.ts";
import { headingsOf } from "./find-headings.ts";
import { isNote, totalWord } from "./row-total.ts";
import type { CellFacts, SourceRow, SourceTable } from "./source-table.ts";

/** A row with the errors found while reading. */
export interface ReadRow {
  row: FileRow;
  /** Fields with reading errors are not checked again. */
  faults: RowFault[];
  skipped: SkipReason | null;
  /** The position of a word for a total, if any. */
  total: { strict: boolean; field: MappedField | null } | null;
  /** The position of a field, for errors of the check. */
  place: (field: ActivityField) => Pick<RowFault, "letter" | "heading" | "raw">;
}

/** Fields that can contain a word for a total. */
const LABELS = ["facility", "source", "period", "month", "start", "evidence"] as const;
const LONGEST_RAW = 200;
const LONGEST_KEY = 200;

/**
 * Reads the rows below the headings.
 *
 * @throws FileError `sheet_missing`, `headings_changed`, `file_without_rows`, `file_too_many_rows`, and those of the
 * table
 */
export function* readFileRows(table: SourceTable, mapping: ColumnMapping): Generator<ReadRow[]> {
  if (!table.sheets.some(({ name }) => name === mapping.sheet))
    throw new FileError("sheet_missing", { sheet: mapping.sheet });
  const limit = FILE_LIMITS[table.kind].rows;
  let reader: RowReader | null = null;
  let above: SourceRow | null = null;
  let rows = 0;
  let records = 0;
  for (const piece of table.rows(mapping.sheet)) {
    const read: ReadRow[] = [];
    for (const row of piece) {
      if (row.row < mapping.headingRow) above = row;
      else if (row.row === mapping.headingRow) reader = new RowReader(mapping, headingsOf(row, above));
      else {
        if (reader === null) throw new FileError("headings_changed", { row: mapping.headingRow });
        rows += 1;
        if (rows > limit) throw new FileError("file_too_many_rows", { limit });
        reader.read(row, read);
      }
    }
    records += read.length;
    if (records > FILE_LIMITS.records) throw new FileError("file_too_many_rows", { limit: FILE_LIMITS.records });
    if (read.length > 0) yield read;
  }
  if (rows === 0) throw new FileError("file_without_rows");
}

class RowReader {
  private readonly mapping: ColumnMapping;
  private readonly headings: string[];
  private readonly columns = new Map<MappedField, number>();
  private readonly mapped = new Set<number>();
  private readonly width: number;
  /** Columns at the right end can have neither heading nor cells. */
  private readonly leastWidth: number;
  private row!: SourceRow;
  private faults: RowFault[] = [];
  private remarks: RowRemark[] = [];

  constructor(mapping: ColumnMapping, headings: string[]) {
    this.mapping = mapping;
    this.headings = headings;
    for (const { column, field } of mapping.columns) this.columns.set(field, column);
    for (const { column } of [...mapping.columns, ...mapping.amounts]) this.mapped.add(column);
    this.width = headings.length;
    this.leastWidth =
      1 +
      Math.max(
        headings.findLastIndex((heading) => heading !== ""),
        ...this.mapped,
      );
  }

  read(row: SourceRow, into: ReadRow[]): void {
    this.row = row;
    const { amounts } = this.mapping;
    if (amounts.length === 0) into.push(this.readRecord(null));
    for (const amount of amounts) into.push(this.readRecord(amount));
  }

  private readRecord(amount: AmountColumn | null): ReadRow {
    const { row, mapping } = this;
    this.faults = [];
    this.remarks = row.hidden ? ["hidden_row"] : [];
    const entry = this.readEntry(amount);
    const rowKey = this.readKey(amount);
    const isNoteRow = this.isNoteRow();
    if (!isNoteRow) this.checkWidth();
    const blank = amount !== null && this.textAt(amount.column).trim() === "" && !this.isAmountCovered(amount.column);
    return {
      row: { sheet: mapping.sheet, row: row.row, column: amount?.column ?? null, entry, rowKey, remarks: this.remarks },
      faults: this.faults,
      skipped: isNoteRow ? "note_row" : blank ? "blank_amount" : null,
      total: this.findTotal(),
      place: this.placeReader(row, amount),
    };
  }

  private readEntry(amount: AmountColumn | null): ActivityEntry {
    return {
      facility: amount?.facility ?? this.text("facility"),
      source: amount?.source ?? this.text("source"),
      period: amount?.period ?? this.period(),
      quantity: this.number("quantity", amount?.column),
      unit: amount?.unit ?? this.text("unit"),
      dataQuality: this.text("dataQuality"),
      evidence: this.text("evidence"),
      note: this.text("note"),
    };
  }

  /** The original text of a column. */
  private textAt(column: number): string {
    return this.row.texts[column] ?? "";
  }

  private text(field: ActivityField): string {
    const column = this.columns.get(field);
    if (column === undefined) return this.mapping.constants[field] ?? "";
    const text = this.textAt(column);
    const facts = this.row.facts?.[column];
    if (facts) this.look(field, column, facts);
    // Exports put an apostrophe before text that a spreadsheet would run as a formula. It is not part of the value.
    else if (text.includes("'")) return withoutGuards(text);
    return text;
  }

  private number(field: ActivityField, amountColumn?: number): string {
    const column = amountColumn ?? this.columns.get(field);
    if (column === undefined) return this.mapping.constants[field] ?? "";
    const text = this.textAt(column);
    const facts = this.row.facts?.[column];
    if (facts) {
      if (this.look(field, column, facts)) return text;
      if (facts.isMergeHead || facts.isMergedInto) return this.refuse(field, column, "amount_merged");
      if (facts.kind === "date") return this.refuse(field, column, "amount_is_date");
      if (facts.kind === "number") return text;
    }
    const number = readNumber(text, this.mapping.decimal);
    return number ?? this.refuse(field, column, "decimal_style", { style: this.mapping.decimal });
  }

  /** Whether the amount is merged over several rows. Then all of these rows have an error. */
  private isAmountCovered(column: number): boolean {
    return this.row.facts?.[column]?.isMergedInto === true;
  }

  private period(): string {
    if (this.columns.has("period")) return this.date("period");
    if (this.columns.has("start")) {
      const [start, end] = [this.date("start"), this.date("end")];
      return end === "" || end === start ? start : `${start}/${end}`;
    }
    if (!this.columns.has("month")) return this.mapping.constants.period ?? "";
    const said = this.date("month");
    const month = readMonth(said);
    if (month === null) return said;
    const yearText = this.columns.has("year") ? this.date("year") : (this.mapping.constants.year ?? "");
    const year = readYear(yearText);
    return year === null ? `${yearText} ${said}` : printMonth(year, month);
  }

  private date(field: "period" | "start" | "end" | "year" | "month"): string {
    const column = this.columns.get(field);
    if (column === undefined) return "";
    const text = this.textAt(column).trim();
    const facts = this.row.facts?.[column];
    if (facts && this.look("period", column, facts)) return text;
    if (facts?.kind === "date") return readDate(text, field === "start" || field === "end" ? "day" : facts.shows);
    return readPeriod(text);
  }

  private readKey(amount: AmountColumn | null): string | null {
    const column = this.columns.get("rowKey");
    if (column === undefined) return null;
    const key = this.textAt(column).trim();
    if (key === "") this.faults.push(this.fault(null, column, "row_key_missing"));
    else if (key.length > LONGEST_KEY - 60) this.faults.push(this.fault(null, column, "row_key_too_long"));
    if (key === "" || amount === null) return key || null;
    return `${key} / ${amount.period ?? amount.source ?? amount.facility ?? columnLetter(amount.column)}`.slice(
      0,
      LONGEST_KEY,
    );
  }

  /** Adds remarks about a cell. @returns whether the cell can't be read, which is an error */
  private look(field: ActivityField, column: number, facts: CellFacts): boolean {
    if (facts.isFormula && !this.remarks.includes("formula")) this.remarks.push("formula");
    if (facts.isMergedInto && !this.remarks.includes("merged_cell")) this.remarks.push("merged_cell");
    if (facts.kind !== "error") return false;
    const text = this.textAt(column);
    this.refuse(field, column, text === "" ? "formula_without_value" : "cell_error", { value: text });
    return true;
  }

  private refuse(field: ActivityField, column: number, code: string, facts: Record<string, string> = {}) {
    const text = this.textAt(column);
    this.faults.push(this.fault(field, column, code, { value: shorten(text), ...facts }));
    return text;
  }

  private fault(field: ActivityField | null, column: number | null, code: string, facts: Record<string, string> = {}) {
    const letter = column === null ? "" : columnLetter(column);
    const heading = column === null ? "" : shorten(this.headings[column] ?? "");
    const raw =
      column === null ? this.row.texts.join(" | ").slice(0, LONGEST_RAW) : this.textAt(column).slice(0, LONGEST_RAW);
    return { field, code, facts, letter, heading, raw };
  }

  private checkWidth(): void {
    const { texts, facts, isQuoteStray } = this.row;
    if (isQuoteStray) this.faults.push(this.fault(null, null, "quote_stray"));
    if (facts !== null || texts.length === this.width) return;
    if (texts.length < this.width ? texts.length >= this.leastWidth : isBlankRow(texts.slice(this.width))) return;
    const sizes = { found: String(texts.length), expected: String(this.width) };
    this.faults.push(this.fault(null, null, "row_width", sizes));
  }

  private isNoteRow(): boolean {
    const { texts } = this.row;
    const first = texts.findIndex((text) => text.trim() !== "");
    if (first < 0 || !isNote(texts[first]!)) return false;
    const amounts = this.mapping.amounts.map(({ column }) => column);
    const quantity = this.columns.get("quantity");
    return [...amounts, ...(quantity === undefined ? [] : [quantity])].every(
      (column) => column === first || this.isAmountCovered(column) || this.textAt(column).trim() === "",
    );
  }

  private findTotal(): ReadRow["total"] {
    let loose: ReadRow["total"] = null;
    for (const field of LABELS) {
      const column = this.columns.get(field);
      const found = column === undefined ? null : totalWord(this.textAt(column));
      if (found === "strict") return { strict: true, field };
      if (found === "loose" && field !== "evidence") loose ??= { strict: false, field };
    }
    const last = Math.min(this.width, this.row.texts.length);
    for (let column = 0; column < last; column += 1) {
      if (this.mapped.has(column)) continue;
      const found = totalWord(this.textAt(column));
      if (found === "strict") return { strict: true, field: null };
    }
    return loose;
  }

  private placeReader(row: SourceRow, amount: AmountColumn | null): ReadRow["place"] {
    return (field) => {
      const columns = this.columnsOf(field, amount);
      return {
        letter: columns.map(columnLetter).join(", "),
        heading: columns.map((column) => shorten(this.headings[column] ?? "")).join(", "),
        raw: columns
          .map((column) => row.texts[column] ?? "")
          .join(" / ")
          .slice(0, LONGEST_RAW),
      };
    };
  }

  private columnsOf(field: ActivityField, amount: AmountColumn | null): number[] {
    if (amount && (field === "quantity" || amount[field as "period" | "source" | "facility" | "unit"] !== undefined))
      return [amount.column];
    const own = this.columns.get(field);
    if (own !== undefined || field !== "period") return own === undefined ? [] : [own];
    return (["start", "end", "year", "month"] as const).flatMap((part) => this.columns.get(part) ?? []);
  }
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > 80 ? `${flat.slice(0, 79)}…` : flat;
}

/** If a date cell's format shows only the month, it means the month and not its first day. */
function readDate(text: string, shows: CellFacts["shows"]): string {
  if (shows === "month") return text.slice(0, 7);
  if (shows === "year") return text.slice(0, 4);
  return text.replace(/T00:00:00$/, "");
}
