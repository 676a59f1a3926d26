import { type Bytes, ownBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { PublicKey } from "./certificate.ts";
import { Members, readDer, TAG } from "./der.ts";
import { OID } from "./object-ids.ts";

export type HashName = "SHA-256" | "SHA-384" | "SHA-512";

/** The hash of a signature algorithm, by its object identifier: RSASSA-PKCS1-v1_5 or ECDSA. */
export const SIGNATURE_HASHES: Record<string, HashName> = {
  [OID.sha256WithRsa]: "SHA-256",
  [OID.sha384WithRsa]: "SHA-384",
  [OID.sha512WithRsa]: "SHA-512",
  [OID.ecdsaWithSha256]: "SHA-256",
  [OID.ecdsaWithSha384]: "SHA-384",
  [OID.ecdsaWithSha512]: "SHA-512",
};

const CURVES = {
  p256: { namedCurve: "P-256", size: 32 },
  p384: { namedCurve: "P-384", size: 48 },
  p521: { namedCurve: "P-521", size: 66 },
} as const;

/**
 * Whether a signature is the key's over these bytes: RSASSA-PKCS1-v1_5 (RFC 8017), or ECDSA in its DER form.
 * @throws `key_not_supported` for any other kind of key
 */
export async function isSignatureOf(
  { spki, kind }: PublicKey,
  hash: HashName,
  { bytes, signature }: { bytes: Uint8Array; signature: Uint8Array },
): Promise<boolean> {
  if (kind === "other") throw new TransparencyError("key_not_supported");
  if (kind === "rsa") {
    const key = await importKey(spki, { name: "RSASSA-PKCS1-v1_5", hash });
    return crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, ownBytes(signature), ownBytes(bytes));
  }
  const { namedCurve, size } = CURVES[kind];
  const raw = rawSignature(signature, size);
  if (raw === null) return false;
  const key = await importKey(spki, { name: "ECDSA", namedCurve });
  return crypto.subtle.verify({ name: "ECDSA", hash }, key, raw, ownBytes(bytes));
}

async function importKey(spki: Bytes, algorithm: RsaHashedImportParams | EcKeyImportParams): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey("spki", spki, algorithm, false, ["verify"]);
  } catch {
    throw new TransparencyError("key_not_supported");
  }
}

/** WebCrypto wants both numbers at full width, CMS holds them as a sequence of integers. */
function rawSignature(signature: Uint8Array, size: number): Bytes | null {
  const raw = new Uint8Array(2 * size);
  try {
    const members = new Members(readDer(signature));
    for (const end of [size, 2 * size]) {
      const { content } = members.take(TAG.integer);
      const bytes = content[0] === 0 ? content.subarray(1) : content;
      if (bytes.length > size || bytes.length === 0 || (content[0] ?? 0x80) >= 0x80) return null;
      raw.set(bytes, end - bytes.length);
    }
    members.end();
    return raw;
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}
