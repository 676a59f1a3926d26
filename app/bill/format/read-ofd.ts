import type { Bill, BillDocument, BillPage, BillProblem, Box, TextRun } from "#app/bill/bill.ts";
import { BillError, MOST } from "#app/bill/bill-error.ts";
import { WorkbookError } from "#app/encoding/workbook/workbook-error.ts";
import { openZip, type ZipArchive } from "#app/encoding/workbook/zip-archive.ts";
import { readInvoiceData } from "./read-einvoice.ts";
import { childOf, childrenOf, descendants, readXml, type XmlElement } from "./read-xml.ts";

const LIMITS = { entries: 2000, expandedBytes: 64 * 1024 * 1024, ratio: 200 };
const PART_BYTES = 8 * 1024 * 1024;
/** Repetitions and steps of one text. */
const MOST_STEPS = 4000;
const A4 = { x: 0, y: 0, width: 210, height: 297 };

/** Whether a ZIP contains the entry point of OFD. */
export function isOfd(bytes: Uint8Array): boolean {
  try {
    return openZip(bytes, LIMITS).names.includes("OFD.xml");
  } catch (error) {
    if (error instanceof WorkbookError) return false;
    throw error;
  }
}

/**
 * Reads a document of GB/T 33190: the texts of its pages and templates, in millimetres, and the data of an invoice among its
 * attachments.
 * @throws BillError
 */
export function readOfd(bytes: Uint8Array): BillDocument {
  try {
    return new OfdReading(bytes).read();
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    throw new BillError(
      error.code === "workbook_too_large" ? "too_large" : error.code === "workbook_encrypted" ? "protected" : "damaged",
    );
  }
}

interface FoundData {
  page: BillPage;
  bill: Bill;
}

class OfdReading {
  private readonly archive: ZipArchive;
  private readonly problems: BillProblem[] = [];
  private runCount = 0;

  constructor(bytes: Uint8Array) {
    this.archive = openZip(bytes, LIMITS);
  }

  read(): BillDocument {
    const pages: BillPage[] = [];
    let data: Bill | null = null;
    // A file may contain several documents. The pages of all are numbered together.
    for (const body of childrenOf(this.part("OFD.xml"), "DocBody")) {
      const rootPath = resolve("", textOf(childOf(body, "DocRoot")));
      const root = rootPath === null ? null : this.optional(rootPath);
      if (rootPath === null || !root) throw new BillError("damaged");
      pages.push(...this.pagesOf(root, rootPath, pages.length));
      const found: FoundData | null = data ? null : this.dataOf(root, rootPath, pages.length + 1);
      if (!found) continue;
      data = found.bill;
      pages.push(found.page);
    }
    return { format: "ofd", pages, data, problems: this.problems };
  }

  private pagesOf(root: XmlElement, rootPath: string, before: number): BillPage[] {
    const common = childOf(root, "CommonData");
    const area = boxOf(areaOf(childOf(common, "PageArea"))) ?? A4;
    const templates = new Map(
      childrenOf(common, "TemplatePage").map(({ attributes }) => [attributes.ID, attributes.BaseLoc ?? ""] as const),
    );
    const listed = childrenOf(childOf(root, "Pages"), "Page");
    if (before + listed.length > MOST.pages) this.problems.push("pages_left_out");
    return listed.slice(0, Math.max(0, MOST.pages - before)).map(({ attributes }, at) => {
      const path = resolve(rootPath, attributes.BaseLoc ?? "");
      const page = path === null ? null : this.optional(path);
      if (!page) throw new BillError("damaged");
      const own = boxOf(areaOf(childOf(page, "Area"))) ?? area;
      const layers = [page];
      for (const { attributes: used } of childrenOf(page, "Template")) {
        const template = resolve(rootPath, templates.get(used.TemplateID) ?? "");
        const found = template === null ? null : this.optional(template);
        if (found) layers.unshift(found);
      }
      const contents = layers.map((layer) => childOf(layer, "Content")).filter((one) => one !== null);
      return {
        number: before + at + 1,
        kind: "drawn" as const,
        width: own.width,
        height: own.height,
        runs: contents.flatMap((content) => this.runsOf(content)),
        hasImage: contents.some((content) => !descendants(content, "ImageObject").next().done),
      };
    });
  }

  private runsOf(content: XmlElement): TextRun[] {
    const runs: TextRun[] = [];
    for (const object of descendants(content, "TextObject")) {
      if (object.attributes.Visible === "false") continue;
      runs.push(...textRunsOf(object));
    }
    this.runCount += runs.length;
    if (this.runCount > MOST.runs) throw new BillError("too_large");
    return runs;
  }

  /** The first attachment that is the data of an invoice. Other attachments are not read as anything. */
  private dataOf(root: XmlElement, rootPath: string, page: number): FoundData | null {
    const listPath = resolve(rootPath, textOf(childOf(root, "Attachments")));
    const list = listPath === null || textOf(childOf(root, "Attachments")) === "" ? null : this.optional(listPath);
    for (const attachment of childrenOf(list, "Attachment").slice(0, 20)) {
      const location = textOf(childOf(attachment, "FileLoc"));
      if (!/\.xml$/i.test(location)) continue;
      // Relative to the list, as the standard has it, or to the document, as some programs write.
      for (const base of [listPath!, rootPath]) {
        const path = resolve(base, location);
        if (path === null || !this.archive.names.includes(path)) continue;
        const found = readInvoiceData(this.bytesOf(path), page);
        if (found) return found;
      }
    }
    return null;
  }

  private part(path: string): XmlElement {
    return readXml(this.bytesOf(path));
  }

  private optional(path: string): XmlElement | null {
    return this.archive.names.includes(path) ? this.part(path) : null;
  }

  private bytesOf(path: string): Uint8Array {
    const pieces: Uint8Array[] = [];
    let size = 0;
    this.archive.read(path, (piece) => {
      size += piece.length;
      if (size > PART_BYTES) throw new BillError("too_large");
      pieces.push(piece.slice());
    });
    return Buffer.concat(pieces);
  }
}

/** An absolute path starts with a slash; others start in the folder of the file that states them. Null outside of the file. */
function resolve(from: string, location: string): string | null {
  const parts = location.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of location.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}

function textOf(element: XmlElement | null): string {
  return element?.text.trim() ?? "";
}

function areaOf(area: XmlElement | null): string {
  return textOf(childOf(area, "PhysicalBox"));
}

function numbersOf(text: string | undefined): number[] {
  const numbers = (text ?? "").trim().split(/\s+/).map(Number);
  return numbers.every((one) => Number.isFinite(one) && Math.abs(one) < 1e6) ? numbers : [];
}

function boxOf(text: string | undefined): Box | null {
  const [x, y, width, height] = numbersOf(text);
  if (height === undefined || width! <= 0 || height <= 0) return null;
  return { x: x!, y: y!, width: width!, height };
}

/** The texts of an object: each code begins at its X and Y, the last ones where these are left out (GB/T 33190, 11.3). */
function textRunsOf(object: XmlElement): TextRun[] {
  const boundary = boxOf(object.attributes.Boundary);
  const [size] = numbersOf(object.attributes.Size);
  if (!boundary || !size || size <= 0) return [];
  const matrix = numbersOf(object.attributes.CTM);
  const [a, b, c, d, e, f] =
    matrix.length === 6 ? (matrix as [number, number, number, number, number, number]) : IDENTITY;
  let [x, y] = [0, 0];
  return childrenOf(object, "TextCode").flatMap((code) => {
    x = numbersOf(code.attributes.X)[0] ?? x;
    y = numbersOf(code.attributes.Y)[0] ?? y;
    const text = code.text.replace(/[\r\n]+/g, "").slice(0, MOST.characters);
    if (text.trim() === "") return [];
    const advance = lengthOf(text, code.attributes.DeltaX, size);
    const height = size * Math.hypot(c, d);
    const left = boundary.x + a * x + c * y + e;
    const baseline = boundary.y + b * x + d * y + f;
    return [{ text, box: { x: left, y: baseline - height * 0.85, width: advance * Math.hypot(a, b), height } }];
  });
}

const IDENTITY = [1, 0, 0, 1, 0, 0] as const;

/** The sum of the stated steps, and an estimate for the characters without one. `g n v` repeats a step. */
function lengthOf(text: string, deltas: string | undefined, size: number): number {
  const steps: number[] = [];
  const parts = (deltas ?? "").trim().split(/\s+/);
  for (let at = 0; at < parts.length && steps.length < MOST_STEPS; at += 1) {
    const count = parts[at] === "g" ? Math.min(Number(parts[at + 1]) || 0, MOST_STEPS) : 1;
    const step = Number(parts[at] === "g" ? parts[at + 2] : parts[at]);
    if (parts[at] === "g") at += 2;
    for (let one = 0; one < count && Number.isFinite(step); one += 1) steps.push(step);
  }
  const characters = [...text];
  const stated = steps.slice(0, characters.length - 1).reduce((sum, step) => sum + step, 0);
  const rest = characters.slice(Math.min(steps.length, characters.length - 1));
  return stated + rest.reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e7f ? size : size / 2), 0);
}
