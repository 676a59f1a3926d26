import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Checkpoint, verifyCheckpoint } from "./checkpoint.ts";
import { proveConsistency, verifyConsistency } from "./merkle.ts";
import type { NoteVerifier } from "./signed-note.ts";
import { readNodesFromTiles, type TileAddress } from "./tile.ts";

/**
 * How a checkpoint relates to the one seen earlier, with the sizes of both.
 *
 * `same`, `grown`: the log was only added to. `older`: an earlier view of the same log. `forked`: the two cannot
 * belong to one log. `shrunk`: the log no longer has entries that it signed. `key_gone`: no key that the log names
 * today signed what was seen, so that the two cannot be compared.
 */
export type Continuity = {
  kind: "first" | "same" | "grown" | "older" | "forked" | "shrunk" | "key_gone";
  seenSize: number;
  size: number;
};

/** The bytes of a tile, or null when the log has no such tile. Throws when it could not be asked. */
export type TileReader = (address: Extract<TileAddress, { kind: "hashes" }>) => Promise<Uint8Array | null>;

/**
 * Compares a verified checkpoint with an earlier signed note (RFC 9162 §2.1.4), using hashes from the log's own
 * tiles: this detects a different history. Throws what the reader throws; that proves nothing about the log.
 */
export async function compareCheckpoints(
  seenNote: string | null,
  now: Checkpoint,
  verifiers: readonly NoteVerifier[],
  readTile: TileReader,
): Promise<Continuity> {
  if (seenNote === null) return { kind: "first", seenSize: 0, size: now.size };
  const seen = await openSeen(seenNote, verifiers);
  if (seen === null || seen.origin !== now.origin)
    return { kind: "key_gone", seenSize: seen?.size ?? 0, size: now.size };
  const sizes = { seenSize: seen.size, size: now.size };
  const [before, after] = seen.size <= now.size ? [seen, now] : [now, seen];
  const isConsistent = await prove(before, after, readTile);
  // Only the log that lost entries cannot show the tiles of a size that it signed.
  if (isConsistent === null) return { kind: after === seen ? "shrunk" : "forked", ...sizes };
  if (!isConsistent) return { kind: "forked", ...sizes };
  if (seen.size === now.size) return { kind: "same", ...sizes };
  return { kind: after === now ? "grown" : "older", ...sizes };
}

async function openSeen(note: string, verifiers: readonly NoteVerifier[]): Promise<Checkpoint | null> {
  try {
    return await verifyCheckpoint(note, verifiers);
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}

/** Null when the log lacks a tile. */
async function prove(before: Checkpoint, after: Checkpoint, readTile: TileReader): Promise<boolean | null> {
  const roots = { oldRoot: before.root, newRoot: after.root };
  const sizes = { oldSize: before.size, newSize: after.size };
  if (before.size === after.size) return verifyConsistency({ ...sizes, ...roots, path: [] });
  // A log that had nothing can have become anything.
  if (before.size === 0) return true;
  try {
    const readNode = readNodesFromTiles(after.size, async (address) => {
      const tile = await readTile(address);
      if (tile === null) throw new TransparencyError("no_such_tile");
      return tile;
    });
    const path = await proveConsistency(before.size, after.size, readNode);
    return await verifyConsistency({ ...sizes, ...roots, path });
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    if (error.code === "no_such_tile") return null;
    return false;
  }
}
