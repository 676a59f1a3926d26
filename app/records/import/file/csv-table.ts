import type { ByteSource } from "#app/encoding/table/byte-source.ts";
import { findDelimiter } from "#app/encoding/table/csv-delimiter.ts";
import { csvRows, isBlankRow } from "#app/encoding/table/csv-rows.ts";
import { decodeText, type TextEncoding } from "#app/encoding/table/decode-text.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { surveyText, type TextSurvey } from "#app/encoding/table/survey-text.ts";
import { FILE_LIMITS } from "./activity-file.ts";
import type { SourceRow, SourceTable } from "./source-table.ts";

const HEAD_CHARACTERS = 64 * 1024;
/** Blank lines don't count as rows, but a file with more lines than a spreadsheet allows is rejected. */
const MOST_LINES = 2 * FILE_LIMITS.csv.rows;
const MOST_CELLS = 16_384;

/** @throws FileError */
export function openCsv(file: ByteSource, encoding?: TextEncoding): SourceTable {
  if (file.size > FILE_LIMITS.csv.bytes) {
    throw new FileError("file_too_large", { limit: `${FILE_LIMITS.csv.bytes / 1024 / 1024} MiB` });
  }
  const survey = encoding ? { encoding, start: 0 } : surveyText(file);
  const head = headOf(file, survey);
  if (head.trim() === "") throw new FileError("file_empty");
  const delimiter = findDelimiter(head);
  return {
    kind: "csv",
    encoding: survey.encoding,
    delimiter,
    sheets: [{ name: "", hidden: false }],
    rows: () => readRows(file, survey, delimiter),
    bytes: file.size,
    bytesDone: () => file.position,
    close: () => file.close(),
  };
}

function headOf(file: ByteSource, survey: TextSurvey): string {
  let head = "";
  for (const piece of decodeText(file, survey)) {
    head += piece;
    if (head.length >= HEAD_CHARACTERS) break;
  }
  return head.slice(0, HEAD_CHARACTERS);
}

function* readRows(file: ByteSource, survey: TextSurvey, delimiter: string): Generator<SourceRow[]> {
  for (const piece of csvRows(decodeText(file, survey), delimiter)) {
    const rows: SourceRow[] = [];
    for (const { row, cells, isQuoteStray } of piece) {
      if (row > MOST_LINES) throw new FileError("file_too_many_rows", { limit: FILE_LIMITS.csv.rows });
      if (cells.length > MOST_CELLS) refuseWidth(row);
      if (isBlankRow(cells) || (row === 1 && /^sep=.?$/i.test(cells.join(delimiter)))) continue;
      if (cells.length > FILE_LIMITS.columns) refuseWide(row, cells);
      rows.push({ row, texts: cells, hidden: false, facts: null, isQuoteStray });
    }
    if (rows.length > 0) yield rows;
  }
}

/** Some programs write empty cells at the end of rows. They are ignored. */
function refuseWide(row: number, cells: string[]): void {
  if (isBlankRow(cells.slice(FILE_LIMITS.columns))) cells.length = FILE_LIMITS.columns;
  else refuseWidth(row);
}

function refuseWidth(row: number): never {
  throw new FileError("file_too_many_columns", { row, limit: FILE_LIMITS.columns });
}
