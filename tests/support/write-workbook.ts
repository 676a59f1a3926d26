import { strToU8, zipSync } from "fflate";
import { columnName } from "#app/encoding/workbook/cell-address.ts";

/**
 * Content of a cell in a test workbook: a text, a number as its stored text, the cell's own XML, or nothing. `{ xml }`
 * is written unchanged, with `@` for the address: `<c r="@" t="b"><v>1</v></c>`.
 */
export type StoredCell = string | { number: string; style?: number } | { xml: string } | null;

export interface WrittenSheet {
  name: string;
  /** Row number → its cells from column A on. */
  rows: Map<number, readonly StoredCell[]> | readonly (readonly StoredCell[])[];
  merges?: readonly string[];
  state?: "hidden" | "veryHidden";
  hiddenRows?: readonly number[];
}

export interface WrittenWorkbook {
  sheets: readonly WrittenSheet[];
  date1904?: boolean;
  /** The formats of styles 1, 2, …; style 0 is General. A number is a built-in format. */
  formats?: readonly (string | number)[];
  /** Files in addition to, or instead of, those that a workbook needs. */
  files?: Record<string, string>;
  /** Whether texts are in the cells instead of the table of shared texts. */
  inlineTexts?: boolean;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** An XLSX file as spreadsheet programs write it, for tests that read one. */
export function writeWorkbook(workbook: WrittenWorkbook): Uint8Array {
  const texts: string[] = [];
  const files: Record<string, string> = {};
  workbook.sheets.forEach((sheet, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, workbook.inlineTexts ? null : texts);
  });
  files["[Content_Types].xml"] = `<Types xmlns="${PACKAGE}/content-types"/>`;
  files["_rels/.rels"] = relations([["officeDocument", "xl/workbook.xml"]]);
  files["xl/workbook.xml"] = bookXml(workbook);
  files["xl/_rels/workbook.xml.rels"] = relations([
    ...workbook.sheets.map((_, index): [string, string] => ["worksheet", `worksheets/sheet${index + 1}.xml`]),
    ["sharedStrings", "sharedStrings.xml"],
    ["styles", "styles.xml"],
  ]);
  files["xl/sharedStrings.xml"] =
    `<sst xmlns="${MAIN}">${texts.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join("")}</sst>`;
  files["xl/styles.xml"] = stylesXml(workbook.formats ?? []);
  Object.assign(files, workbook.files);
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
}

/** Rows from their first cell on, by number. */
export function rowsFrom(first: number, rows: readonly (readonly StoredCell[])[]): Map<number, readonly StoredCell[]> {
  return new Map(rows.map((cells, index) => [first + index, cells]));
}

function bookXml({ sheets, date1904 = false }: WrittenWorkbook): string {
  const entries = sheets.map(({ name, state }, index) => {
    const hidden = state === undefined ? "" : ` state="${state}"`;
    return `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
  });
  const properties = date1904 ? `<workbookPr date1904="1"/>` : "<workbookPr/>";
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${entries.join("")}</sheets></workbook>`;
}

function relations(targets: [type: string, target: string][]): string {
  const entries = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${entries.join("")}</Relationships>`;
}

function stylesXml(formats: readonly (string | number)[]): string {
  const own = formats.map((format, index) =>
    typeof format === "number" ? "" : `<numFmt numFmtId="${164 + index}" formatCode="${escapeXml(format)}"/>`,
  );
  const ids = formats.map((format, index) => (typeof format === "number" ? format : 164 + index));
  const styles = [0, ...ids].map((id) => `<xf numFmtId="${id}"/>`);
  return `<styleSheet xmlns="${MAIN}"><numFmts>${own.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join("")}</cellXfs></styleSheet>`;
}

function sheetXml({ rows, merges = [], hiddenRows = [] }: WrittenSheet, texts: string[] | null): string {
  const numbered = Array.isArray(rows) ? rowsFrom(1, rows) : (rows as Map<number, readonly StoredCell[]>);
  const known = new Map<string, number>();
  const lines = [...numbered]
    .toSorted(([a], [b]) => a - b)
    .map(([row, cells]) => {
      const hidden = hiddenRows.includes(row) ? ` hidden="1"` : "";
      const written = cells.map((cell, index) => cellXml(cell, columnName(index + 1) + row, texts, known));
      return `<row r="${row}"${hidden}>${written.join("")}</row>`;
    });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("");
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join("")}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`;
}

function cellXml(cell: StoredCell, ref: string, texts: string[] | null, known: Map<string, number>): string {
  if (cell === null) return "";
  if (typeof cell !== "string" && "xml" in cell) return cell.xml.replace("@", ref);
  if (typeof cell !== "string") return `<c r="${ref}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`;
  if (texts === null) return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  const index = known.get(cell) ?? texts.push(cell) - 1;
  known.set(cell, index);
  return `<c r="${ref}" t="s"><v>${index}</v></c>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
