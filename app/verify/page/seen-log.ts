import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { verifyCheckpoint } from "#app/proof/checkpoint.ts";
import { type Continuity, compareCheckpoints, type TileReader } from "#app/proof/compare-checkpoints.ts";
import type { KeySet } from "#app/proof/key-set.ts";
import { formatTilePath } from "#app/proof/tile.ts";
import { parseTlogProof } from "#app/proof/tlog-proof.ts";

/** What this browser stores about a log: the newest checkpoint seen and, if any, one that contradicts it. */
export interface SeenLog {
  origin: string;
  /** The signed note. */
  note: string;
  size: number;
  /** ISO 8601. */
  at: string;
  conflict: { kind: Continuity["kind"]; note: string; size: number; at: string } | null;
}

const KEY = "truetonne.log";

/** Null before the first check, after deletion, and in browsers without storage. */
export function readSeenLog(): SeenLog | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return isSeenLog(value) ? value : null;
  } catch {
    return null;
  }
}

export function forgetSeenLog(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {}
}

/**
 * Compares the checkpoint of a proof with the last one that this browser saw, and stores the newer one. A contradicting
 * checkpoint is stored too until the reader deletes it, because the two signed notes prove that the log showed two histories.
 * Null if the log could not be reached or the proof is invalid anyway.
 */
export async function compareWithSeen(proof: string, keys: KeySet): Promise<Continuity | null> {
  const seen = readSeenLog();
  try {
    const { checkpoint: note } = parseTlogProof(proof);
    const checkpoint = await verifyCheckpoint(note, keys.noteVerifiers);
    const continuity = await compareCheckpoints(seen?.note ?? null, checkpoint, keys.noteVerifiers, readTile);
    // Another tab stored a checkpoint during the comparison.
    if (JSON.stringify(readSeenLog()) !== JSON.stringify(seen)) return compareWithSeen(proof, keys);
    keep(seen, continuity, { origin: checkpoint.origin, note, size: checkpoint.size });
    return continuity;
  } catch (error) {
    if (error instanceof TransparencyError || error instanceof TypeError) return null;
    throw error;
  }
}

function keep(seen: SeenLog | null, { kind }: Continuity, now: Pick<SeenLog, "origin" | "note" | "size">): void {
  const at = new Date().toISOString();
  if (kind === "older" || kind === "same") return;
  const isNewer = seen === null || kind === "first" || kind === "grown";
  const { note, size } = now;
  const next: SeenLog = isNewer
    ? { ...now, at, conflict: seen?.conflict ?? null }
    : { ...seen, conflict: seen.conflict ?? { kind, note, size, at } };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {}
}

/** A full tile never changes. A missing tile is a valid result. */
const readTile: TileReader = async (address) => {
  const response = await fetch(`/log/${formatTilePath(address)}`);
  if (response.status === 404) return null;
  if (!response.ok) throw new TypeError(`The log answered ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
};

function isSeenLog(value: unknown): value is SeenLog {
  if (typeof value !== "object" || value === null) return false;
  const { origin, note, size, at } = value as Partial<SeenLog>;
  return [origin, note, at].every((text) => typeof text === "string") && Number.isSafeInteger(size);
}
