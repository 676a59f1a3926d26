import type { LoaderFunctionArgs } from "@remix-run/node";
import { type SheetCell, writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import type { List } from "#app/kit/list/list.server.ts";
import { type Column, fillPath, type Reader } from "#app/kit/list/list-shape.ts";
import { fileText } from "#app/kit/list/list-view.ts";
import { answerRows, fileColumns } from "./list-route.server.ts";
import type { Right } from "./role.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A workbook is made in memory. The CSV file of a list has no limit. */
const MOST_ROWS = 10_000;

/** Spreadsheets keep 15 digits of a number. A longer one stays a text, so that no digit is lost. */
const EXACT_NUMBER = /^-?(?=(?:\.?\d){1,15}$)\d+(?:\.\d+)?$/;

const WIDTH = { least: 10, most: 50 };

/** Every row that matches the filters of the address, as a workbook with the columns of the CSV file. */
export function serveListWorkbook<Row, View>(
  list: List<Row, View, Right>,
  routed: Pick<LoaderFunctionArgs, "request" | "params">,
): Promise<Response> {
  return answerRows(list, routed, async ({ scope, reader }, batches) => {
    const columns = fileColumns(list, scope);
    const rows: SheetCell[][] = [columns.map((column) => ({ text: column.head(reader.t), style: "head" }))];
    for await (const batch of batches) {
      rows.push(...batch.map(({ view }) => columns.map((column) => cellOf(column, view, reader))));
      if (rows.length > MOST_ROWS + 1) return refuseLong(reader);
    }
    const name = fillPath(list, scope.ids).replaceAll("/", "-");
    const widths = columns.map((_, index) => widthOf(rows.map((row) => textOf(row[index]!))));
    const bytes = writeWorkbook([{ name, rows, widths, frozenRows: 1 }]);
    return new Response(new Uint8Array(bytes), {
      headers: { "Content-Type": XLSX, "Content-Disposition": `attachment; filename="${name}.xlsx"` },
    });
  });
}

function cellOf<Row, View>(column: Column<Row, View>, view: View, reader: Reader): SheetCell {
  const text = fileText(column, view, reader);
  const isNumber = column.kind === "money" || column.kind === "number" || column.kind === "figure";
  return isNumber && EXACT_NUMBER.test(text) ? { number: text } : text;
}

function textOf(cell: SheetCell): string {
  if (typeof cell === "string") return cell;
  return "text" in cell ? cell.text : cell.number;
}

function widthOf(texts: readonly string[]): number {
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  return Math.min(WIDTH.most, Math.max(WIDTH.least, longest + 2));
}

function refuseLong({ t }: Reader): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8" };
  return new Response(`${t.list.tooLong(MOST_ROWS.toLocaleString("en"))}\n`, { status: 400, headers });
}
