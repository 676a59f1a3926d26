import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import type { Bill, BillDocument, BillPage, BillProblem, TextRun } from "#app/bill/bill.ts";
import { BillError, MOST } from "#app/bill/bill-error.ts";
import { readInvoiceData } from "./read-einvoice.ts";

/** Nothing is fetched, run or drawn: only text and its places are read. */
const OPTIONS = {
  disableFontFace: true,
  useSystemFonts: false,
  useWorkerFetch: false,
  useWasm: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  enableXfa: false,
  disableAutoFetch: true,
  cMapPacked: true,
  verbosity: 0,
};

interface PdfText {
  str: string;
  transform: number[];
  width: number;
}

/**
 * Reads the text of a PDF with its places, in points, and the data of an invoice if one is attached.
 *
 * @param cMapUrl the folder of character maps, which Chinese fonts need that are not embedded
 * @throws BillError
 */
export function readPdf(bytes: Uint8Array, cMapUrl: string): Promise<BillDocument> {
  return openPdf(bytes, cMapUrl, readPages);
}

/** The numbers of drawing operators by name. */
export type OperatorCodes = Record<string, number>;

/** @throws BillError */
export async function openPdf<T>(
  bytes: Uint8Array,
  cMapUrl: string,
  read: (pdf: PDFDocumentProxy, codes: OperatorCodes) => Promise<T>,
): Promise<T> {
  const library = await import("pdfjs-dist/legacy/build/pdf.min.mjs");
  const task = library.getDocument({ ...OPTIONS, cMapUrl, data: new Uint8Array(bytes) });
  try {
    return await read(await task.promise, library.OPS);
  } catch (error) {
    if (error instanceof BillError) throw error;
    if (!(error instanceof Error)) throw error;
    throw new BillError(error.name === "PasswordException" ? "protected" : "damaged");
  } finally {
    await task.destroy();
  }
}

async function readPages(pdf: PDFDocumentProxy, codes: OperatorCodes): Promise<BillDocument> {
  const problems: BillProblem[] = pdf.numPages > MOST.pages ? ["pages_left_out"] : [];
  const pages: BillPage[] = [];
  let count = 0;
  for (let number = 1; number <= Math.min(pdf.numPages, MOST.pages); number += 1) {
    const page = await readPage(await pdf.getPage(number), codes);
    count += page.runs.length;
    if (count > MOST.runs) throw new BillError("too_large");
    pages.push(page);
  }
  const found = await dataOf(pdf, pages.length + 1);
  if (found) pages.push(found.page);
  return { format: "pdf", pages, data: found?.bill ?? null, problems };
}

async function readPage(page: PDFPageProxy, codes: OperatorCodes): Promise<BillPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const runs = (await textOf(page)).flatMap((item) => runOf(item, transform));
  // Pictures matter only where there is no text, and looking for them takes longer than the text.
  const hasImage = runs.length === 0 && (await paintsImage(page, codes));
  page.cleanup();
  return { number: page.pageNumber, kind: "drawn", width, height, runs, hasImage };
}

/** The pieces of text that a page draws. */
export async function textOf(page: PDFPageProxy): Promise<PdfText[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  return (items as PdfText[]).filter(({ str }) => str.trim() !== "");
}

function runOf({ str, transform: item, width }: PdfText, view: number[]): TextRun[] {
  const [a, b, c, d, e, f] = multiply(view, item) as [number, number, number, number, number, number];
  const height = Math.hypot(c, d);
  // Text that runs upwards is rarely part of a line; its box is where it begins.
  const isLevel = Math.abs(b) < Math.abs(a) * 0.2;
  const box = { x: e, y: f - height * 0.85, width: isLevel ? width : height, height };
  return [{ text: str.slice(0, MOST.characters), box }];
}

function multiply(one: number[], other: number[]): number[] {
  const [a, b, c, d, e, f] = one as [number, number, number, number, number, number];
  const [g, h, i, j, k, l] = other as [number, number, number, number, number, number];
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

async function paintsImage(page: PDFPageProxy, codes: OperatorCodes): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  const painting = Object.entries(codes).flatMap(([name, code]) => (/^paint(Inline)?Image/.test(name) ? [code] : []));
  return fnArray.some((code) => painting.includes(code));
}

async function dataOf(pdf: PDFDocumentProxy, page: number): Promise<{ page: BillPage; bill: Bill } | null> {
  const attached = (await pdf.getAttachments()) as Record<string, { filename: string; content?: Uint8Array }> | null;
  for (const { filename, content } of Object.values(attached ?? {}).slice(0, 20)) {
    if (!/\.xml$/i.test(filename) || !content || content.length > MOST.fileBytes) continue;
    try {
      const found = readInvoiceData(content, page);
      if (found) return found;
    } catch (error) {
      // An attachment of another kind, such as metadata of a foreign invoice, doesn't make the pages unreadable.
      if (!(error instanceof BillError)) throw error;
    }
  }
  return null;
}
