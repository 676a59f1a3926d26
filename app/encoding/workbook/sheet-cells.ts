/** Converts the stored form of a cell to its value. */
import { type CellAddress, columnName, columnNumber, formatAddress, LAST_COLUMN } from "./cell-address.ts";
import { isoOfSerial } from "./date-cell.ts";
import { decimalOfStored } from "./number-text.ts";
import type { SheetReading, WorkbookCell, WorkbookRow } from "./read-sheet.ts";
import type { PlainCell } from "./skim-row.ts";
import { WorkbookError } from "./workbook-error.ts";
import { isTrue, unescapeText } from "./workbook-parts.ts";

/** A `<c>` of a sheet, unchanged. */
export interface StoredCell {
  /** Absent for the cell to the right of the previous one. */
  ref: string | undefined;
  type: string;
  style: number;
  value: string | null;
  /** Null if the value was typed. Empty for a cell that shares the formula of another one. */
  formula: string | null;
  sharedFormula: string;
}

/** A cell with only its attributes so far. */
export function storedCell({ r, t = "n", s = "0" }: { r?: string; t?: string; s?: string }): StoredCell {
  return { ref: r, type: t, style: Number.parseInt(s, 10), value: null, formula: null, sharedFormula: "" };
}

type CellContent = Pick<WorkbookCell, "kind" | "text" | "stored" | "shows">;

/** A formula that no program has calculated: neither an empty cell nor a number. */
const UNCALCULATED = { kind: "error", text: "", stored: "" } as const;

/** `[1]Sheet!A1` or `'C:\\files\\[1]My sheet'!A1`, but not `Table[1]`. */
const FOREIGN = /(?<![\w.\]])\[\d{1,9}\][^[\]'!"]{0,1000}!|'[^'![\]]{0,1000}\[\d{1,9}\][^'!]{0,1000}'!/;

const REFERENCE = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/;

/** The cells of one sheet, each checked against its row and the cells before it. */
export class SheetCells {
  private readonly reading: SheetReading;
  private readonly foreignFormulas = new Set<string>();
  private readonly columns = new Map<string, number>();
  private readonly last: CellAddress = { row: 0, column: 0 };
  private count = 0;

  constructor(reading: SheetReading) {
    this.reading = reading;
  }

  /** Adds a cell to its row. A cell without content adds nothing. @throws WorkbookError */
  add(stored: StoredCell, row: WorkbookRow): void {
    const column = this.place(stored.ref, row);
    const at = { row: row.row, column };
    this.refuseForeignValue(stored, at);
    const { value, formula, type } = stored;
    const isUncalculated = formula !== null && (value ?? "") === "" && type !== "str";
    if (value === null && !isUncalculated) return;
    this.countCell();
    const content = isUncalculated ? UNCALCULATED : this.interpret(stored, value ?? "", at);
    if (content.kind === "text" && content.text === "") return;
    row.cells.push({ ...at, ...content, isFormula: formula !== null });
  }

  /** The same for a cell without a formula, whose address is already checked. @throws WorkbookError */
  addPlain({ column, type, style, value }: PlainCell, row: WorkbookRow): void {
    this.stepTo(column, row);
    if (value === null) return;
    this.countCell();
    if (typeof value === "number") {
      const text = this.reading.parts.texts[value];
      if (text === undefined) throw this.damaged(formatAddress({ row: row.row, column }));
      if (text === "") return;
      row.cells.push({ row: row.row, column, kind: "text", text, stored: text, isFormula: false });
      return;
    }
    const content = this.interpret({ type, style }, value, { row: row.row, column });
    const { kind, text, stored, shows } = content;
    if (kind === "text" && text === "") return;
    const cell = { row: row.row, column, kind, text, stored, isFormula: false };
    row.cells.push(shows === undefined ? cell : { ...cell, shows });
  }

  damaged(ref: string): WorkbookError {
    return new WorkbookError("workbook_damaged", { sheet: this.reading.sheet.name, ref });
  }

  private countCell(): void {
    this.count += 1;
    if (this.count > this.reading.cells) {
      throw new WorkbookError("workbook_too_large", { sheet: this.reading.sheet.name, cells: this.count });
    }
  }

  /** The column of a cell, which must be in its row and to the right of the cells before it. */
  private place(ref: string | undefined, row: WorkbookRow): number {
    const next = (this.last.row === row.row ? this.last.column : 0) + 1;
    return this.stepTo(ref === undefined ? next : this.columnOf(ref, row.row), row, ref);
  }

  private stepTo(column: number, { row }: WorkbookRow, ref?: string): number {
    const before = this.last.row === row ? this.last.column : 0;
    if (!(column > before) || column > LAST_COLUMN) throw this.damaged(ref ?? columnName(column) + row);
    this.last.row = row;
    this.last.column = column;
    return column;
  }

  private columnOf(ref: string, row: number): number {
    const match = REFERENCE.exec(ref);
    if (match === null || Number(match[2]) !== row) return 0;
    const name = match[1]!;
    const known = this.columns.get(name);
    if (known !== undefined) return known;
    const column = columnNumber(name);
    this.columns.set(name, column);
    return column;
  }

  private sharedText(index: number, at: CellAddress): CellContent {
    const text = this.reading.parts.texts[index];
    if (text === undefined) throw this.damaged(formatAddress(at));
    return { kind: "text", text, stored: text };
  }

  private interpret({ type, style }: Pick<StoredCell, "type" | "style">, value: string, at: CellAddress): CellContent {
    switch (type) {
      case "s":
        return this.sharedText(/^\d+$/.test(value) ? Number.parseInt(value, 10) : -1, at);
      case "str":
      case "inlineStr": {
        const text = unescapeText(value);
        return { kind: "text", text, stored: text };
      }
      case "b":
        return { kind: "boolean", text: isTrue(value) ? "TRUE" : "FALSE", stored: value };
      case "e":
        return { kind: "error", text: value, stored: value };
      case "d":
        return { kind: "date", text: value.replace(/T00:00:00(\.0+)?Z?$/, ""), stored: value };
      case "n":
        return this.interpretNumber(value, style, at);
      default:
        throw this.damaged(formatAddress(at));
    }
  }

  private interpretNumber(value: string, style: number, at: CellAddress): CellContent {
    const decimal = value === "" ? "" : decimalOfStored(value);
    if (decimal === null) throw this.damaged(formatAddress(at));
    if (decimal === "") return { kind: "text", text: "", stored: "" };
    const shows = this.reading.parts.dateStyles[style];
    if (shows) {
      const iso = isoOfSerial(decimal, this.reading.parts.is1904);
      if (iso !== null) return { kind: "date", text: iso, stored: value, shows };
    }
    return { kind: "number", text: decimal, stored: value };
  }

  /**
   * `[1]Sheet!A1` refers to the first of the linked files. The value that was saved from it has no verifiable source.
   */
  private refuseForeignValue({ formula, sharedFormula }: StoredCell, at: CellAddress): void {
    if (formula === null) return;
    const names = FOREIGN.test(formula);
    if (names && sharedFormula !== "") this.foreignFormulas.add(sharedFormula);
    if (names || (formula === "" && this.foreignFormulas.has(sharedFormula))) {
      throw new WorkbookError("workbook_external_value", { sheet: this.reading.sheet.name, ref: formatAddress(at) });
    }
  }
}
