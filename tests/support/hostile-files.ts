import { deflateRawSync } from "node:zlib";
import { type Zippable, zipSync } from "fflate";

/** A file of limited size that costs a careless reader the most. */
export interface HostileFile {
  what: string;
  name: string;
  make: (bytes: number) => Uint8Array;
}

/** Kinds of content by the reader that they attack. */
export const HOSTILE_FILES = {
  jpeg: [
    { what: "a JPEG of segments alone", name: "a.jpg", make: (bytes) => jpeg(bytes, "\xff\xfe\0\x02") },
    { what: "a JPEG of fill bytes", name: "a.jpg", make: (bytes) => jpeg(bytes, "\xff") },
    { what: "a JPEG of one scan without end", name: "a.jpg", make: (bytes) => jpeg(bytes, "\xff\0", true) },
    { what: "a JPEG of scans", name: "a.jpg", make: (bytes) => jpeg(bytes, SCAN, true) },
  ],
  png: [
    { what: "a PNG of empty chunks", name: "a.png", make: (bytes) => png(bytes, "\0\0\0\0tEXtAAAA") },
    { what: "a PNG that unfolds to more than its size", name: "a.png", make: pngBomb },
  ],
  webp: [{ what: "a WebP of empty chunks", name: "a.webp", make: webp }],
  pdf: [
    { what: "a PDF of line ends", name: "a.pdf", make: (bytes) => pdf(bytes, "\n") },
    { what: "a PDF of ends", name: "a.pdf", make: (bytes) => pdf(bytes, "startxref 1 %%EOF ") },
    { what: "a PDF of levels", name: "a.pdf", make: (bytes) => pdf(bytes, "<<[(") },
  ],
  workbook: [
    { what: "a workbook that unfolds to a thousand times its size", name: "a.xlsx", make: sheetBomb },
    { what: "a workbook of parts", name: "a.xlsx", make: manyParts },
    { what: "an archive of ends", name: "a.xlsx", make: (bytes) => text(bytes, "PK\x05\x06", { start: "PK\x03\x04" }) },
  ],
  table: [
    { what: "one line without end", name: "a.csv", make: (bytes) => text(bytes, "1", { start: "a,b\n" }) },
    { what: "one line of delimiters", name: "a.csv", make: (bytes) => text(bytes, ",", { start: "a" }) },
    { what: "one column of quotes", name: "a.csv", make: (bytes) => text(bytes, '"\n', { start: "a,b\n" }) },
    { what: "one cell of quotes", name: "a.csv", make: (bytes) => text(bytes, '""', { start: 'a,b\n"' }) },
    { what: "many short rows", name: "a.csv", make: (bytes) => text(bytes, ",\n", { start: "date,amount\n" }) },
    { what: "blank lines", name: "a.csv", make: (bytes) => text(bytes, "\n", { start: "a,b\n" }) },
    { what: "spaces", name: "a.csv", make: (bytes) => text(bytes, " ", { start: "a,b\n1," }) },
    {
      what: "marks",
      name: "a.csv",
      make: (bytes) => text(bytes, "\u0316\u0301", { start: "a,b\n1,a", encoding: "utf8" }),
    },
    {
      what: "Chinese that ends as no Unicode",
      name: "a.csv",
      make: (bytes) => text(bytes, "\xe7\x94\xb5", { start: "a,b\n", end: "\xff" }),
    },
    { what: "GB 18030", name: "a.csv", make: (bytes) => text(bytes, "\xb5\xe7\x81\x30\x81\x30,", { start: "a,b\n" }) },
    { what: "a text of 16 bits", name: "a.csv", make: (bytes) => text(bytes, "1\0,\0", { start: "\xff\xfe" }) },
  ],
  json: [
    { what: "levels of a list", name: "a.json", make: (bytes) => text(bytes, "[") },
    { what: "levels of an object", name: "a.json", make: (bytes) => text(bytes, '{"a":') },
    { what: "quotes in JSON", name: "a.json", make: (bytes) => text(bytes, '\\"', { start: '"' }) },
    { what: "digits", name: "a.json", make: (bytes) => text(bytes, "1", { start: "[" }) },
  ],
} satisfies Record<string, readonly HostileFile[]>;

type Encoding = "latin1" | "utf8";

/** A beginning, as many repetitions as fit, and an end. */
function text(
  bytes: number,
  unit: string,
  { start = "", encoding = "latin1", end = "" }: { start?: string; encoding?: Encoding; end?: string } = {},
): Uint8Array {
  const [head, tail] = [Buffer.from(start, encoding), Buffer.from(end, encoding)];
  const one = Buffer.from(unit, encoding);
  const count = Math.floor((bytes - head.length - tail.length) / one.length);
  return Buffer.concat([head, Buffer.alloc(count * one.length, one), tail]);
}

const SCAN = "\xff\xda\0\x08\x01\x01\0\0\x3f\0";
const FRAME = "\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0";

function jpeg(bytes: number, unit: string, isScan = false): Uint8Array {
  const start = `\xff\xd8\xff\xe0\0\x04\0\0${FRAME}`;
  return text(bytes, unit, {
    start: isScan ? start + SCAN : start,

    end: isScan ? "" : `${SCAN}\xff\xd9`,
  });
}

/** 8 bits grey, 100 × 100. */
const HEADER = "\0\0\0\rIHDR\0\0\0\x64\0\0\0\x64\x08\0\0\0\0AAAA";
const PNG_START = `\x89PNG\r\n\x1a\n${HEADER}`;
const PNG_END = "\0\0\0\0IENDAAAA";

function png(bytes: number, unit: string): Uint8Array {
  return text(bytes, unit, { start: PNG_START, end: PNG_END });
}

/** Many times the pixels of the largest logo, in rows of zeros. */
function pngBomb(bytes: number): Uint8Array {
  const start = Buffer.from(PNG_START.replaceAll("\0\0\0\x64", "\0\0\x07\xd0").replace("\x08\0", "\x08\x06"), "latin1");
  const unfolded = Buffer.alloc(Math.min(bytes * 900, 256 * 1024 * 1024));
  const pixels = deflateRawSync(unfolded, { level: 1 }).subarray(0, bytes - start.length - 30);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(pixels.length + 2);
  return Buffer.concat([
    start,
    length,
    Buffer.from("IDAT\x78\x01", "latin1"),
    pixels,
    Buffer.from(`AAAA${PNG_END}`, "latin1"),
  ]);
}

function webp(bytes: number): Uint8Array {
  const made = Buffer.from(
    text(bytes, "EXIF\0\0\0\0", { start: "RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x63\0\0\x63\0\0" }),
  );
  made.writeUInt32LE(made.length - 8, 4);
  return made;
}

function pdf(bytes: number, unit: string): Uint8Array {
  return text(bytes, unit, { start: "%PDF-1.7\n", end: "\nstartxref\n9\n%%EOF\n" });
}

const TYPES = Buffer.from('<?xml version="1.0"?><Types/>');

/** It inflates to at most half a gigabyte, so that it is cheap to create; the rest is a part without compression. */
function sheetBomb(bytes: number): Uint8Array {
  const sheet = Buffer.alloc(Math.min(bytes * 500, 64 * 1024 * 1024), "<row>");
  const parts: Zippable = {
    "[Content_Types].xml": TYPES,
    "xl/workbook.xml": TYPES,
    "xl/worksheets/sheet1.xml": [new Uint8Array(sheet), { level: 1 }],
  };
  const room = bytes - zipSync(parts).length - 200;
  return zipSync({ ...parts, "xl/media/a.bin": [new Uint8Array(Math.max(0, room)), { level: 0 }] });
}

function manyParts(bytes: number): Uint8Array {
  const count = Math.min(60_000, Math.floor(bytes / 150));
  const part: Zippable[string] = [TYPES, { level: 0 }];
  const parts = Array.from({ length: count }, (_, at) => [`xl/worksheets/${at}.xml`, part]);
  return zipSync({
    "[Content_Types].xml": TYPES,
    "xl/workbook.xml": TYPES,
    ...Object.fromEntries(parts),
  });
}
