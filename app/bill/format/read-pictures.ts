import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { type GrayPicture, shrink, turn, writeGrayPng } from "./gray-png.ts";
import { type OperatorCodes, openPdf, textOf } from "./read-pdf.ts";

/** The picture of a scanned page, as a PNG in gray. */
export interface PagePicture {
  page: number;
  png: Uint8Array;
}

const LONGEST_SIDE = 2000;
const LARGEST_POINTS = 80_000_000;

/**
 * The pictures of the first pages without text, at most as many as asked for, upright as the file shows them. A page with several pictures, or with one
 * that can't be decoded, is left out.
 *
 * @throws BillError
 */
export function readPictures(bytes: Uint8Array, cMapUrl: string, most: number): Promise<PagePicture[]> {
  return openPdf(bytes, cMapUrl, (pdf, codes) => picturesOf(pdf, codes, most));
}

async function picturesOf(pdf: PDFDocumentProxy, codes: OperatorCodes, most: number): Promise<PagePicture[]> {
  const found: PagePicture[] = [];
  for (let number = 1; number <= Math.min(pdf.numPages, 2 * most); number += 1) {
    if (found.length === most) break;
    const page = await pdf.getPage(number);
    const picture = (await textOf(page)).length === 0 ? await pictureOf(page, codes) : null;
    if (picture) {
      const upright = turn(shrink(picture, LONGEST_SIDE), (((page.rotate / 90) % 4) + 4) % 4);
      found.push({ page: number, png: writeGrayPng(upright) });
    }
    page.cleanup();
  }
  return found;
}

/** A picture as PDF.js decodes it. */
interface Decoded {
  width: number;
  height: number;
  kind: number;
  data: Uint8Array | Uint8ClampedArray | null;
}

async function pictureOf(page: PDFPageProxy, codes: OperatorCodes): Promise<GrayPicture | null> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const painted = fnArray.flatMap((code, at) => {
    if (code === codes.paintImageXObject) return [() => decoded(page, (argsArray[at] as [string])[0])];
    if (code === codes.paintInlineImageXObject) return [async () => (argsArray[at] as [Decoded])[0]];
    return [];
  });
  const [only] = painted;
  return painted.length === 1 && only ? grayOf(await only()) : null;
}

function decoded(page: PDFPageProxy, id: string): Promise<Decoded | null> {
  const store = id.startsWith("g_") ? page.commonObjs : page.objs;
  return new Promise((resolve) => store.get(id, (found: Decoded | null) => resolve(found)));
}

/** The layouts of PDF.js: one bit, three bytes or four bytes for each point. */
const [ONE_BIT, RGB, RGBA] = [1, 2, 3];

function grayOf(picture: Decoded | null): GrayPicture | null {
  if (!picture?.data) return null;
  const { width, height, kind, data } = picture;
  if (width * height > LARGEST_POINTS) return null;
  const points = new Uint8Array(width * height);
  if (kind === ONE_BIT) {
    const bytesOfRow = Math.ceil(width / 8);
    for (let at = 0; at < points.length; at += 1) {
      const [row, column] = [Math.floor(at / width), at % width];
      points[at] = (data[row * bytesOfRow + (column >> 3)]! >> (7 - (column & 7))) & 1 ? 255 : 0;
    }
    return { width, height, points };
  }
  if (kind !== RGB && kind !== RGBA) return null;
  const size = kind === RGB ? 3 : 4;
  // Luma of ITU-R BT.601 in 256 parts.
  for (let at = 0; at < points.length; at += 1) {
    points[at] = (77 * data[at * size]! + 150 * data[at * size + 1]! + 29 * data[at * size + 2]!) >> 8;
  }
  return { width, height, points };
}
