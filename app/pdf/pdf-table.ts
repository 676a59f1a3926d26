import { decompress } from "#app/encoding/decompress.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { latin1 } from "./latin1.ts";

/**
 * Where the objects of a report before its seal are listed: in a classic table (reports of drawing 3 and older) or a
 * stream.
 */
export interface ReportTable {
  kind: "classic" | "stream";
  size: number;
  /** The entries that an update repeats, /Root, /Info and /ID, each with its line end. */
  rest: string;
  root: number;
  startOfTable: number;
  /** The position of an object outside object streams; NaN for any other. */
  positionOf(number: number): number;
}

/** Type, offset or stream, index: the bytes of a line of a table that is a stream. */
export const STREAM_WIDTHS = "[1 4 2]";
export const STREAM_LINE_BYTES = 7;
/** Longer than any trailer of ours. */
const TRAILER_BYTES = 2048;
const CLASSIC_LINE_BYTES = 20;
const REST = String.raw`(\/Root (\d{1,8}) 0 R\n\/Info \d{1,8} 0 R\n\/ID \[<[0-9a-f]+> <[0-9a-f]+>\]\n)`;
// pattern: at most 2,048 characters, TRAILER_BYTES.
const CLASSIC = new RegExp(String.raw`\ntrailer\n<<\n\/Size (\d{1,8})\n${REST}>>\nstartxref\n(\d{1,10})\n%%EOF\n$`);
const STREAM = new RegExp(
  String.raw`^(\d{1,8}) 0 obj\n<<\n\/Type \/XRef\n\/Size (\d{1,8})\n\/W \[1 4 2\]\n${REST}\/Filter \/FlateDecode\n` +
    String.raw`\/DecodeParms <<\n\/Predictor 12\n\/Columns 7\n>>\n\/Length (\d{1,10})\n>>\nstream\n`,
);

/** Reads the table of a file of one revision, in exactly the two forms that our renderer writes; null for any other. */
export async function readTable(file: Uint8Array): Promise<ReportTable | null> {
  return readClassic(file) ?? (await readStream(file));
}

function readClassic(file: Uint8Array): ReportTable | null {
  const trailer = CLASSIC.exec(latin1(file.subarray(-TRAILER_BYTES)));
  if (!trailer) return null;
  const size = Number(trailer[1]);
  const startOfTable = Number(trailer[4]);
  const heading = `xref\n0 ${size}\n`;
  const table = latin1(file.subarray(startOfTable, startOfTable + heading.length + size * CLASSIC_LINE_BYTES));
  if (!table.startsWith(heading)) return null;
  const positionOf = (number: number) => {
    const line = table.slice(heading.length + number * CLASSIC_LINE_BYTES).slice(0, CLASSIC_LINE_BYTES);
    return Number(/^(\d{10}) 00000 n \n$/.exec(line)?.[1] ?? Number.NaN);
  };
  return { kind: "classic", size, rest: trailer[2]!, root: Number(trailer[3]), startOfTable, positionOf };
}

async function readStream(file: Uint8Array): Promise<ReportTable | null> {
  const startOfTable = startOf(file);
  const found = STREAM.exec(latin1(file.subarray(startOfTable, startOfTable + TRAILER_BYTES)));
  if (!found) return null;
  const [head, number, size, rest, root, length] = found;
  const start = startOfTable + head.length;
  const end = start + Number(length);
  const isWhole = latin1(file.subarray(end)) === `\nendstream\nendobj\nstartxref\n${startOfTable}\n%%EOF\n`;
  if (!isWhole || Number(number) + 1 !== Number(size)) return null;
  const lines = await readLines(file.subarray(start, end), Number(size));
  if (!lines) return null;
  const view = new DataView(lines.buffer);
  const positionOf = (object: number) => {
    const at = object * STREAM_LINE_BYTES;
    return object < Number(size) && view.getUint8(at) === 1 ? view.getUint32(at + 1) : Number.NaN;
  };
  return { kind: "stream", size: Number(size), rest: rest!, root: Number(root), startOfTable, positionOf };
}

/** Adds up the differences from line to line (PNG filter "up"); null where there are more or fewer lines. */
async function readLines(content: Uint8Array, size: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const step = STREAM_LINE_BYTES + 1;
  const packed = await unfold(content, size * step);
  if (packed?.length !== size * step) return null;
  const lines = new Uint8Array(size * STREAM_LINE_BYTES);
  for (let line = 0; line < size; line++) {
    if (packed[line * step] !== 2) return null;
    for (let column = 0; column < STREAM_LINE_BYTES; column++) {
      const at = line * STREAM_LINE_BYTES + column;
      lines[at] = packed[line * step + 1 + column]! + (line === 0 ? 0 : lines[at - STREAM_LINE_BYTES]!);
    }
  }
  return lines;
}

async function unfold(content: Uint8Array, limit: number): Promise<Uint8Array | null> {
  try {
    return await decompress(content, "deflate", limit);
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}

/** The position that the end of a file names; NaN where it names none. */
export function startOf(file: Uint8Array): number {
  const end = /startxref\n(\d{1,10})\n%%EOF\n$/.exec(latin1(file.subarray(-64)));
  return Number(end?.[1] ?? Number.NaN);
}
