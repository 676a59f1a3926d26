/** The parts of a workbook that its sheets refer to: the list of sheets, shared texts, number formats. */
import { type DateShown, dateShownBy } from "./date-cell.ts";
import { readPlainText } from "./skim-row.ts";
import { WorkbookError } from "./workbook-error.ts";
import { readXml, type XmlAttributes } from "./xml-reader.ts";
import type { ZipArchive } from "./zip-archive.ts";

export interface SheetPart {
  name: string;
  part: string;
  /** Hidden, including "very hidden" sheets. */
  hidden: boolean;
}

export interface WorkbookParts {
  sheets: SheetPart[];
  is1904: boolean;
  texts: string[];
  /** By the style number of a cell: what it shows of a date, null if it shows none. */
  dateStyles: (DateShown | null)[];
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

/** Total length of all shared texts. */
const LONGEST_TEXTS = 256 * 1024 * 1024;

/** @throws WorkbookError */
export function readParts(archive: ZipArchive): WorkbookParts {
  const book = relationsOf(archive, "").find(({ type }) => type.endsWith("/officeDocument"))?.target;
  if (book === undefined || !archive.names.includes(book)) throw new WorkbookError("not_a_workbook");
  if (book.endsWith(".bin")) throw new WorkbookError("workbook_binary");
  const relations = relationsOf(archive, book);
  if (relations.some(({ type }) => type.endsWith("/vbaProject"))) throw new WorkbookError("workbook_macros");
  const partOf = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  const targets = new Map(relations.map(({ id, target }) => [id, target]));
  const { sheets, is1904 } = readBook(archive, book, targets);
  return {
    sheets,
    is1904,
    texts: readSharedTexts(archive, partOf("sharedStrings")),
    dateStyles: readDateStyles(archive, partOf("styles")),
  };
}

function relationsOf(archive: ZipArchive, part: string): Relation[] {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  const file = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  if (!archive.names.includes(file)) {
    if (part === "") throw new WorkbookError("not_a_workbook");
    return [];
  }
  const relations: Relation[] = [];
  readXml(archive, file, {
    open(name, { Id = "", Type = "", Target = "", TargetMode }) {
      if (name !== "Relationship" || TargetMode === "External") return;
      relations.push({ id: Id, type: Type, target: resolvePart(folder, Target) });
    },
  });
  return relations;
}

/** Part names are absolute. Targets are relative to the folder of the part that names them. */
function resolvePart(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter((step) => step !== "");
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

function readBook(
  archive: ZipArchive,
  part: string,
  targets: Map<string, string>,
): { sheets: SheetPart[]; is1904: boolean } {
  const sheets: SheetPart[] = [];
  let is1904 = false;
  readXml(archive, part, {
    open(name, attributes) {
      if (name === "workbookPr") is1904 = isTrue(attributes.date1904);
      if (name !== "sheet") return;
      const target = targets.get(relationId(attributes));
      // A part shared by a hundred sheets would be read a hundred times.
      const isShared = sheets.some((sheet) => sheet.part === target);
      if (target === undefined || isShared || !archive.names.includes(target))
        throw new WorkbookError("workbook_damaged", { part });
      const hidden = attributes.state === "hidden" || attributes.state === "veryHidden";
      // Charts and dialogs are listed as sheets too, but have no cells.
      if (target.includes("worksheets/")) sheets.push({ name: attributes.name ?? "", part: target, hidden });
    },
  });
  return { sheets, is1904 };
}

function relationId(attributes: XmlAttributes): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(":id"));
  return key === undefined ? "" : (attributes[key] ?? "");
}

export function isTrue(flag: string | undefined): boolean {
  return flag === "1" || flag === "true";
}

/** A text in runs is their concatenation, without the phonetic readings of East Asian words. */
function readSharedTexts(archive: ZipArchive, part: string | undefined): string[] {
  const texts: string[] = [];
  if (part === undefined || !archive.names.includes(part)) return texts;
  let current = "";
  let isText = false;
  let isReading = false;
  let length = 0;
  const keep = (text: string) => {
    length += text.length;
    if (length > LONGEST_TEXTS) throw new WorkbookError("workbook_too_large", { part });
  };
  readXml(archive, part, {
    skim: {
      within: "sst",
      element: "si",
      take(xml, from) {
        const plain = readPlainText(xml, from);
        if (plain === null) return -1;
        keep(plain.text);
        texts.push(unescapeText(plain.text));
        return plain.end;
      },
    },
    open(name) {
      if (name === "si") current = "";
      else if (name === "rPh") isReading = true;
      else if (name === "t") isText = !isReading;
    },
    text(text) {
      if (!isText) return;
      keep(text);
      current += text;
    },
    close(name) {
      if (name === "si") texts.push(unescapeText(current));
      else if (name === "rPh") isReading = false;
      else if (name === "t") isText = false;
    },
  });
  return texts;
}

/** `_x000D_` encodes a character that XML can't contain. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function readDateStyles(archive: ZipArchive, part: string | undefined): (DateShown | null)[] {
  const formats = new Map<number, string>();
  const styles: (DateShown | null)[] = [];
  if (part === undefined || !archive.names.includes(part)) return styles;
  let isCellStyle = false;
  readXml(archive, part, {
    open(name, { numFmtId = "0", formatCode = "" }) {
      if (name === "numFmt") formats.set(Number.parseInt(numFmtId, 10), formatCode);
      else if (name === "cellXfs") isCellStyle = true;
      else if (name === "xf" && isCellStyle) {
        const id = Number.parseInt(numFmtId, 10);
        styles.push(dateShownBy(id, formats.get(id)));
      }
    },
    close(name) {
      if (name === "cellXfs") isCellStyle = false;
    },
  });
  return styles;
}
