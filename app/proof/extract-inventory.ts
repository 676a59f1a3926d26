import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { decompress } from "#app/encoding/decompress.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { findEmbedded, isPdf } from "#app/pdf/embedded-file.ts";
import { latin1 } from "#app/pdf/latin1.ts";
import { parseReportNumber } from "./report-number.ts";

/** File name of the inventory document inside each report. */
export const EMBEDDED_NAME = "inventory.json";
/** Larger than any report or data package; the page and the command line read nothing beyond. */
export const LARGEST_PDF_BYTES = 64 * 1024 * 1024;
export const LARGEST_INVENTORY_BYTES = 64 * 1024 * 1024;

/**
 * The bytes of the embedded inventory document, exactly as they were attached.
 *
 * Meant for a file whose hash is known to be ours; what it finds in another file is only that file's claim.
 * Throws `too_large`, `not_a_pdf`, `no_embedded_inventory` or `damaged_compression`.
 */
export async function extractInventory(pdf: Uint8Array): Promise<Uint8Array> {
  return extractAttachment(pdf, EMBEDDED_NAME);
}

/** File name, inside each report, of the proof that the log has the key of its issuer. */
export const KEY_PROOF_NAME = "issuer-key.tlog-proof";
const LARGEST_PROOF_BYTES = 64 * 1024;

/** The proof that a report carries, which is only the claim of its file. Null where it has none. */
export async function extractKeyProof(pdf: Uint8Array): Promise<string | null> {
  try {
    const bytes = await extractAttachment(pdf, KEY_PROOF_NAME);
    return bytes.length > LARGEST_PROOF_BYTES ? null : decodeUtf8(bytes);
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}

/** An attached file of a PDF. Throws as `extractInventory` does. */
export async function extractAttachment(pdf: Uint8Array, name: string): Promise<Uint8Array> {
  if (pdf.length > LARGEST_PDF_BYTES) throw new TransparencyError("too_large", { limit: `${LARGEST_PDF_BYTES}` });
  if (!isPdf(pdf)) throw new TransparencyError("not_a_pdf");
  const found = findEmbedded(pdf, name);
  if (!found) throw new TransparencyError("no_embedded_inventory");
  return found.isDeflated ? decompress(found.content, "deflate", LARGEST_INVENTORY_BYTES) : found.content.slice();
}

/**
 * The report number that a PDF claims to be, from its keywords (`report:<number>`) or from anywhere in its plain
 * bytes. Null when it has none with a right check character. It is only a hint which report to compare with.
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

/** Whether a PDF calls itself a draft in its keywords, as drafts do where issued reports have their number. */
export function isDraftReport(pdf: Uint8Array): boolean {
  return isDraftText(latin1(pdf.subarray(0, LARGEST_PDF_BYTES)).replaceAll("\0", ""));
}

export function isDraftText(text: string): boolean {
  return /\breport:draft version:\d/.test(text);
}

/** The address that a PDF's links give for its verification page, or null. A claim of the file like the number. */
export function findVerifyAddress(pdf: Uint8Array, number: string): string | null {
  const text = latin1(pdf.subarray(0, LARGEST_PDF_BYTES));
  const escaped = number.replaceAll("-", "\\-");
  // pattern: at most 400 characters, an address of that length is looked at from each of its beginnings.
  return new RegExp(String.raw`https?://[A-Za-z0-9.:\[\]-]{1,255}/verify/${escaped}`).exec(text)?.[0] ?? null;
}
