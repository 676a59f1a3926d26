import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { versionOf } from "#app/access/account-secret.ts";
import type { AccountSecrets } from "#app/environment/account-secrets.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface SealedKey {
  sealed: Buffer;
  /** Which secret encrypted it. */
  version: number;
}

/**
 * Encrypts a private key for the database (AES-256-GCM) with the newest secret of the installation, as letters are.
 *
 * @param keyId additional data, so that no key can take the place of another
 */
export function sealKey(privateKey: Uint8Array, keyId: string, [newest]: AccountSecrets): SealedKey {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(newest), nonce).setAAD(Buffer.from(keyId));
  const content = Buffer.concat([cipher.update(privateKey), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), content]), version: versionOf(newest) };
}

/** @returns null if no secret can decrypt it */
export function openKey(sealed: Uint8Array, keyId: string, secrets: AccountSecrets): Uint8Array | null {
  for (const secret of secrets) {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), sealed.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(keyId))
      .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      const content = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
      return new Uint8Array(Buffer.concat([content, decipher.final()]));
    } catch {
      // Encrypted with another secret or damaged. The next secret is tried.
    }
  }
  return null;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "truetonne issuer keys", 32));
}
