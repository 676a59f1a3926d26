import { encodeBase58 } from "#app/encoding/base58.ts";
import { concatBytes } from "#app/encoding/bytes.ts";
import { canonicalBytes, canonicalJson, isJsonObject, type JsonObject } from "#app/encoding/canonical-json.ts";
import { decodeMultibaseBase58 } from "#app/encoding/multikey.ts";
import { sha256 } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { verifyEd25519 } from "./ed25519.ts";
import type { PublishedKey } from "./jwks.ts";
import { isUtcTime } from "./log-entry.ts";
import type { Signer } from "./signer.ts";

const CRYPTOSUITE = "eddsa-jcs-2022";

/** Which key signed a document, and the time it claims. */
export interface VerifiedProof {
  keyId: string;
  created: string;
}

/**
 * Adds a Data Integrity proof (W3C, cryptosuite `eddsa-jcs-2022`): Ed25519 over SHA-256 of the canonical proof options,
 * followed by SHA-256 of the canonical document without proof. `issuer.id` of the document names the key's owner.
 */
export async function signDocument<T extends JsonObject>(
  document: T,
  signer: Signer,
  created: string,
): Promise<T & { proof: JsonObject }> {
  if (!isUtcTime(created)) throw new TransparencyError("invalid_time", { time: created });
  const options: JsonObject = {
    type: "DataIntegrityProof",
    cryptosuite: CRYPTOSUITE,
    created,
    verificationMethod: `${issuerIdOf(document)}#${signer.keyId}`,
    proofPurpose: "assertionMethod",
    ...(document["@context"] === undefined ? {} : { "@context": document["@context"] }),
  };
  const signature = await signer.sign(await hashForProof(document, options));
  return { ...document, proof: { ...options, proofValue: `z${encodeBase58(signature)}` } };
}

/**
 * Checks the proof of a document against the issuer's published keys: form and suite, that the method belongs to the
 * issuer, that the key was in force when the proof was created and is not revoked for that time, and the signature.
 *
 * Throws `invalid_proof`, `unknown_key`, `key_not_in_force`, `key_revoked` or `wrong_signature`.
 */
export async function verifyDocument(signed: JsonObject, keys: readonly PublishedKey[]): Promise<VerifiedProof> {
  const { proof, ...document } = signed;
  if (!isJsonObject(proof)) throw new TransparencyError("invalid_proof");
  const { proofValue, ...options } = proof;
  const { created, verificationMethod } = options;
  const hasForm =
    options.type === "DataIntegrityProof" &&
    options.cryptosuite === CRYPTOSUITE &&
    options.proofPurpose === "assertionMethod" &&
    typeof proofValue === "string" &&
    typeof verificationMethod === "string" &&
    isUtcTime(created);
  // The context fixes what the words mean; a proof made for another context is a proof of another statement.
  const hasContext =
    options["@context"] === undefined
      ? document["@context"] === undefined
      : canonicalJson(options["@context"]) === canonicalJson(document["@context"] ?? null);
  if (!hasForm || !hasContext) throw new TransparencyError("invalid_proof");
  const key = findKey(keys, verificationMethod, issuerIdOf(document));
  assertInForce(key, created);
  const signature = decodeMultibaseBase58(proofValue, "invalid_proof");
  if (!(await verifyEd25519(key.publicKey, signature, await hashForProof(document, options)))) {
    throw new TransparencyError("wrong_signature", { keyId: key.keyId });
  }
  return { keyId: key.keyId, created };
}

/** What is signed: SHA-256 of the canonical proof options ‖ SHA-256 of the canonical document, 64 bytes. */
export async function hashForProof(document: JsonObject, proofOptions: JsonObject): Promise<Uint8Array> {
  return concatBytes(await sha256(canonicalBytes(proofOptions)), await sha256(canonicalBytes(document)));
}

function findKey(keys: readonly PublishedKey[], verificationMethod: string, issuerId: string): PublishedKey {
  const prefix = `${issuerId}#`;
  const keyId = verificationMethod.startsWith(prefix) ? verificationMethod.slice(prefix.length) : "";
  const key = keys.find((candidate) => candidate.keyId === keyId && candidate.purpose === "credential");
  if (!key) throw new TransparencyError("unknown_key", { verificationMethod });
  return key;
}

function assertInForce(key: PublishedKey, created: string): void {
  const at = Date.parse(created);
  if (key.revokedAt !== null && at >= Date.parse(key.revokedAt)) {
    throw new TransparencyError("key_revoked", { keyId: key.keyId, revokedAt: key.revokedAt });
  }
  if (at < Date.parse(key.validFrom) || (key.validUntil !== null && at >= Date.parse(key.validUntil))) {
    throw new TransparencyError("key_not_in_force", { keyId: key.keyId, created });
  }
}

function issuerIdOf(document: JsonObject): string {
  const id = isJsonObject(document.issuer) ? document.issuer.id : document.issuer;
  if (typeof id !== "string" || id === "") throw new TransparencyError("invalid_proof", { member: "issuer" });
  return id;
}
