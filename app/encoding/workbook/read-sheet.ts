/** Reads the cells of one sheet row by row, as they are stored. */
import { type CellAddress, LAST_ROW, parseAddress } from "./cell-address.ts";
import type { DateShown } from "./date-cell.ts";
import { SheetCells, type StoredCell, storedCell } from "./sheet-cells.ts";
import { PlainRow } from "./skim-row.ts";
import { WorkbookError } from "./workbook-error.ts";
import { isTrue, type SheetPart, type WorkbookParts } from "./workbook-parts.ts";
import { stepXml, type XmlAttributes } from "./xml-reader.ts";
import type { ZipArchive } from "./zip-archive.ts";

export type CellKind = "text" | "number" | "boolean" | "date" | "error";

export interface WorkbookCell extends CellAddress {
  kind: CellKind;
  /**
   * The shown value. Text is unchanged, a number is plain decimal text with at most 15 significant digits. Also `TRUE`
   * or `FALSE`, an ISO date with time if it has one, or an error such as `#N/A`. Empty for a formula saved without a
   * value.
   */
  text: string;
  /** What the file stores, unchanged: up to 17 digits, exponents, the serial number of a date. */
  stored: string;
  /** For a date: how much of it the cell's format shows. */
  shows?: DateShown;
  /** The value comes from a formula, as the workbook's author saw it when saving. */
  isFormula: boolean;
}

export interface WorkbookRow {
  row: number;
  hidden: boolean;
  cells: WorkbookCell[];
}

/** A block of cells in which only the upper left one has content. */
export interface MergedRange {
  from: CellAddress;
  to: CellAddress;
}

export interface SheetReading {
  archive: ZipArchive;
  parts: WorkbookParts;
  sheet: SheetPart;
  /** Maximum number of cells. */
  cells: number;
}

/** Four times the longest text that Excel keeps in a cell. */
const LONGEST_TEXT = 4 * 32_767;

/**
 * Reads the rows with content from top to bottom, in pieces.
 * @returns the merged ranges, which a sheet lists after its cells
 * @throws WorkbookError
 */
export function* readRows(reading: SheetReading): Generator<WorkbookRow[], MergedRange[]> {
  const { archive, sheet } = reading;
  let rows: WorkbookRow[] = [];
  const cells = new SheetCells(reading);
  const builder = new CellBuilder(cells);
  const plain = new PlainRow();
  const merges: MergedRange[] = [];
  let row: WorkbookRow | null = null;
  let lastRow = 0;
  const begin = ({ r, hidden }: { r?: string | undefined; hidden?: string | undefined }): WorkbookRow => {
    lastRow = rowNumber(r, lastRow, sheet);
    return { row: lastRow, hidden: isTrue(hidden), cells: [] };
  };
  const steps = stepXml(archive, sheet.part, {
    skim: {
      within: "sheetData",
      element: "row",
      take(xml, from) {
        const end = plain.read(xml, from);
        if (end < 0) return -1;
        const taken = begin(plain);
        for (let index = 0; index < plain.count; index += 1) cells.addPlain(plain.cells[index]!, taken);
        if (taken.cells.length > 0) rows.push(taken);
        return end;
      },
    },
    open(name, attributes) {
      if (name === "row") row = begin(attributes);
      else if (name === "mergeCell") merges.push(parseRange(attributes.ref ?? "", sheet));
      else if (row !== null) builder.open(name, attributes);
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

function rowNumber(r: string | undefined, last: number, sheet: SheetPart): number {
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

/** Collects the events inside one `<c>` into what the cell stores. */
class CellBuilder {
  private readonly cells: SheetCells;
  private cell: StoredCell = storedCell({});
  private target: "value" | "formula" | null = null;
  private isReading = false;

  constructor(cells: SheetCells) {
    this.cells = cells;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === "c") this.cell = storedCell(attributes);
    else if (name === "f") {
      this.cell.formula = "";
      this.cell.sharedFormula = attributes.si ?? "";
      this.target = "formula";
    } else if (name === "v" || (name === "t" && !this.isReading)) {
      this.cell.value ??= "";
      this.target = "value";
    } else if (name === "rPh") this.isReading = true;
  }

  text(text: string): void {
    if (this.target === "formula") this.cell.formula += text;
    else if (this.target === "value") {
      this.cell.value += text;
      if (this.cell.value!.length > LONGEST_TEXT) throw this.cells.damaged(this.cell.ref ?? "");
    }
  }

  close(name: string, row: WorkbookRow): void {
    if (name === "f" || name === "v" || name === "t") this.target = null;
    else if (name === "rPh") this.isReading = false;
    else if (name === "c") this.cells.add(this.cell, row);
  }
}
