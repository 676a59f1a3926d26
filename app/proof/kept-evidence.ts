import { equalBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Checkpoint, verifyCheckpoint } from "./checkpoint.ts";
import { keyIdOf } from "./jwks.ts";
import type { KeySet } from "./key-set.ts";
import { formatVerifierKey, type NoteVerifier } from "./signed-note.ts";
import { parseTlogProof } from "./tlog-proof.ts";
import type { Check } from "./verdict.ts";

/**
 * What a reader has from other sources than the files under check. Keys that come with a file do not prove their
 * owner: a forger of the file forges them too. Only what was kept, or is read elsewhere, distinguishes them from the
 * issuer's.
 */
export interface KeptEvidence {
  /** A signed checkpoint of the log from another day or person. */
  checkpoint?: string | undefined;
  /**
   * True until the reader confirms that the checkpoint is from another source: it then shows a fork, and confirms no
   * key.
   */
  isCheckpointUnsure?: boolean;
  /**
   * The name of the issuer's key or of the log's: `did:web:…#<thumbprint>`, the thumbprint alone, or the one line that
   * identifies a log's key.
   */
  keyName?: string | undefined;
}

/** What a kept checkpoint proves about the one in the proof. */
export type CheckpointComparison =
  /** Same size, same root: the log showed both readers one history. */
  | { kind: "equal"; size: string }
  /** Same size, another root: the log has two histories. */
  | { kind: "fork"; size: string }
  /** Of another size, signed by the same key: the key is confirmed, the history is not compared. */
  | { kind: "same_key"; kept: string; size: string }
  /** Of another log, or not signed by a key at hand. */
  | { kind: "no_match" };

/** Holds a kept checkpoint against the one in the proof; null where none was kept. */
export async function compareKeptCheckpoint(
  { checkpoint }: KeptEvidence,
  proof: string | null,
  keys: KeySet | null,
): Promise<CheckpointComparison | null> {
  if (checkpoint === undefined) return null;
  if (proof === null || keys === null) return { kind: "no_match" };
  try {
    const [mine, theirs] = await Promise.all([
      verifyCheckpoint(checkpoint, keys.noteVerifiers),
      verifyCheckpoint(parseTlogProof(proof).checkpoint, keys.noteVerifiers),
    ]);
    return mine.origin === theirs.origin ? compare(mine, theirs) : { kind: "no_match" };
  } catch (error) {
    if (error instanceof TransparencyError) return { kind: "no_match" };
    throw error;
  }
}

/**
 * Whether what the reader kept shows that the keys which came with the files are the issuer's: the named key signed the
 * record, or the log whose checkpoint or key is known holds the record. A log takes in none but its issuer's.
 */
export async function confirmsKeys(
  { keyName, isCheckpointUnsure = false }: KeptEvidence,
  checkpoint: CheckpointComparison | null,
  { signature, log, keys }: { signature: Check; log: Check; keys: KeySet | null },
): Promise<boolean> {
  const isLogged = log.outcome === "passed";
  const isKnownLog = !isCheckpointUnsure && (checkpoint?.kind === "equal" || checkpoint?.kind === "same_key");
  if (isLogged && isKnownLog) return true;
  const name = keyName?.replace(/\s+/g, "") ?? "";
  if (name === "" || keys === null) return false;
  const { keyId, did } = signature.facts;
  if (signature.outcome === "passed" && (name === keyId || name === `${did}#${keyId}`)) return true;
  const signers = keys.noteVerifiers.filter((verifier) => verifier.name === log.facts.origin);
  const [signer] = signers;
  if (!isLogged || signer === undefined || signers.length > 1) return false;
  const thumbprint = await keyIdOf(signer.publicKey);
  const names = [await formatVerifierKey(signer.name, signer.publicKey), thumbprint, `${keys.did}#${thumbprint}`];
  return names.includes(name);
}

type Signed = Checkpoint & { signedBy: NoteVerifier[] };

function compare(mine: Signed, theirs: Signed): CheckpointComparison {
  const size = `${theirs.size}`;
  if (mine.size !== theirs.size) {
    // A forged key set may name the log's true key along with its own.
    const isOneKey = theirs.signedBy.some((key) => key.name === theirs.origin && mine.signedBy.includes(key));
    return isOneKey ? { kind: "same_key", kept: `${mine.size}`, size } : { kind: "no_match" };
  }
  return { kind: equalBytes(mine.root, theirs.root) ? "equal" : "fork", size };
}
