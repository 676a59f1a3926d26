/**
 * Writes XLSX files with texts, numbers and a few styles. The same content gives the same bytes. No cell is a formula.
 */

import { strToU8, zipSync } from "fflate";
import { escapeXml } from "#app/encoding/text/escape-xml.ts";
import { columnName } from "./cell-address.ts";

/** The look of a cell: `head` is a heading, `fixed` a given value, `open` a cell to fill in. */
export type CellStyle = "plain" | "title" | "head" | "fixed" | "open" | "note";

/** A text stays a text whatever it starts with. `number` is decimal text. */
export type SheetCell = string | { text: string; style: CellStyle } | { number: string; style?: CellStyle };

export interface ChoiceList {
  /** The cells with this choice: `A2:A2000`. */
  cells: string;
  /** The position of the choices: a sheet and its cells. */
  sheet: string;
  from: string;
  /** Other texts are accepted too, after a question. */
  isOpen: boolean;
}

export interface SheetContent {
  name: string;
  rows: readonly (readonly SheetCell[])[];
  /** By column, in characters. */
  widths: readonly number[];
  /** Number of frozen rows at the top. */
  frozenRows?: number;
  choices?: readonly ChoiceList[];
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
export const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const STYLES: readonly CellStyle[] = ["plain", "title", "head", "fixed", "open", "note"];
/** A ZIP needs a date, so this one is constant. */
const NO_DATE = new Date(1980, 0, 1);

export function writeWorkbook(sheets: readonly SheetContent[]): Uint8Array {
  const files = partsOfBook(sheets.map(({ name }) => name));
  sheets.forEach((sheet, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, index === 0);
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(XML + xml)])), {
    mtime: NO_DATE,
    level: 6,
  });
}

/** Every part of a workbook except its sheets, by path. */
export function partsOfBook(names: readonly string[]): Record<string, string> {
  return {
    "[Content_Types].xml": contentTypes(names.length),
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": bookXml(names),
    "xl/_rels/workbook.xml.rels": relations([
      ...names.map((_, index): [string, string] => ["worksheet", `worksheets/sheet${index + 1}.xml`]),
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": STYLE_SHEET,
  };
}

function contentTypes(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_, index) => override(`worksheets/sheet${index + 1}.xml`, "worksheet"));
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("workbook.xml", "sheet.main")}${override("styles.xml", "styles")}${parts.join("")}</Types>`;
}

function override(part: string, type: string): string {
  return `<Override PartName="/xl/${part}" ContentType="${CONTENT}.${type}+xml"/>`;
}

function relations(targets: [type: string, target: string][]): string {
  const entries = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${entries.join("")}</Relationships>`;
}

function bookXml(names: readonly string[]): string {
  const entries = names.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${entries.join("")}</sheets></workbook>`;
}

/** Text cells have the format `@`, so that a program keeps typed text unchanged. */
const STYLE_SHEET = [
  `<styleSheet xmlns="${MAIN}">`,
  `<fonts count="4"><font><sz val="11"/><color rgb="FF16241D"/><name val="Calibri"/><family val="2"/></font>`,
  `<font><b/><sz val="14"/><color rgb="FF16241D"/><name val="Calibri"/><family val="2"/></font>`,
  `<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font>`,
  `<font><sz val="11"/><color rgb="FF55635B"/><name val="Calibri"/><family val="2"/></font></fonts>`,
  `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`,
  `<fill><patternFill patternType="solid"><fgColor rgb="FF1F5C43"/></patternFill></fill>`,
  `<fill><patternFill patternType="solid"><fgColor rgb="FFF1F4F1"/></patternFill></fill></fills>`,
  `<borders count="2"><border/><border><left/><right/><top/><bottom style="thin"><color rgb="FFD5DCD7"/></bottom></border></borders>`,
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">`,
  `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
  `<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>`,
  `<xf numFmtId="49" fontId="2" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`,
  `<xf numFmtId="49" fontId="0" fillId="3" borderId="1" xfId="0" applyNumberFormat="1" applyFill="1" applyBorder="1"/>`,
  `<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/>`,
  `<xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`,
  `</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
].join("");

function sheetXml({ rows, choices = [], ...sheet }: SheetContent, isFirst: boolean): string {
  return [
    headOfSheet(sheet, isFirst),
    ...rows.map((cells, row) => rowXml(cells, row + 1)),
    TAIL_OF_SHEET,
    choices.length === 0
      ? ""
      : `<dataValidations count="${choices.length}">${choices.map(choiceXml).join("")}</dataValidations>`,
    `</worksheet>`,
  ].join("");
}

/** A sheet up to its rows. */
export function headOfSheet(
  { widths, frozenRows = 0 }: Pick<SheetContent, "widths" | "frozenRows">,
  isFirst: boolean,
): string {
  const pane =
    frozenRows === 0
      ? ""
      : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView${isFirst ? ` tabSelected="1"` : ""} workbookViewId="0">${pane}</sheetView></sheetViews>`,
    `<cols>${columns.join("")}</cols><sheetData>`,
  ].join("");
}

export const TAIL_OF_SHEET = "</sheetData>";

export function rowXml(cells: readonly SheetCell[], row: number): string {
  return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, columnName(column + 1) + row)).join("")}</row>`;
}

function cellXml(cell: SheetCell, ref: string): string {
  if (cell === "") return "";
  const style = STYLES.indexOf((typeof cell === "string" ? undefined : cell.style) ?? "plain");
  if (typeof cell !== "string" && "number" in cell) return `<c r="${ref}" s="${style}"><v>${cell.number}</v></c>`;
  const text = typeof cell === "string" ? cell : cell.text;
  if (text === "") return `<c r="${ref}" s="${style}"/>`;
  return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

function choiceXml({ cells, sheet, from, isOpen }: ChoiceList): string {
  const list = escapeXml(`'${sheet.replaceAll("'", "''")}'!${from}`);
  return `<dataValidation type="list" errorStyle="${isOpen ? "warning" : "stop"}" allowBlank="1" showErrorMessage="1" sqref="${cells}"><formula1>${list}</formula1></dataValidation>`;
}
