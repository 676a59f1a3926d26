/** What the reading process says to its parent: JSON behind its length in four bytes. */
import type { CheckedRow, FileDescription, FileTotals } from "./activity-file.ts";

export type ReaderFrame =
  | { kind: "described"; description: FileDescription }
  | { kind: "rows"; rows: CheckedRow[]; done: number; total: number }
  | { kind: "progress"; done: number; total: number }
  | { kind: "end"; totals: FileTotals }
  | { kind: "fault"; fault: { code: string; facts: Record<string, string> } };

export function packFrame(frame: ReaderFrame): Buffer {
  const text = JSON.stringify(frame);
  const bytes = Buffer.allocUnsafe(4 + Buffer.byteLength(text));
  bytes.writeUInt32LE(bytes.length - 4, 0);
  bytes.write(text, 4);
  return bytes;
}

/** Puts frames together again from pieces of any size. @throws where the other side speaks otherwise */
export async function* unpackFrames(pieces: AsyncIterable<Buffer>, longest: number): AsyncGenerator<ReaderFrame> {
  let parts: Buffer[] = [];
  let length = 0;
  let wanted = 4;
  for await (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length < wanted) continue;
    let bytes = parts.length === 1 ? piece : Buffer.concat(parts, length);
    while (bytes.length >= 4) {
      wanted = 4 + bytes.readUInt32LE(0);
      if (wanted > longest) throw new Error("frame_too_long");
      if (bytes.length < wanted) break;
      yield JSON.parse(bytes.toString("utf8", 4, wanted)) as ReaderFrame;
      bytes = bytes.subarray(wanted);
      wanted = 4;
    }
    parts = bytes.length > 0 ? [bytes] : [];
    length = bytes.length;
  }
}
