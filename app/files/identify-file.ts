import { findCsvFault } from "./csv-text.ts";
import type { FileFault, FileKind } from "./file-kind.ts";
import { checkJpeg, checkPng, checkWebp } from "./image-structure.ts";
import { isInvoiceXml } from "./invoice-xml.ts";
import { checkZip, isOfd } from "./zip-kind.ts";

export type Identified = { ok: true; kind: FileKind } | { ok: false; fault: FileFault };

/** Range in which browsers look for markup when they guess a type. */
const GUESSED_BYTES = 2048;
const MARKUP = /<!doctype\s{1,40}html|<\/?(html|head|body|script|iframe|svg|object|embed|meta|link|form|img|style)\b/i;

/**
 * Detects the type from the first bytes and the structure, or returns why it can't be evidence. Files that are two
 * types at once (a PDF that is also a web page, an image with data after its end) are rejected.
 */
export function identifyFile(bytes: Uint8Array): Identified {
  if (bytes.length === 0) return refuse("empty");
  const start = latin1(bytes, 0, GUESSED_BYTES);
  const refused = REFUSED.find(({ test }) => test(start));
  if (refused) return refuse(refused.fault);
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return outcome("png", checkPng(bytes));
  if (start.startsWith("\xff\xd8\xff")) return outcome("jpeg", checkJpeg(bytes));
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return outcome("webp", checkWebp(bytes));
  if (start.startsWith("%PDF-")) return outcome("pdf", checkPdf(bytes, start));
  if (start.startsWith("PK\x03\x04"))
    return isOfd(bytes) ? { ok: true, kind: "ofd" } : outcome("xlsx", checkZip(bytes));
  // PDF readers search the first kilobyte, so a file that starts as another type could be shown as both.
  if (start.slice(0, 1100).includes("%PDF-")) return refuse("polyglot");
  if (isArchive(start)) return refuse("archive");
  if (isInvoiceXml(bytes, start)) return { ok: true, kind: "xml" };
  return outcome("csv", findCsvFault(bytes));
}

/** Common types that are rejected by name, so that the message can suggest an alternative. */
const REFUSED: { fault: FileFault; test: (start: string) => boolean }[] = [
  {
    fault: "executable",
    test: startsWith("MZ", "\x7fELF", "\xca\xfe\xba\xbe", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe", "#!", "\0asm"),
  },
  { fault: "old_office", test: startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") },
  { fault: "heic", test: (start) => /^[\s\S]{4}ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif|avis)/.test(start) },
  { fault: "other_image", test: startsWith("GIF87a", "GIF89a", "II*\0", "MM\0*", "\xff\x0a", "\0\0\x01\0") },
  { fault: "svg", test: (start) => isMarkup(start) && /<svg\b/i.test(start) },
  { fault: "html", test: (start) => isMarkup(start) && MARKUP.test(start) },
  { fault: "script", test: (start) => /^(\xef\xbb\xbf)?\s*(<\?php|%!PS|\{\\rtf)/.test(start) },
];

function startsWith(...signatures: string[]): (start: string) => boolean {
  return (start) => signatures.some((signature) => start.startsWith(signature));
}

const isArchive = startsWith("PK", "Rar!", "7z\xbc\xaf", "\x1f\x8b", "BZh", "\xfd7zXZ");

/** Text that starts as markup, after the marks and spaces that browsers skip. */
function isMarkup(start: string): boolean {
  const text = start.replaceAll("\0", "").replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, "");
  return text.startsWith("<");
}

/** A PDF that starts at its first byte, is complete, and has no markup where a browser would look for it. */
function checkPdf(bytes: Uint8Array, start: string): FileFault | null {
  if (!/^%PDF-[12]\.\d/.test(start)) return "damaged";
  if (MARKUP.test(start.slice(0, 1024))) return "polyglot";
  const end = latin1(bytes, Math.max(0, bytes.length - 2048), bytes.length);
  const close = end.lastIndexOf("%%EOF");
  if (close < 0 || !/startxref\s+\d+\s+%%EOF/.test(end)) return "damaged";
  // Some writers pad with zeros or line ends. Anything else after the end is another file.
  return end
    .slice(close + 5)
    .replaceAll("\0", "")
    .trim() === ""
    ? null
    : "polyglot";
}

function outcome(kind: FileKind, fault: FileFault | null): Identified {
  return fault ? refuse(fault) : { ok: true, kind };
}

function refuse(fault: FileFault): Identified {
  return { ok: false, fault };
}

/** Bytes as text with one character each, so that patterns match bytes. */
function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1", from, to);
}
