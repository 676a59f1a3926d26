import { concatBytes } from "#app/encoding/bytes.ts";
import { decodeHex } from "#app/encoding/hex.ts";
import type { KeyPurpose, PublishedKey } from "#app/proof/jwks.ts";
import { createWebCryptoSigner, type Signer } from "#app/proof/signer.ts";

/** The PKCS#8 DER that wraps an Ed25519 seed of 32 bytes (RFC 8410 §7), for keys printed in specifications. */
export function pkcs8Of(seed: Uint8Array): Uint8Array {
  return concatBytes(decodeHex("302e020100300506032b657004220420"), seed);
}

/** A key for tests only, the same at every run: the seed is one byte repeated. */
export async function makeSampleKey(
  byte: number,
  purpose: KeyPurpose,
  window: Partial<Pick<PublishedKey, "validFrom" | "validUntil" | "revokedAt">> = {},
): Promise<{ signer: Signer; key: PublishedKey }> {
  const signer = await createWebCryptoSigner(pkcs8Of(new Uint8Array(32).fill(byte)));
  const { keyId, publicKey } = signer;
  const always = { validFrom: "2025-01-01T00:00:00.000Z", validUntil: null, revokedAt: null };
  return { signer, key: { keyId, purpose, publicKey, ...always, ...window } };
}
