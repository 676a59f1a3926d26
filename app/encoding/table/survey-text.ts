/** Detects the encoding of a text file from all its bytes. */
import { Buffer, isAscii, isUtf8 } from "node:buffer";
import type { ByteSource } from "./byte-source.ts";
import type { TextEncoding } from "./decode-text.ts";
import { FileError } from "./file-error.ts";

export interface TextSurvey {
  encoding: TextEncoding;
  /** Length of the byte order mark. */
  start: number;
}

const SNIFFED_BYTES = 64 * 1024;
/** A sample of this size shows the language. */
const WEIGHED_BYTES = 8 * 1024 * 1024;

/**
 * Detects the encoding of a file. A byte order mark decides. Without one, zero bytes indicate UTF-16, and a file that
 * is valid from its first byte to its last is UTF-8. Otherwise it is GB18030 if its bytes look like Chinese text. Text
 * in another encoding and invalid UTF-8 are refused, because they would be read as other characters than were written.
 * @throws FileError `file_not_text`, `file_encoding` (with `line` and `byte` of the first position that can't be read)
 */
export function surveyText(file: ByteSource): TextSurvey {
  const head = file.head(SNIFFED_BYTES);
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", start: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", start: 2 };
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const wide = hasMark ? null : wideByZeros(head, file.size);
  if (wide) return { encoding: wide, start: 0 };
  const { invalidAt, firstHigh } = findInvalidUtf8(file);
  if (invalidAt === null) return { encoding: "utf-8", start: hasMark ? 3 : 0 };
  if (!hasMark && looksLikeGb18030(file, firstHigh)) return { encoding: "gb18030", start: 0 };
  throw new FileError("file_encoding", { line: lineOf(file, invalidAt), byte: invalidAt + 1 });
}

/**
 * Delimiters and line ends, which every table has, are one byte and a zero in UTF-16. Their order shows the byte order.
 */
const MARKS = new Set([0x09, 0x0a, 0x0d, 0x2c, 0x3b, 0x7c]);

/** @throws FileError `file_not_text` for zero bytes that are not UTF-16 */
function wideByZeros(head: Buffer, size: number): TextEncoding | null {
  if (!head.includes(0)) return null;
  let little = 0;
  let big = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at + 1] === 0 && MARKS.has(head[at]!)) little += 1;
    if (head[at] === 0 && MARKS.has(head[at + 1]!)) big += 1;
  }
  if (size % 2 === 0 && little > 2 * big) return "utf-16le";
  if (size % 2 === 0 && big > 2 * little) return "utf-16be";
  throw new FileError("file_not_text");
}

interface Utf8Survey {
  /** Offset of the first byte that is not valid UTF-8. */
  invalidAt: number | null;
  /** Start of the first piece with bytes above ASCII. */
  firstHigh: number;
}

/** @throws FileError `file_not_text` for a zero byte */
function findInvalidUtf8(file: ByteSource): Utf8Survey {
  let carry: Buffer = Buffer.alloc(0);
  let offset = 0;
  let firstHigh: number | null = null;
  for (const chunk of file.chunks()) {
    if (chunk.includes(0)) throw new FileError("file_not_text");
    const piece = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    if (firstHigh === null && !isAscii(piece)) firstHigh = offset;
    const whole = piece.length - openBytes(piece);
    if (!isUtf8(piece.subarray(0, whole))) return { invalidAt: offset + validLength(piece), firstHigh: firstHigh ?? 0 };
    carry = Buffer.from(piece.subarray(whole));
    offset += whole;
  }
  return { invalidAt: carry.length > 0 ? offset : null, firstHigh: firstHigh ?? 0 };
}

/** Number of bytes at the end that start an incomplete character. */
export function openBytes(piece: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= piece.length; back += 1) {
    const byte = piece[piece.length - back]!;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

/** Length of the longest valid UTF-8 prefix. */
function validLength(piece: Buffer): number {
  let [low, high] = [0, piece.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const part = piece.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - openBytes(part)))) low = middle;
    else high = middle - 1;
  }
  const part = piece.subarray(0, low);
  return low - openBytes(part);
}

/**
 * Chinese text in GB18030 consists of byte pairs, most of them from the plane of GB 2312 (both bytes above A0), and
 * rarely with an ASCII byte second. Western text in a legacy code page has single high bytes between letters. Big5 and
 * Shift-JIS have many ASCII bytes second. UTF-8 has its own byte sequences.
 */
function looksLikeGb18030(file: ByteSource, start: number): boolean {
  const seen = { utf8: 0, notUtf8: 0, pairs: 0, plane: 0, asciiSecond: 0, broken: 0 };
  let weighed = 0;
  for (const chunk of file.chunks(start)) {
    weighUtf8(chunk, seen);
    weighPairs(chunk, seen);
    weighed += chunk.length;
    if (weighed >= WEIGHED_BYTES) break;
  }
  if (seen.utf8 > seen.notUtf8) return false;
  // Pieces are judged separately, and each may split one pair.
  const cut = Math.ceil(weighed / SNIFFED_BYTES);
  return seen.broken <= cut && seen.asciiSecond * 4 <= seen.pairs && seen.plane * 5 >= seen.pairs * 2;
}

interface Weights {
  utf8: number;
  notUtf8: number;
  pairs: number;
  plane: number;
  asciiSecond: number;
  broken: number;
}

function weighUtf8(chunk: Buffer, seen: Weights): void {
  for (let at = 0; at < chunk.length; ) {
    const byte = chunk[at]!;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    let isWhole = length > 0;
    for (let next = 1; next < length; next += 1) isWhole &&= (chunk[at + next]! & 0xc0) === 0x80;
    if (!isWhole) seen.notUtf8 += 1;
    else if (length > 1) seen.utf8 += 1;
    at += isWhole ? length : 1;
  }
}

function weighPairs(chunk: Buffer, seen: Weights): void {
  for (let at = 0; at < chunk.length; at += 1) {
    const first = chunk[at]!;
    if (first < 0x81) continue;
    const second = chunk[at + 1] ?? 0;
    at += 1;
    if (second >= 0x30 && second <= 0x39) {
      at += 2;
      continue;
    }
    if (second < 0x40 || second === 0x7f || second === 0xff || first === 0xff) {
      seen.broken += 1;
      at -= 1;
      continue;
    }
    seen.pairs += 1;
    if (second < 0x80) seen.asciiSecond += 1;
    if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1) seen.plane += 1;
  }
}

function lineOf(file: ByteSource, offset: number): number {
  let line = 1;
  let at = 0;
  for (const chunk of file.chunks()) {
    for (const byte of chunk) {
      if (at === offset) return line;
      if (byte === 0x0a) line += 1;
      at += 1;
    }
  }
  return line;
}
