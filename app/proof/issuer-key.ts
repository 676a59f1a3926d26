import { decodeMultikey } from "#app/encoding/multikey.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import type { CredentialIssuer } from "./credential.ts";
import { hostOfDid, installationOf } from "./did-document.ts";
import { keyIdOf, type PublishedKey } from "./jwks.ts";
import { isByRevokedKey, type KeySet } from "./key-set.ts";
import { encodeLogEntry, type OpenEntry } from "./log-entry.ts";
import { hashLeaf, verifyInclusion } from "./merkle.ts";
import { parseTlogProof, verifyTlogProof } from "./tlog-proof.ts";

/** Where the log has the key with which an issuer signs under a name. */
export interface KeyPlace {
  /** Counted from 0. */
  index: number;
  size: number;
  origin: string;
}

/** The entry of the log that admits this key for this issuer under this name: derived from the record alone. */
export function deriveKeyEntry({ did, name, key }: CredentialIssuer): OpenEntry {
  return { type: "issuer_key", issuer: did, name, key: key.publicKeyMultibase, ts: key.since };
}

/**
 * The key that a record names, with its window: from its entry in the log, and until the key set of the installation
 * revokes it. Throws `other_issuer` for the key set of another installation, and `invalid_multikey`.
 */
export async function keyOfIssuer({ did, key }: CredentialIssuer, keys: KeySet): Promise<PublishedKey> {
  if (keys.did !== null && keys.did !== installationOf(did)) throw new TransparencyError("other_issuer");
  const publicKey = decodeMultikey(key.publicKeyMultibase);
  const keyId = await keyIdOf(publicKey);
  const revoked = keys.revokedIssuerKeys.find((one) => one.keyId === keyId && one.issuer === did);
  return {
    keyId,
    purpose: "credential",
    publicKey,
    validFrom: key.since,
    validUntil: null,
    revokedAt: revoked?.revokedAt ?? null,
    ...(revoked ? { revokedSize: revoked.revokedSize } : {}),
  };
}

/** Whether a proof is about the key of this issuer, by any signer: to distinguish it from that of the report. */
export async function isKeyProof(issuer: CredentialIssuer, proof: string): Promise<boolean> {
  const { index, path, checkpoint } = parseTlogProof(proof);
  const { size, root } = parseCheckpoint(checkpoint);
  const leafHash = await hashLeaf(encodeLogEntry(deriveKeyEntry(issuer)));
  return verifyInclusion({ index, size, leafHash, path, root });
}

/**
 * Where the log of the installation has the key of the issuer.
 *
 * Throws `key_not_logged`, `log_key_revoked` where only a revoked key of the log signed the proof, and what parsing and
 * signatures throw.
 */
export async function findKeyInLog(issuer: CredentialIssuer, keys: KeySet, proof: string): Promise<KeyPlace> {
  try {
    const { index, size, origin } = await verifyTlogProof(
      proof,
      encodeLogEntry(deriveKeyEntry(issuer)),
      keys.noteVerifiers,
    );
    return { index, size, origin };
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    if (error.code === "unknown_note_key" && isByRevokedKey(proof, keys))
      throw new TransparencyError("log_key_revoked");
    if (error.code === "not_in_log") throw new TransparencyError("key_not_logged");
    throw error;
  }
}

/** What readers see of the key: which log has it, where and since when. */
export function describeKey({ did, key }: CredentialIssuer, { index, size, origin }: KeyPlace): Record<string, string> {
  return {
    keySince: key.since,
    keyHost: hostOfDid(did) ?? did,
    keyEntry: `${index + 1}`,
    keySize: `${size}`,
    keyOrigin: origin,
  };
}
