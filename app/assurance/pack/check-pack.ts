import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { PackedFile } from "#app/encoding/stream-zip.ts";

/** An error in a pack. `path` is empty for the archive as a whole. */
interface PackFault {
  code: "not_a_pack" | "no_manifest" | "manifest_changed" | "missing" | "extra" | "changed";
  path: string;
}

export interface PackCheck {
  files: number;
  bytes: number;
  manifestSha256: string | null;
  faults: PackFault[];
}

interface StoredEntry {
  path: string;
  size: number;
  /** Offset of the local header. */
  at: number;
}

const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const CHUNK = 1024 * 1024;
const LARGEST_MANIFEST = 64 * 1024 * 1024;

/**
 * Checks the size and SHA-256 of every file in a pack against its manifest, and finds missing and added files. Does not
 * unpack anything and holds no file in memory as a whole.
 */
export async function checkPack(path: string): Promise<PackCheck> {
  const file = await open(path, "r");
  try {
    const entries = await readEntries(file);
    if (entries === null)
      return { files: 0, bytes: 0, manifestSha256: null, faults: [{ code: "not_a_pack", path: "" }] };
    return await holdAgainstManifest(file, entries);
  } finally {
    await file.close();
  }
}

async function holdAgainstManifest(file: FileHandle, entries: StoredEntry[]): Promise<PackCheck> {
  const find = (name: string) => entries.find(({ path }) => path === name);
  const [manifest, seal] = [find("manifest.json"), find("manifest.sha256")];
  const check: PackCheck = { files: 0, bytes: 0, manifestSha256: null, faults: [] };
  if (!manifest || !seal || manifest.size > LARGEST_MANIFEST || seal.size > 200) {
    return { ...check, faults: [{ code: "no_manifest", path: "manifest.json" }] };
  }
  const text = await readText(file, manifest);
  check.manifestSha256 = createHash("sha256").update(text).digest("hex");
  if ((await readText(file, seal)).slice(0, 64) !== check.manifestSha256) {
    check.faults.push({ code: "manifest_changed", path: "manifest.json" });
  }
  const stated = filesOf(text);
  if (stated === null) return { ...check, faults: [{ code: "no_manifest", path: "manifest.json" }] };
  const expected = new Map(stated.map((one) => [one.path, one]));
  for (const entry of entries.filter((one) => one !== manifest && one !== seal)) {
    const one = expected.get(entry.path);
    expected.delete(entry.path);
    check.files += 1;
    check.bytes += entry.size;
    if (!one) check.faults.push({ code: "extra", path: entry.path });
    else if (one.size !== entry.size || one.sha256 !== (await hashEntry(file, entry))) {
      check.faults.push({ code: "changed", path: entry.path });
    }
  }
  for (const path of expected.keys()) check.faults.push({ code: "missing", path });
  return check;
}

function filesOf(text: string): PackedFile[] | null {
  try {
    const { files } = JSON.parse(text) as { files?: unknown };
    const isList =
      Array.isArray(files) &&
      files.every(
        (one) => typeof one?.path === "string" && typeof one.size === "number" && typeof one.sha256 === "string",
      );
    return isList ? (files as PackedFile[]) : null;
  } catch {
    return null;
  }
}

/** Reads the central directory. Null if the archive has compressed files or duplicate names. */
async function readEntries(file: FileHandle): Promise<StoredEntry[] | null> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_BYTES - LONGEST_COMMENT), END_BYTES + LONGEST_COMMENT);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || tail.length - end < END_BYTES) return null;
  const [count, length, start] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  if (start + length > size) return null;
  const directory = await readAt(file, start, length);
  const entries: StoredEntry[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50 || directory.readUInt16LE(at + 10) !== 0) return null;
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      path: directory.toString("utf8", at + 46, at + 46 + nameLength),
      size: directory.readUInt32LE(at + 20),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  const isWhole = entries.length === count && new Set(entries.map(({ path }) => path)).size === count;
  return isWhole ? entries : null;
}

async function* bytesOf(file: FileHandle, { at, size }: StoredEntry): AsyncGenerator<Buffer> {
  const header = await readAt(file, at, 30);
  if (header.length < 30) return;
  let position = at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  for (let left = size; left > 0; ) {
    const chunk = await readAt(file, position, Math.min(left, CHUNK));
    if (chunk.length === 0) return;
    yield chunk;
    position += chunk.length;
    left -= chunk.length;
  }
}

async function hashEntry(file: FileHandle, entry: StoredEntry): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of bytesOf(file, entry)) hash.update(chunk);
  return hash.digest("hex");
}

async function readText(file: FileHandle, entry: StoredEntry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytesOf(file, entry)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
