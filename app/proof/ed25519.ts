import { ownBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";

/**
 * Whether the signature (64 bytes, RFC 8032) over the bytes was made with the private half of the public key (32 bytes).
 * A key or signature of another length is a wrong signature. Throws `ed25519_unavailable` where WebCrypto lacks the
 * algorithm, so that "could not be checked" is never taken for an answer.
 */
export async function verifyEd25519(publicKey: Uint8Array, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = await importPublicKey(publicKey);
  if (key === null) return false;
  return crypto.subtle.verify("Ed25519", key, ownBytes(signature), ownBytes(bytes));
}

async function importPublicKey(publicKey: Uint8Array): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey("raw", ownBytes(publicKey), "Ed25519", false, ["verify"]);
  } catch (error) {
    // DataError: 32 bytes that are no point of the curve. Everything else is the platform, not the key.
    if (error instanceof Error && error.name === "DataError") return null;
    throw new TransparencyError("ed25519_unavailable");
  }
}
