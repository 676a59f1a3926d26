import { decodeBase64Url } from "#app/encoding/base64.ts";
import { ownBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { keyIdOf } from "./jwks.ts";

/** The seam to a private key: a key file here, a key service elsewhere. The key itself never passes through it. */
export interface Signer {
  /** RFC 7638 thumbprint of the public key. */
  readonly keyId: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** An Ed25519 signature (64 bytes) over exactly these bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A signer over an Ed25519 private key in PKCS#8 DER, held by WebCrypto. Throws `invalid_private_key`. */
export async function createWebCryptoSigner(pkcs8: Uint8Array): Promise<Signer> {
  const { privateKey, publicKey } = await importPrivateKey(pkcs8);
  return {
    keyId: await keyIdOf(publicKey),
    publicKey,
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign("Ed25519", privateKey, ownBytes(bytes))),
  };
}

/** A new Ed25519 private key as PKCS#8 DER, for a key file. */
export async function generatePrivateKey(): Promise<Uint8Array> {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  return new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
}

async function importPrivateKey(pkcs8: Uint8Array): Promise<{ privateKey: CryptoKey; publicKey: Uint8Array }> {
  try {
    const extractable = await crypto.subtle.importKey("pkcs8", ownBytes(pkcs8), "Ed25519", true, ["sign"]);
    // WebCrypto derives the public half only on export; the key that stays in use is not extractable.
    const { x } = await crypto.subtle.exportKey("jwk", extractable);
    const privateKey = await crypto.subtle.importKey("pkcs8", ownBytes(pkcs8), "Ed25519", false, ["sign"]);
    return { privateKey, publicKey: decodeBase64Url(x ?? "") };
  } catch {
    throw new TransparencyError("invalid_private_key");
  }
}
