/**
 * Reads a ZIP archive from memory, entry by entry in bounded memory. The directory at its end lists the entries. An
 * entry of ordinary size is inflated at once, to no more than its declared size, and kept while it is the latest,
 * because each sheet is read twice. A larger one is inflated in small steps, and exceeding a limit stops the reading.
 * The declared size and checksum of an entry are compared with the result.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { Inflate } from "fflate";
import { WorkbookError } from "./workbook-error.ts";

export interface ZipLimits {
  /** Files inside the archive. */
  entries: number;
  /** Total bytes of all entries, expanded. */
  expandedBytes: number;
  /** Expanded bytes per compressed byte, for entries larger than one megabyte. */
  ratio: number;
}

export interface ZipArchive {
  names: string[];
  /** The entry's expanded bytes, in order. @throws WorkbookError */
  pieces(name: string): Generator<Uint8Array>;
  /** Passes them to `take`. @throws WorkbookError */
  read(name: string, take: (chunk: Uint8Array) => void): void;
  /** Compressed bytes read so far, for all entries. */
  bytesDone(): number;
}

interface Entry {
  method: number;
  crc: number;
  compressed: number;
  expanded: number;
  offset: number;
}

/** An entry that was inflated at once. */
interface KeptEntry {
  name: string;
  bytes: Buffer;
  /** Number of current readers. */
  readers: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
/** The longest comment plus the end record. */
const END_SEARCH = 0xffff + 22;
/** One step expands to at most 1032 times its size. */
const STEP = 8 * 1024;
/** Entries up to this declared size are held completely. */
const WHOLE_BYTES = 64 * 1024 * 1024;
/** Room beyond the declared size. If it is used, the entry is longer than declared. */
const SPARE = 64;
/** Size of the pieces that are passed on. */
const PIECE = 64 * 1024;
/** Small parts naturally compress well, while a zip bomb is large. */
const RATIO_FREE_BYTES = 1024 * 1024;

/**
 * @throws WorkbookError `not_a_workbook` if there is no archive, `workbook_encrypted`, `workbook_too_large`,
 * `workbook_damaged`
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits): ZipArchive {
  const entries = readDirectory(bytes, limits);
  let budget = limits.expandedBytes;
  const progress = { bytes: 0 };
  let latest: KeptEntry | null = null;
  function* pieces(name: string): Generator<Uint8Array> {
    const entry = entries.get(name);
    if (entry === undefined) throw new WorkbookError("workbook_damaged", { part: name });
    if (isUsual(entry, Math.min(budget, WHOLE_BYTES), limits.ratio)) {
      budget -= entry.expanded;
      if (latest?.name !== name) {
        if (latest) release(latest);
        latest = { name, bytes: inflateWhole(dataOf(bytes, name, entry), name, entry), readers: 0 };
      }
      yield* cut(latest, entry.compressed, progress);
    } else yield* stepwise(name, entry);
  }
  function* stepwise(name: string, entry: Entry): Generator<Uint8Array> {
    let expanded = 0;
    let checksum = 0;
    for (const chunk of expand(dataOf(bytes, name, entry), entry.method, name, progress)) {
      expanded += chunk.length;
      budget -= chunk.length;
      if (expanded > entry.expanded) throw new WorkbookError("workbook_damaged", { part: name });
      const isBomb = expanded > RATIO_FREE_BYTES && expanded > entry.compressed * limits.ratio;
      if (budget < 0 || isBomb) throw new WorkbookError("workbook_too_large", { part: name });
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (expanded !== entry.expanded || checksum !== entry.crc) {
      throw new WorkbookError("workbook_damaged", { part: name });
    }
  }
  return {
    names: [...entries.keys()],
    pieces,
    read(name, take) {
      for (const piece of pieces(name)) take(piece);
    },
    bytesDone: () => progress.bytes,
  };
}

function readDirectory(bytes: Uint8Array, limits: ZipLimits): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > limits.entries) throw new WorkbookError("workbook_too_large", { entries: count });
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw new WorkbookError("workbook_damaged", { part: "directory" });
    }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!)).replaceAll("\\", "/");
    const entry = {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressed: view.getUint32(at + 20, true),
      expanded: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    if ((view.getUint16(at + 8, true) & 1) !== 0) throw new WorkbookError("workbook_encrypted", { part: name });
    // With two parts of one name, two readers could see different workbooks.
    if (entries.has(name)) throw new WorkbookError("workbook_damaged", { part: name });
    entries.set(name, entry);
    at += 46 + nameLength! + extraLength! + commentLength!;
  }
  return entries;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at > last - END_SEARCH; at -= 1) {
    if (view.getUint32(at, true) !== END_OF_DIRECTORY) continue;
    if (at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  throw new WorkbookError("not_a_workbook");
}

function dataOf(bytes: Uint8Array, name: string, entry: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.offset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_ENTRY) {
    throw new WorkbookError("workbook_damaged", { part: name });
  }
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.compressed > bytes.length) throw new WorkbookError("workbook_damaged", { part: name });
  return bytes.subarray(start, start + entry.compressed);
}

function isUsual({ method, compressed, expanded }: Entry, most: number, ratio: number): boolean {
  return method === 8 && expanded <= most && expanded <= Math.max(RATIO_FREE_BYTES, compressed * ratio);
}

/** Inflates to no more than the declared size. Content that is longer, shorter or different is damaged. */
function inflateWhole(data: Uint8Array, name: string, { expanded, crc }: Entry): Buffer {
  try {
    const bytes = inflateRawSync(data, { maxOutputLength: expanded + SPARE, chunkSize: expanded + SPARE });
    if (bytes.length === expanded && crc32(bytes) === crc) return bytes;
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
  throw new WorkbookError("workbook_damaged", { part: name });
}

/** Frees the memory immediately, because the garbage collector is slow to free memory outside its heap. */
function release({ bytes, readers }: KeptEntry): void {
  // A smaller buffer may share its memory with others.
  if (readers === 0 && bytes.length > PIECE) (bytes.buffer as ArrayBuffer).transfer(0);
}

/** @param compressed the number of compressed bytes that the pieces represent */
function* cut(entry: KeptEntry, compressed: number, progress: { bytes: number }): Generator<Uint8Array> {
  const { bytes } = entry;
  entry.readers += 1;
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      progress.bytes += (compressed * piece.length) / bytes.length;
      yield piece;
    }
  } finally {
    entry.readers -= 1;
  }
}

/** A step may expand to several pieces, which are passed on before the next step. */
function* expand(data: Uint8Array, method: number, name: string, progress: { bytes: number }): Generator<Uint8Array> {
  if (method !== 0 && method !== 8) throw new WorkbookError("workbook_damaged", { part: name, method });
  const expanded: Uint8Array[] = [];
  const inflate = method === 8 ? new Inflate((chunk) => expanded.push(chunk)) : null;
  for (let at = 0; at === 0 || at < data.length; at += STEP) {
    const step = data.subarray(at, at + STEP);
    if (inflate === null) expanded.push(step);
    else pushInto(inflate, step, at + STEP >= data.length, name);
    progress.bytes += step.length;
    yield* expanded.splice(0);
  }
}

function pushInto(inflate: Inflate, step: Uint8Array, isLast: boolean, name: string): void {
  try {
    inflate.push(step, isLast);
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "number") {
      throw new WorkbookError("workbook_damaged", { part: name });
    }
    throw error;
  }
}
