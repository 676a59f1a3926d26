import type { ByteSource } from "#app/encoding/table/byte-source.ts";
import { isBlankRow, ROW_CHARACTERS } from "#app/encoding/table/csv-rows.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { formatAddress } from "#app/encoding/workbook/cell-address.ts";
import type { MergedRange, WorkbookCell, WorkbookRow } from "#app/encoding/workbook/read-sheet.ts";
import { openWorkbook, type Workbook, type WorkbookLimits } from "#app/encoding/workbook/read-workbook.ts";
import { WorkbookError } from "#app/encoding/workbook/workbook-error.ts";
import { FILE_LIMITS } from "./activity-file.ts";
import type { CellFacts, SourceRow, SourceTable } from "./source-table.ts";

/** Activity tables are much smaller when unpacked. */
const LIMITS: Partial<WorkbookLimits> = {
  entries: 1000,
  expandedBytes: 512 * 1024 * 1024,
  ratio: 150,
  cells: 6_000_000,
};

/** @throws FileError, WorkbookError */
export function openXlsx(file: ByteSource): SourceTable {
  if (file.size > FILE_LIMITS.xlsx.bytes) {
    throw new FileError("file_too_large", { limit: `${FILE_LIMITS.xlsx.bytes / 1024 / 1024} MiB` });
  }
  const bytes = file.all();
  const workbook = openWorkbook(bytes, LIMITS);
  let done = 0;
  return {
    kind: "xlsx",
    encoding: null,
    delimiter: null,
    sheets: workbook.sheets,
    *rows(sheet) {
      const started = workbook.bytesDone();
      for (const piece of readRows(workbook, sheet)) {
        done = workbook.bytesDone() - started;
        yield piece;
      }
    },
    bytes: file.size,
    bytesDone: () => done,
    close: () => file.close(),
  };
}

function* readRows(workbook: Workbook, sheet: string): Generator<SourceRow[]> {
  const merges = new MergedCells(sheet, workbook.mergesOf(sheet));
  const pieces = workbook.rowsOf(sheet);
  for (;;) {
    const piece = pieces.next();
    if (piece.done) {
      if (piece.value.length !== merges.count) throw new WorkbookError("workbook_damaged", { sheet });
      return;
    }
    const rows = piece.value.map(toRow);
    for (const row of rows) merges.lay(row);
    yield rows.filter(({ texts }) => !isBlankRow(texts));
  }
}

function toRow({ row, hidden, cells }: WorkbookRow): SourceRow {
  const last = cells.at(-1);
  if (last && last.column > FILE_LIMITS.columns) {
    throw new FileError("file_too_many_columns", { row, ref: formatAddress(last), limit: FILE_LIMITS.columns });
  }
  const width = last?.column ?? 0;
  const texts = new Array<string>(width).fill("");
  const facts = new Array<CellFacts | undefined>(width).fill(undefined);
  let length = 0;
  for (const cell of cells) {
    texts[cell.column - 1] = cell.text;
    facts[cell.column - 1] = factsOf(cell);
    length += cell.text.length;
  }
  if (length > ROW_CHARACTERS) throw new FileError("row_too_long", { row, limit: ROW_CHARACTERS });
  return { row, texts, hidden, facts, isQuoteStray: false };
}

function factsOf({ kind, shows, isFormula }: WorkbookCell): CellFacts {
  if (shows === undefined && !isFormula) {
    if (kind === "text") return ENTERED_TEXT;
    if (kind === "number") return ENTERED_NUMBER;
  }
  return { kind, shows: shows ?? null, isFormula, isMergedInto: false, isMergeHead: false };
}

/** Most cells are plain values without dates. Equal cells share one object to save memory. */
const entered = { shows: null, isFormula: false, isMergedInto: false, isMergeHead: false };
const ENTERED_TEXT: CellFacts = { kind: "text", ...entered };
const ENTERED_NUMBER: CellFacts = { kind: "number", ...entered };

/** Copies the text of a merge's first cell to its other cells, as users see it. */
class MergedCells {
  readonly count: number;
  private readonly sheet: string;
  private readonly waiting: MergedRange[];
  private open: { range: MergedRange; text: string; facts: CellFacts }[] = [];

  constructor(sheet: string, merges: MergedRange[]) {
    this.sheet = sheet;
    this.count = merges.length;
    this.waiting = merges
      .filter(({ from }) => from.column <= FILE_LIMITS.columns)
      .toSorted((a, b) => b.from.row - a.from.row);
  }

  lay(row: SourceRow): void {
    const facts = row.facts!;
    this.open = this.open.filter(({ range }) => range.to.row >= row.row);
    while (this.waiting.length > 0 && this.waiting.at(-1)!.from.row <= row.row)
      this.begin(this.waiting.pop()!, row, facts);
    this.refuseOverlap(row);
    for (const { range, text, facts: first } of this.open) {
      const last = Math.min(range.to.column, FILE_LIMITS.columns);
      for (let column = range.from.column - 1; column < last; column += 1) {
        const isHead = row.row === range.from.row && column === range.from.column - 1;
        if (isHead || (row.texts[column] ?? "") !== "") continue;
        while (row.texts.length <= column) {
          row.texts.push("");
          facts.push(undefined);
        }
        row.texts[column] = text;
        facts[column] = { ...first, isMergedInto: true };
      }
    }
  }

  /** Adjacent merges have at most one text per column. Overlapping ones could make each row as expensive as a sheet. */
  private refuseOverlap({ row }: SourceRow): void {
    let covered = 0;
    for (const { range } of this.open) {
      covered += Math.min(range.to.column, FILE_LIMITS.columns) - range.from.column + 1;
      if (covered > FILE_LIMITS.columns) throw new WorkbookError("workbook_damaged", { sheet: this.sheet, row });
    }
  }

  private begin(range: MergedRange, row: SourceRow, facts: (CellFacts | undefined)[]): void {
    const column = range.from.column - 1;
    const first = range.from.row === row.row ? facts[column] : undefined;
    if (!first) return;
    facts[column] = { ...first, isMergeHead: true };
    this.open.push({ range, text: row.texts[column]!, facts: first });
  }
}
