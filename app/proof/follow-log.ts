import { equalBytes } from "#app/encoding/bytes.ts";
import { encodeHex } from "#app/encoding/hex.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Checkpoint, verifyCheckpoint } from "./checkpoint.ts";
import { decodeLogEntry, type LogEntry } from "./log-entry.ts";
import {
  appendLeafHash,
  EMPTY_EDGE,
  hashLeaf,
  type MerkleEdge,
  proveConsistency,
  rootOfEdge,
  rootOfLeafHashes,
  verifyConsistency,
} from "./merkle.ts";
import type { NoteVerifier } from "./signed-note.ts";
import { formatTilePath, readNodesFromTiles, splitEntryBundle, splitTile, TILE_WIDTH, tileWidthIn } from "./tile.ts";

/** How a log is read from outside. */
export interface LogSource {
  /** @throws LogUnreachable */
  readCheckpoint: () => Promise<string>;
  /** Bytes below the log's prefix; null where the log has no such file. @throws LogUnreachable */
  readTile: (path: string) => Promise<Uint8Array | null>;
}

/** There was no usable answer, which proves nothing about the log. */
export class LogUnreachable extends Error {
  readonly address: string;

  constructor(address: string) {
    super(`no usable answer from ${address}`);
    this.name = "LogUnreachable";
    this.address = address;
  }
}

/** What was seen and found good before: the signed note, and the edge from which the log is followed on. */
export interface LogView {
  note: string;
  origin: string;
  edge: MerkleEdge;
}

/** What is wrong with a log, and where. */
export type LogFault =
  | { code: "wrong_signature"; reason: string }
  /** It is shorter than it was. */
  | { code: "regression"; from: number; to: number }
  /** It has another history than the one that was signed before; or another log is in its place. */
  | { code: "fork"; size: number; before: string; now: string }
  | { code: "other_log"; before: string; now: string }
  | { code: "gap"; path: string }
  | { code: "changed_entry"; index: number; stated: string; found: string }
  | { code: "changed_tile"; path: string; stated: string; found: string }
  | { code: "unreadable_entry"; index: number; reason: string };

/** What one look at a log found. */
export interface LogRound {
  checkpoint: (Checkpoint & { note: string }) | null;
  faults: LogFault[];
  /** The entries that were added since the last view, oldest first. */
  added: LogEntry[];
  /** State to go on from; null after an error, because then nothing new can be trusted. */
  view: LogView | null;
}

/** More is not told of one round: the log is broken, and one place shows it. */
const MOST_FAULTS = 20;

/**
 * Follows a log from the last view, or from its beginning: the checkpoint's signature, that it continues what was seen,
 * that every new entry has the hash which the tiles state, that no tile or entry is missing, and that all of it leads to
 * the signed root.
 *
 * @throws LogUnreachable where there was no answer
 */
export async function followLog(
  source: LogSource,
  verifiers: readonly NoteVerifier[],
  before: LogView | null,
): Promise<LogRound> {
  const note = await source.readCheckpoint();
  const checkpoint = await readSigned(note, verifiers);
  if ("code" in checkpoint) return { checkpoint: null, faults: [checkpoint], added: [], view: null };
  const broken = (...faults: LogFault[]) => ({ checkpoint: { ...checkpoint, note }, faults, added: [], view: null });
  const contradiction = before && (await findContradiction(before, checkpoint));
  if (contradiction) return broken(contradiction);
  const seen = before?.edge ?? EMPTY_EDGE;
  const found = await readGrowth(source, seen, checkpoint.size);
  const fork = before && (await findFork(source, before, checkpoint));
  const faults = [...(fork ? [fork] : []), ...found.faults].slice(0, MOST_FAULTS);
  if (faults.length > 0) return broken(...faults);
  const root = await rootOfEdge(found.edge);
  if (!equalBytes(root, checkpoint.root)) return broken(forkAt(checkpoint.size, root, checkpoint.root));
  const view = { note, origin: checkpoint.origin, edge: found.edge };
  return { checkpoint: { ...checkpoint, note }, faults: [], added: found.entries, view };
}

async function readSigned(note: string, verifiers: readonly NoteVerifier[]): Promise<Checkpoint | LogFault> {
  try {
    return await verifyCheckpoint(note, verifiers);
  } catch (error) {
    if (error instanceof TransparencyError) return { code: "wrong_signature", reason: error.code };
    throw error;
  }
}

/** What two checkpoints alone show. */
async function findContradiction(before: LogView, now: Checkpoint): Promise<LogFault | null> {
  const { size } = before.edge;
  if (before.origin !== now.origin) return { code: "other_log", before: before.origin, now: now.origin };
  if (now.size < size) return { code: "regression", from: size, to: now.size };
  const root = await rootOfEdge(before.edge);
  if (now.size === size && !equalBytes(root, now.root)) return forkAt(size, root, now.root);
  return null;
}

/** Whether the tiles prove that the log grew from what was seen, wherever its entries are. */
async function findFork(source: LogSource, before: LogView, now: Checkpoint): Promise<LogFault | null> {
  const { size } = before.edge;
  if (size === 0 || size === now.size) return null;
  const oldRoot = await rootOfEdge(before.edge);
  try {
    const readNode = readNodesFromTiles(now.size, async (address) => {
      const bytes = await source.readTile(formatTilePath(address));
      if (bytes === null) throw new TransparencyError("invalid_tile");
      return bytes;
    });
    const path = await proveConsistency(size, now.size, readNode);
    const isGrown = await verifyConsistency({ oldSize: size, newSize: now.size, oldRoot, newRoot: now.root, path });
    return isGrown ? null : forkAt(size, oldRoot, now.root);
  } catch (error) {
    // A missing or misshapen tile is named as such where the entries are read.
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}

function forkAt(size: number, before: Uint8Array, now: Uint8Array): LogFault {
  return { code: "fork", size, before: encodeHex(before), now: encodeHex(now) };
}

interface Growth {
  edge: MerkleEdge;
  entries: LogEntry[];
  faults: LogFault[];
}

/** Reads the entries after an edge bundle by bundle, holds each against the tiles, and appends it. */
async function readGrowth(source: LogSource, seen: MerkleEdge, size: number): Promise<Growth> {
  const growth: Growth = { edge: seen, entries: [], faults: [] };
  const roots = new Map<string, Uint8Array>();
  for (let bundle = Math.floor(seen.size / TILE_WIDTH); bundle * TILE_WIDTH < size; bundle += 1) {
    await readBundle(source, { bundle, from: seen.size, size }, growth, roots);
    if (growth.faults.length >= MOST_FAULTS) return growth;
  }
  for (let level = 1; Math.floor(size / TILE_WIDTH ** level) > 0; level += 1) {
    const first = Math.floor(seen.size / TILE_WIDTH ** (level + 1));
    for (let index = first; tileWidthIn(size, level, index) > 0; index += 1) {
      await checkUpperTile(source, { level, index, size }, growth, roots);
    }
  }
  return growth;
}

async function readBundle(
  source: LogSource,
  { bundle, from, size }: { bundle: number; from: number; size: number },
  growth: Growth,
  roots: Map<string, Uint8Array>,
): Promise<void> {
  const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH);
  const entriesPath = formatTilePath({ kind: "entries", index: bundle, width });
  const hashesPath = formatTilePath({ kind: "hashes", level: 0, index: bundle, width });
  const entries = await readParts(source, entriesPath, width, splitEntryBundle);
  const hashes = await readParts(source, hashesPath, width, (bytes) => splitTile(bytes, width));
  if (entries === null) growth.faults.push({ code: "gap", path: entriesPath });
  if (hashes === null) growth.faults.push({ code: "gap", path: hashesPath });
  if (entries === null || hashes === null) return;
  for (const [at, entry] of entries.entries()) {
    const index = bundle * TILE_WIDTH + at;
    const leafHash = await hashLeaf(entry);
    const stated = hashes[at]!;
    if (!equalBytes(leafHash, stated)) {
      growth.faults.push({ code: "changed_entry", index, stated: encodeHex(stated), found: encodeHex(leafHash) });
    }
    if (index < from) continue;
    growth.edge = await appendLeafHash(growth.edge, leafHash);
    readEntry(entry, index, growth);
  }
  if (width === TILE_WIDTH) roots.set(`0/${bundle}`, await rootOfLeafHashes(hashes));
}

function readEntry(bytes: Uint8Array, index: number, growth: Growth): void {
  try {
    growth.entries.push(decodeLogEntry(bytes));
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    growth.faults.push({ code: "unreadable_entry", index, reason: error.code });
  }
}

/**
 * Each hash of an upper tile represents a full tile below it; those that were read in this round are compared with
 * it.
 */
async function checkUpperTile(
  source: LogSource,
  { level, index, size }: { level: number; index: number; size: number },
  growth: Growth,
  roots: Map<string, Uint8Array>,
): Promise<void> {
  const width = tileWidthIn(size, level, index);
  const path = formatTilePath({ kind: "hashes", level, index, width });
  const hashes = await readParts(source, path, width, (bytes) => splitTile(bytes, width));
  if (hashes === null) {
    growth.faults.push({ code: "gap", path });
    return;
  }
  for (const [at, stated] of hashes.entries()) {
    const found = roots.get(`${level - 1}/${index * TILE_WIDTH + at}`);
    if (found && !equalBytes(found, stated)) {
      growth.faults.push({ code: "changed_tile", path, stated: encodeHex(stated), found: encodeHex(found) });
    }
  }
  if (width === TILE_WIDTH) roots.set(`${level}/${index}`, await rootOfLeafHashes(hashes));
}

/** The parts of a file, null where it is missing or does not hold as many as it must. */
async function readParts(
  source: LogSource,
  path: string,
  width: number,
  split: (bytes: Uint8Array) => Uint8Array[],
): Promise<Uint8Array[] | null> {
  const bytes = await source.readTile(path);
  if (bytes === null) return null;
  try {
    const parts = split(bytes);
    return parts.length === width ? parts : null;
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}
