import { decodeBase58, encodeBase58 } from "./base58.ts";
import { type Bytes, concatBytes } from "./bytes.ts";
import { TransparencyError } from "./transparency-error.ts";

/** Multicodec `ed25519-pub`, 0xed as a varint. */
const ED25519_PUBLIC = Uint8Array.of(0xed, 0x01);

/** The `publicKeyMultibase` of an Ed25519 key: `z6Mk…` (Controlled Identifiers 1.0 §2.2.2). */
export function encodeMultikey(publicKey: Uint8Array): string {
  return `z${encodeBase58(concatBytes(ED25519_PUBLIC, publicKey))}`;
}

/** The 32 bytes of an Ed25519 Multikey. Throws `invalid_multikey` for another base, kind or length. */
export function decodeMultikey(text: string): Bytes {
  const bytes = decodeMultibaseBase58(text, "invalid_multikey");
  if (bytes.length !== 34 || bytes[0] !== ED25519_PUBLIC[0] || bytes[1] !== ED25519_PUBLIC[1]) {
    throw new TransparencyError("invalid_multikey");
  }
  return bytes.slice(2);
}

/** `z` + base58btc, the format of keys and proof values. Throws the given error code for another base or character. */
export function decodeMultibaseBase58(text: string, fault: string): Bytes {
  if (!text.startsWith("z")) throw new TransparencyError(fault);
  try {
    return decodeBase58(text.slice(1));
  } catch {
    throw new TransparencyError(fault);
  }
}
