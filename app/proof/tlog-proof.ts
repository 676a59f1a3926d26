import { decodeBase64, encodeBase64 } from "#app/encoding/base64.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Checkpoint, parseCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { hashLeaf, verifyInclusion } from "./merkle.ts";
import type { NoteVerifier } from "./signed-note.ts";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
/** A path in a tree of 2^53 leaves. */
const LONGEST_PATH = 53;

/** That an entry is in the log: its place, the path to the root and the signed checkpoint (c2sp.org/tlog-proof@v1). */
export interface TlogProof {
  index: number;
  /** From the leaf's sibling up to the child of the root, 32 bytes each. */
  path: Uint8Array[];
  /** The signed note, verbatim. */
  checkpoint: string;
}

/** The text of the `.tlog-proof` sidecar. */
export function formatTlogProof({ index, path, checkpoint }: TlogProof): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new TransparencyError("invalid_tlog_proof");
  return [FIRST_LINE, `index ${index}`, ...path.map(encodeBase64), "", checkpoint].join("\n");
}

/** Opaque extra data of other issuers is passed over: nothing vouches for it. Throws `invalid_tlog_proof`. */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf("\n\n");
  if (split < 0) throw new TransparencyError("invalid_tlog_proof");
  const [first, ...lines] = text.slice(0, split).split("\n");
  if (lines[0] !== undefined && /^extra [A-Za-z0-9+/=]+$/.test(lines[0])) lines.shift();
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? "");
  if (first !== FIRST_LINE || !index || lines.length > LONGEST_PATH) throw new TransparencyError("invalid_tlog_proof");
  const checkpoint = text.slice(split + 2);
  parseCheckpoint(checkpoint);
  const path = lines.map(decodeBase64);
  if (path.some((hash) => hash.length !== 32)) throw new TransparencyError("invalid_tlog_proof");
  return { index: Number(index[1]), path, checkpoint };
}

/**
 * Checks that the entry's bytes are in the log at the place the proof names, under a checkpoint signed by a known key.
 * Throws `not_in_log` when the path does not lead to the signed root, and whatever parsing and signatures throw.
 */
export async function verifyTlogProof(
  text: string,
  entry: Uint8Array,
  verifiers: readonly NoteVerifier[],
): Promise<Checkpoint & { index: number; signedBy: NoteVerifier[] }> {
  const proof = parseTlogProof(text);
  const checkpoint = await verifyCheckpoint(proof.checkpoint, verifiers);
  const leafHash = await hashLeaf(entry);
  const { index, path } = proof;
  if (!(await verifyInclusion({ index, size: checkpoint.size, leafHash, path, root: checkpoint.root }))) {
    throw new TransparencyError("not_in_log", { index: `${index}`, size: `${checkpoint.size}` });
  }
  return { ...checkpoint, index };
}
