/** The cells of one sheet, row by row, as they are stored. */
import { type CellAddress, formatAddress, LAST_COLUMN, LAST_ROW, parseAddress } from "./cell-address.ts";
import { type DateShown, isoOfSerial } from "./date-cell.ts";
import { decimalOfStored } from "./number-text.ts";
import { WorkbookError } from "./workbook-error.ts";
import { isTrue, type SheetPart, unescapeText, type WorkbookParts } from "./workbook-parts.ts";
import { stepXml, type XmlAttributes } from "./xml-reader.ts";
import type { ZipArchive } from "./zip-archive.ts";

export type CellKind = "text" | "number" | "boolean" | "date" | "error";

export interface WorkbookCell extends CellAddress {
  /** `B12`. */
  ref: string;
  kind: CellKind;
  /**
   * What the cell says: text as it is; a number as plain decimal text of at most 15 significant digits; `TRUE` or `FALSE`;
   * an ISO date, with time where it has one; `#N/A` and the like, empty for a formula that was saved without its value.
   */
  text: string;
  /** What the file stores, untouched: up to 17 digits, exponents, a date's serial number. */
  stored: string;
  /** Of a date: how much of it the cell's format shows. */
  shows?: DateShown;
  /** The value comes from a formula: it is what the workbook's author saw when saving. */
  isFormula: boolean;
}

export interface WorkbookRow {
  row: number;
  hidden: boolean;
  cells: WorkbookCell[];
}

/** A block of cells of which only the first, at the upper left, says something. */
export interface MergedRange {
  from: CellAddress;
  to: CellAddress;
}

export interface SheetReading {
  archive: ZipArchive;
  parts: WorkbookParts;
  sheet: SheetPart;
  /** Cells that may be read. */
  cells: number;
}

type CellContent = Pick<WorkbookCell, "kind" | "text" | "stored" | "shows">;

/** A formula that no program has calculated: not an empty cell, and no figure. */
const UNCALCULATED = { kind: "error", text: "", stored: "" } as const;

/** Longest text that Excel keeps in a cell. */
const LONGEST_TEXT = 32_767;

/**
 * The rows that hold a cell with content, from top to bottom, piece by piece.
 * @returns the merged ranges, which a sheet states after its cells
 * @throws WorkbookError
 */
export function* readRows(reading: SheetReading): Generator<WorkbookRow[], MergedRange[]> {
  const { archive, sheet } = reading;
  let rows: WorkbookRow[] = [];
  const builder = new CellBuilder(reading);
  const merges: MergedRange[] = [];
  let row: WorkbookRow | null = null;
  let lastRow = 0;
  const steps = stepXml(archive, sheet.part, {
    open(name, attributes) {
      if (name === "row") {
        row = { row: rowNumber(attributes, lastRow, sheet), hidden: isTrue(attributes.hidden), cells: [] };
        lastRow = row.row;
      } else if (name === "mergeCell") merges.push(parseRange(attributes.ref ?? "", sheet));
      else if (row !== null) builder.open(name, attributes, row);
    },
    text: (text) => builder.text(text),
    close(name) {
      if (name === "row" && row !== null) {
        if (row.cells.length > 0) rows.push(row);
        row = null;
      } else if (row !== null) builder.close(name, row);
    },
  });
  for (const _ of steps) {
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
  return merges;
}

function rowNumber({ r }: XmlAttributes, last: number, sheet: SheetPart): number {
  const row = r === undefined ? last + 1 : Number.parseInt(r, 10);
  if (!(row > last) || row > LAST_ROW) throw new WorkbookError("workbook_damaged", { sheet: sheet.name, row: last });
  return row;
}

/** @throws WorkbookError */
export function parseRange(ref: string, sheet: SheetPart): MergedRange {
  const [from, to] = ref.split(":").map(parseAddress);
  if (!from || !to) throw new WorkbookError("workbook_damaged", { sheet: sheet.name, ref });
  return { from, to };
}

/** `[1]Sheet!A1` or `'C:\\files\\[1]My sheet'!A1`, but not `Table[1]`. */
const FOREIGN = /(?<![\w.\]])\[\d+\][^[\]'!"]*!|'[^'![\]]*\[\d+\][^'!]*'!/;

/** Follows the events inside one `<c>` and turns them into a cell. */
class CellBuilder {
  private readonly reading: SheetReading;
  private readonly foreignFormulas = new Set<string>();
  private address: CellAddress = { row: 0, column: 0 };
  private type = "n";
  private style = 0;
  private value: string | null = null;
  private formula: string | null = null;
  private sharedFormula = "";
  private target: "value" | "formula" | null = null;
  private isReading = false;
  private count = 0;

  constructor(reading: SheetReading) {
    this.reading = reading;
  }

  open(name: string, attributes: XmlAttributes, row: WorkbookRow): void {
    if (name === "c") this.begin(attributes, row);
    else if (name === "f") {
      this.formula = "";
      this.sharedFormula = attributes.si ?? "";
      this.target = "formula";
    } else if (name === "v" || (name === "t" && !this.isReading)) {
      this.value ??= "";
      this.target = "value";
    } else if (name === "rPh") this.isReading = true;
  }

  text(text: string): void {
    if (this.target === "formula") this.formula += text;
    else if (this.target === "value") {
      this.value += text;
      if (this.value!.length > 4 * LONGEST_TEXT) throw this.damaged();
    }
  }

  close(name: string, row: WorkbookRow): void {
    if (name === "f" || name === "v" || name === "t") this.target = null;
    else if (name === "rPh") this.isReading = false;
    else if (name === "c") this.end(row);
  }

  private begin({ r, t = "n", s = "0" }: XmlAttributes, row: WorkbookRow): void {
    const last = row.cells.at(-1)?.column ?? 0;
    const address = r === undefined ? { row: row.row, column: this.address.column + 1 } : parseAddress(r);
    if (address === null || address.row !== row.row || address.column <= last || address.column > LAST_COLUMN) {
      throw new WorkbookError("workbook_damaged", { sheet: this.reading.sheet.name, ref: r ?? "" });
    }
    this.address = address;
    this.type = t;
    this.style = Number.parseInt(s, 10);
    this.value = null;
    this.formula = null;
    this.sharedFormula = "";
  }

  private end(row: WorkbookRow): void {
    this.refuseForeignValue();
    const isUncalculated = this.formula !== null && (this.value ?? "") === "" && this.type !== "str";
    if (this.value === null && !isUncalculated) return;
    this.count += 1;
    if (this.count > this.reading.cells) {
      throw new WorkbookError("workbook_too_large", { sheet: this.reading.sheet.name, cells: this.count });
    }
    const content = isUncalculated ? UNCALCULATED : this.interpret(this.value ?? "");
    if (content.kind === "text" && content.text === "") return;
    const ref = formatAddress(this.address);
    row.cells.push({ ...this.address, ref, ...content, isFormula: this.formula !== null });
  }

  private interpret(value: string): CellContent {
    switch (this.type) {
      case "s": {
        const text = /^\d+$/.test(value) ? this.reading.parts.texts[Number.parseInt(value, 10)] : undefined;
        if (text === undefined) throw this.damaged();
        return { kind: "text", text, stored: text };
      }
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
        return this.interpretNumber(value);
      default:
        throw this.damaged();
    }
  }

  private interpretNumber(value: string): CellContent {
    const decimal = value === "" ? "" : decimalOfStored(value);
    if (decimal === null) throw this.damaged();
    if (decimal === "") return { kind: "text", text: "", stored: "" };
    const shows = this.reading.parts.dateStyles[this.style];
    if (shows) {
      const iso = isoOfSerial(decimal, this.reading.parts.is1904);
      if (iso !== null) return { kind: "date", text: iso, stored: value, shows };
    }
    return { kind: "number", text: decimal, stored: value };
  }

  /** `[1]Sheet!A1` names the first of the other files; what it held when this one was saved is nobody's source. */
  private refuseForeignValue(): void {
    if (this.formula === null) return;
    const names = FOREIGN.test(this.formula);
    if (names && this.sharedFormula !== "") this.foreignFormulas.add(this.sharedFormula);
    if (names || (this.formula === "" && this.foreignFormulas.has(this.sharedFormula))) {
      const facts = { sheet: this.reading.sheet.name, ref: formatAddress(this.address) };
      throw new WorkbookError("workbook_external_value", facts);
    }
  }

  private damaged(): WorkbookError {
    return new WorkbookError("workbook_damaged", {
      sheet: this.reading.sheet.name,
      ref: formatAddress(this.address),
    });
  }
}
