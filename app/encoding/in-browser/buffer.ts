/** What the readers of tables use of `node:buffer`, for a browser. The build of the pages puts it in its place. */

const CHARACTERS_AT_ONCE = 8192;

class ByteBuffer extends Uint8Array {
  override toString(encoding = "utf8", start = 0, end = this.length): string {
    const bytes = this.subarray(start, end);
    if (encoding !== "latin1") return new TextDecoder().decode(bytes);
    let text = "";
    for (let at = 0; at < bytes.length; at += CHARACTERS_AT_ONCE)
      text += String.fromCharCode(...bytes.subarray(at, at + CHARACTERS_AT_ONCE));
    return text;
  }

  /** A byte, or a text in ASCII, or the same bytes. */
  override includes(sought: number | string | Uint8Array): boolean {
    if (typeof sought === "number") return super.includes(sought);
    const bytes = typeof sought === "string" ? new TextEncoder().encode(sought) : sought;
    const last = this.length - bytes.length;
    for (let at = this.indexOf(bytes[0]!); at >= 0 && at <= last; at = this.indexOf(bytes[0]!, at + 1))
      if (bytes.every((byte, index) => this[at + index] === byte)) return true;
    return false;
  }
}

function from(source: ArrayBuffer | Uint8Array | string, start?: number | "utf16le", length?: number): ByteBuffer {
  if (typeof source === "string") return new ByteBuffer([...source].flatMap((one) => [one.charCodeAt(0), 0]));
  if (source instanceof Uint8Array) return new ByteBuffer(source);
  return new ByteBuffer(source, start as number | undefined, length);
}

function concat(pieces: readonly Uint8Array[]): ByteBuffer {
  const joint = new ByteBuffer(pieces.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joint.set(piece, at);
    at += piece.length;
  }
  return joint;
}

export const Buffer = { alloc: (size: number) => new ByteBuffer(size), from, concat };

export function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
