import { decompress } from "#app/encoding/decompress.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { parseReportNumber } from "./report-number.ts";

/** File name of the inventory document inside each report. */
export const EMBEDDED_NAME = "inventory.json";
/** Larger than any report or data package; the page and the command line read nothing beyond. */
export const LARGEST_PDF_BYTES = 64 * 1024 * 1024;
export const LARGEST_INVENTORY_BYTES = 64 * 1024 * 1024;

/** Whether the bytes begin like a PDF. */
export function isPdf(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, 5)) === "%PDF-";
}

/**
 * The bytes of the embedded inventory document, exactly as they were attached.
 *
 * This is not a PDF reader: it knows the plain objects that our renderer writes and refuses everything else. It is meant
 * for a file whose hash is known to be ours; what it finds in another file is only that file's claim.
 * Throws `too_large`, `not_a_pdf`, `no_embedded_inventory` or `damaged_compression`.
 */
export async function extractInventory(pdf: Uint8Array): Promise<Uint8Array> {
  if (pdf.length > LARGEST_PDF_BYTES) throw new TransparencyError("too_large", { limit: `${LARGEST_PDF_BYTES}` });
  if (!isPdf(pdf)) throw new TransparencyError("not_a_pdf");
  const text = latin1(pdf);
  const object = findObject(text, findEmbeddedReference(text));
  const stream = findStream(text, object);
  const content = pdf.subarray(stream.start, stream.end);
  if (stream.isDeflated) return decompress(content, "deflate", LARGEST_INVENTORY_BYTES);
  return content.slice();
}

/**
 * The report number that a PDF claims to be, from its keywords (`report:<number>`) or from anywhere in its plain bytes.
 * Null when there is none with a right check character. It says which report to compare with, nothing more.
 */
export function findReportNumber(pdf: Uint8Array): string | null {
  // Text with non-ASCII characters is stored as UTF-16: without the zero bytes it reads like the rest.
  const text = latin1(pdf.subarray(0, LARGEST_PDF_BYTES)).replaceAll("\0", "");
  const number = String.raw`GHG-\d{4}-\d{6,15}-[0-9A-Z]{7}-[0-9A-Z]{7}`;
  // pattern: at most 64 characters, a number is of fixed length and begins with its own letters.
  for (const pattern of [new RegExp(`report:(${number})`, "g"), new RegExp(`(${number})`, "g")]) {
    for (const match of text.matchAll(pattern)) {
      const parsed = parseReportNumber(match[1] as string);
      if (parsed.ok) return parsed.number;
    }
  }
  return null;
}

/** The address that a PDF's links give for its verification page, or null. A claim of the file like the number. */
export function findVerifyAddress(pdf: Uint8Array, number: string): string | null {
  const text = latin1(pdf.subarray(0, LARGEST_PDF_BYTES));
  const escaped = number.replaceAll("-", "\\-");
  // pattern: at most 400 characters, an address of so many is looked at from each of its beginnings.
  return new RegExp(String.raw`https?://[A-Za-z0-9.:\[\]-]{1,255}/verify/${escaped}`).exec(text)?.[0] ?? null;
}

const LONGEST_DICTIONARY = 4000;

/** The number of the object that holds the content of the file named `inventory.json`. */
function findEmbeddedReference(text: string): string {
  // Later objects replace earlier ones, as in an incremental update.
  for (let at = text.lastIndexOf("/Filespec"); at >= 0; at = at === 0 ? -1 : text.lastIndexOf("/Filespec", at - 1)) {
    // Within reach on both sides: a file of nothing but such words must not be searched as often as it has them.
    const before = text.slice(Math.max(0, at - LONGEST_DICTIONARY), at);
    const start = before.lastIndexOf(" obj");
    const rest = text.slice(at, at + LONGEST_DICTIONARY);
    const end = rest.indexOf("endobj");
    if (start < 0 || end < 0) continue;
    const dictionary = before.slice(start) + rest.slice(0, end);
    const reference = /\/EF\s*<<\s*\/F\s+(\d{1,10})\s+0\s+R/.exec(dictionary);
    if (reference && dictionary.includes(`/F (${EMBEDDED_NAME})`)) return reference[1] as string;
  }
  throw new TransparencyError("no_embedded_inventory");
}

/** The position behind `<number> 0 obj`, last definition first. */
function findObject(text: string, number: string): number {
  const header = `\n${number} 0 obj`;
  const at = text.lastIndexOf(header);
  if (at < 0) throw new TransparencyError("no_embedded_inventory");
  return at + header.length;
}

function findStream(text: string, object: number): { start: number; end: number; isDeflated: boolean } {
  const keyword = text.indexOf("stream", object);
  const dictionary = text.slice(object, keyword < 0 ? object : Math.min(keyword, object + LONGEST_DICTIONARY));
  const length = Number(/\/Length\s+(\d{1,10})(?!\s+\d+\s+R)/.exec(dictionary)?.[1]);
  const start = text.startsWith("stream\r\n", keyword) ? keyword + 8 : keyword + 7;
  const filter = /\/Filter\s*(?:\[\s*)?\/(\w+)/.exec(dictionary)?.[1];
  const hasForm = dictionary.includes("/EmbeddedFile") && (filter === undefined || filter === "FlateDecode");
  const end = start + length;
  if (!hasForm || !Number.isSafeInteger(length) || !/^\r?\n?endstream/.test(text.slice(end, end + 12))) {
    throw new TransparencyError("no_embedded_inventory");
  }
  return { start, end, isDeflated: filter === "FlateDecode" };
}

/** One character per byte, so that positions in the text are positions in the file. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
