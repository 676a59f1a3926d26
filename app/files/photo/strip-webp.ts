import { chunkName } from "./chunk-name.ts";
import { readOrientation, UPRIGHT, writeOrientation } from "./orientation.ts";
import { assertFew, UnreadablePhoto } from "./unreadable-photo.ts";

/** Picture, transparency, colours and frames. */
const KEPT = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF"]);
const PICTURE = ["VP8 ", "VP8L", "ANMF"];
const OF_FRAME = new Set(["VP8 ", "VP8L", "ALPH"]);
const FRAME_HEADER_BYTES = 16;
/** Flags of VP8X. */
const HAS_XMP = 0x04;
const HAS_EXIF = 0x08;

/**
 * Copies the chunks for picture and colours, and writes the orientation again.
 *
 * @throws UnreadablePhoto
 */
export function stripWebp(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(4, true) + 8 > bytes.length) throw new UnreadablePhoto();
  const chunks = listChunks(bytes.subarray(12, view.getUint32(4, true) + 8));
  const exif = chunks.find(({ type }) => type === "EXIF")?.data;
  const orientation = exif ? readOrientation(withoutName(exif)) : UPRIGHT;
  const isExtended = chunks[0]?.type === "VP8X";
  const kept = isExtended ? chunks.filter(({ type }) => KEPT.has(type)) : chunks.slice(0, 1);
  if (!kept.some(({ type }) => PICTURE.includes(type))) throw new UnreadablePhoto();
  const stated = isExtended && orientation !== UPRIGHT;
  const parts = kept.map(({ type, data }) => {
    if (type === "VP8X") return makeChunk(type, withFlags(data, stated));
    return makeChunk(type, type === "ANMF" ? stripFrame(data) : data);
  });
  if (stated) parts.push(makeChunk("EXIF", writeOrientation(orientation)));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0));
  return [Buffer.from("RIFF"), size, Buffer.from("WEBP"), ...parts];
}

interface Chunk {
  type: string;
  data: Uint8Array;
}

function listChunks(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size;
    if (end > bytes.length) throw new UnreadablePhoto();
    const type = chunkName(bytes, at);
    assertFew(chunks.length);
    chunks.push({ type, data: bytes.subarray(at + 8, end) });
    at = end + (size % 2);
  }
  return chunks;
}

function withFlags(data: Uint8Array, hasExif: boolean): Uint8Array {
  if (data.length < 10) throw new UnreadablePhoto();
  const copy = Uint8Array.from(data.subarray(0, 10));
  copy[0] = (copy[0]! & ~(HAS_XMP | HAS_EXIF)) | (hasExif ? HAS_EXIF : 0);
  return copy;
}

function stripFrame(data: Uint8Array): Uint8Array {
  const parts = listChunks(data.subarray(FRAME_HEADER_BYTES)).filter(({ type }) => OF_FRAME.has(type));
  return Buffer.concat([data.subarray(0, FRAME_HEADER_BYTES), ...parts.map(({ type, data }) => makeChunk(type, data))]);
}

/** Some writers add the name of JPEG's segment before the data. */
function withoutName(exif: Uint8Array): Uint8Array {
  return String.fromCharCode(...exif.subarray(0, 6)) === "Exif\0\0" ? exif.subarray(6) : exif;
}

function makeChunk(type: string, data: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, "latin1"), size, data, Buffer.alloc(data.length % 2)]);
}
