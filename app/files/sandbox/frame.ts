/** The protocol between a sandboxed program and its parent: JSON with its length in four bytes before it. */

export function packFrame(frame: unknown): Buffer {
  const text = JSON.stringify(frame);
  const bytes = Buffer.allocUnsafe(4 + Buffer.byteLength(text));
  bytes.writeUInt32LE(bytes.length - 4, 0);
  bytes.write(text, 4);
  return bytes;
}

/** Reassembles frames from chunks of any size. @throws if the protocol is violated */
export async function* unpackFrames<F>(pieces: AsyncIterable<Buffer>, longest: number): AsyncGenerator<F> {
  let parts: Buffer[] = [];
  let length = 0;
  let wanted = 4;
  for await (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length < wanted) continue;
    let bytes = parts.length === 1 ? piece : Buffer.concat(parts, length);
    wanted = 4;
    while (bytes.length >= wanted) {
      wanted = 4 + bytes.readUInt32LE(0);
      if (wanted > longest) throw new Error("frame_too_long");
      if (bytes.length < wanted) break;
      yield JSON.parse(bytes.toString("utf8", 4, wanted)) as F;
      bytes = bytes.subarray(wanted);
      wanted = 4;
    }
    parts = bytes.length > 0 ? [bytes] : [];
    length = bytes.length;
  }
}
