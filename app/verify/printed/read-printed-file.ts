import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { hashDrawing } from "./drawing-of.ts";
import { glyphsOf, type Instructions } from "./glyphs-of.ts";
import { withPdf } from "./open-pdf.ts";
import type { PrintedAnnotation, PrintedFile, PrintedPage, UnreadReason } from "./printed-page.ts";

/** More than reports have. */
const MOST_PAGES = 1000;
/** `AnnotationMode.DISABLE`: annotations are compared separately. */
const WITHOUT_ANNOTATIONS = 0;

/** What the pages of a PDF of any program print. */
export function readPrintedFile(file: Uint8Array): Promise<PrintedFile | UnreadReason> {
  return withPdf(file, async (pdf, codes) => {
    if (pdf.numPages > MOST_PAGES) return "too_large";
    const pages: PrintedPage[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1)
      pages.push(await readPage(await pdf.getPage(number), codes));
    return { pages, layers: await layersOf(pdf), hasScripts: await pdf.hasJSActions() };
  });
}

/** A page without its hash, if only the text is of interest. */
export async function readPage(page: PDFPageProxy, codes: Record<string, number>): Promise<PrintedPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const instructions: Instructions = await page.getOperatorList({ annotationMode: WITHOUT_ANNOTATIONS });
  const units = await fontUnits(page, instructions, codes);
  const glyphs = glyphsOf(instructions, codes, transform, (font) => units.get(font) ?? 0.001);
  const isInside = (at: number, end: number) => at >= 0 && at <= end;
  const parts = { get: (id: string) => partOf(page, id) };
  const printed: PrintedPage = {
    width,
    height,
    glyphs: glyphs.filter(({ x, y }) => isInside(x, width) && isInside(y, height)),
    drawing: await hashDrawing(instructions, codes, parts),
    annotations: (await page.getAnnotations()).map(describeAnnotation),
  };
  page.cleanup();
  return printed;
}

async function fontUnits(page: PDFPageProxy, { fnArray, argsArray }: Instructions, codes: Record<string, number>) {
  const units = new Map<string, number>();
  for (let at = 0; at < fnArray.length; at += 1) {
    if (fnArray[at] !== codes.setFont) continue;
    const [font] = argsArray[at] as [string];
    if (units.has(font)) continue;
    const { fontMatrix } = ((await partOf(page, font)) ?? {}) as { fontMatrix?: number[] };
    units.set(font, fontMatrix?.[0] ?? 0.001);
  }
  return units;
}

/** A font or picture, once it has been read. What pages share has an id that begins with g_. */
function partOf({ objs, commonObjs }: PDFPageProxy, id: string): Promise<unknown> {
  const kept = id.startsWith("g_") ? commonObjs : objs;
  return new Promise((resolve) => {
    (kept.get as (id: string, then: (part: unknown) => void, otherwise: () => void) => void)(id, resolve, () =>
      resolve(null),
    );
  });
}

async function layersOf(pdf: PDFDocumentProxy): Promise<string[]> {
  const config = (await pdf.getOptionalContentConfig()) as Iterable<[string, { name: string | null }]>;
  return [...config].map(([, { name }]) => name ?? "");
}

interface FoundAnnotation {
  subtype?: string;
  rect?: number[];
  url?: string;
  unsafeUrl?: string;
  hasAppearance?: boolean;
  fieldType?: string;
  fieldValue?: unknown;
  contentsObj?: { str?: string };
  hidden?: boolean;
}

function describeAnnotation(annotation: FoundAnnotation): PrintedAnnotation {
  const { subtype = "", rect = [], url, unsafeUrl, hasAppearance, fieldType, fieldValue, contentsObj } = annotation;
  const value = typeof fieldValue === "string" ? fieldValue : "";
  const text = url ?? unsafeUrl ?? (value || (contentsObj?.str ?? ""));
  const key = [subtype, rect.map(Math.round).join(" "), hasAppearance === true, fieldType ?? "", text].join("|");
  return { key, subtype, text };
}
