import { decodeBase64, encodeBase64 } from "#app/encoding/base64.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type NoteVerifier, parseNote, signNote, verifyNote } from "./signed-note.ts";
import type { Signer } from "./signer.ts";

/** The head of a log's tree at one size (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  /** Identifies the log: its public address without scheme, such as `reports.example/log`. */
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Uint8Array;
}

/** The note text: origin, size, root. Extension lines are neither written nor accepted. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!/^[^+\s]+$/u.test(origin) || !Number.isSafeInteger(size) || size < 0 || root.length !== 32) {
    throw new TransparencyError("invalid_checkpoint", { origin, size: `${size}` });
  }
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** The signed note. The key's name is the origin. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<string> {
  return signNote(formatCheckpoint(checkpoint), checkpoint.origin, signer);
}

/**
 * The contents of a signed checkpoint, without judging its signatures. Throws `invalid_note` or `invalid_checkpoint`.
 */
export function parseCheckpoint(note: string): Checkpoint {
  return parseCheckpointText(parseNote(note).text);
}

/**
 * A checkpoint that the log itself signed, and all known keys that signed it (the log's and witnesses').
 * Throws `invalid_note`, `invalid_checkpoint`, `unknown_note_key` or `wrong_note_signature`.
 */
export async function verifyCheckpoint(
  note: string,
  verifiers: readonly NoteVerifier[],
): Promise<Checkpoint & { signedBy: NoteVerifier[] }> {
  const { text, signedBy } = await verifyNote(note, verifiers);
  const checkpoint = parseCheckpointText(text);
  // A witness vouches for what it saw; only the log can say that this is its tree.
  if (!signedBy.some((verifier) => verifier.name === checkpoint.origin))
    throw new TransparencyError("unknown_note_key");
  return { ...checkpoint, signedBy };
}

function parseCheckpointText(text: string): Checkpoint {
  const match = /^([^+\s]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]{44})\n$/u.exec(text);
  if (!match) throw new TransparencyError("invalid_checkpoint");
  const checkpoint = { origin: match[1] as string, size: Number(match[2]), root: decodeBase64(match[3] as string) };
  if (!Number.isSafeInteger(checkpoint.size) || checkpoint.root.length !== 32) {
    throw new TransparencyError("invalid_checkpoint");
  }
  return checkpoint;
}
