import { streamZip } from "#app/encoding/stream-zip.ts";
import { headOfSheet, partsOfBook, rowXml, type SheetCell, TAIL_OF_SHEET, XML } from "./write-workbook.ts";

/** A sheet whose rows come one batch after the other. */
export interface StreamedSheet {
  name: string;
  /** By column, in characters. */
  widths: readonly number[];
  head: readonly SheetCell[];
  batches: AsyncIterable<readonly (readonly SheetCell[])[]> | Iterable<readonly (readonly SheetCell[])[]>;
}

/** An XLSX file with one sheet that is written while its rows are read, whatever their number. It isn't compressed. */
export function streamWorkbook(sheet: StreamedSheet): AsyncGenerator<Uint8Array> {
  return streamZip(entriesOf(sheet), () => undefined);
}

async function* entriesOf(sheet: StreamedSheet) {
  for (const [path, xml] of Object.entries(partsOfBook([sheet.name]))) yield { path, bytes: [Buffer.from(XML + xml)] };
  yield { path: "xl/worksheets/sheet1.xml", bytes: sheetBytes(sheet) };
}

async function* sheetBytes({ widths, head, batches }: StreamedSheet): AsyncGenerator<Uint8Array> {
  let row = 1;
  yield Buffer.from(`${XML}${headOfSheet({ widths, frozenRows: 1 }, true)}${rowXml(head, row)}`);
  for await (const batch of batches) {
    let text = "";
    for (const cells of batch) {
      row += 1;
      text += rowXml(cells, row);
    }
    yield Buffer.from(text);
  }
  yield Buffer.from(`${TAIL_OF_SHEET}</worksheet>`);
}
