import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { readCosignatures } from "./cosignature.ts";
import { deriveIssueEntry } from "./credential.ts";
import type { PublishedKey } from "./jwks.ts";
import { isByRevokedKey, type KeySet } from "./key-set.ts";
import { encodeLogEntry } from "./log-entry.ts";
import { parseTlogProof, verifyTlogProof } from "./tlog-proof.ts";
import { type Check, failed, notApplicable, notDone, passed } from "./verdict.ts";

export interface LogEvidence {
  /** Signed. */
  credential: JsonObject;
  /** `.tlog-proof`; null where it could not be had. */
  proof: string | null;
  keys: KeySet | null;
  /** Whether the file in hand, if there is one, is the issued report. */
  isOurs: boolean;
  /** The key that signed the credential; null if its signature does not hold. */
  signer: PublishedKey | null;
}

/**
 * Whether the issue of the report is in the log: rebuilt from the credential, led along the path to a root that the log
 * signed. Of a credential whose key was revoked, only an entry from before the revocation counts. Witnesses' signatures
 * are checked and told; none is asked for.
 */
export async function checkLog({ credential, proof, keys, isOurs, signer }: LogEvidence): Promise<Check> {
  if (proof === null) return notDone("log", "no_log_proof");
  if (keys === null || keys.noteVerifiers.length === 0) return notDone("log", "no_log_key");
  try {
    const entry = encodeLogEntry(await deriveIssueEntry(credential));
    const { index, size, origin, signedBy } = await verifyTlogProof(proof, entry, keys.noteVerifiers);
    const cosignatures = await readCosignatures(parseTlogProof(proof).checkpoint, keys.witnesses ?? []);
    const place = {
      entry: `${index + 1}`,
      size: `${size}`,
      origin,
      signatures: `${signedBy.length}`,
      ...(cosignatures.length > 0 && {
        witnesses: cosignatures.map(({ witness, at }) => `${witness} ${at}`).join("\n"),
      }),
    };
    // Without a place in the log to go by, nothing of a revoked key counts.
    if (signer !== null && signer.revokedAt !== null && index >= (signer.revokedSize ?? 0)) {
      return failed("log", "log_after_revocation", { ...place, keyId: signer.keyId, revokedAt: signer.revokedAt });
    }
    return isOurs ? passed("log", "logged", place) : notApplicable("log", "log_not_for_file", place);
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    if (error.code === "ed25519_unavailable") return notDone("log", "platform_lacks_ed25519");
    if (error.code === "unknown_note_key" && isByRevokedKey(proof, keys)) return notDone("log", "log_key_revoked");
    return failed("log", "log_wrong", { fault: error.code });
  }
}
