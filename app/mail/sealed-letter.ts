import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Mail } from "./letter.ts";

/** Keys of the installation, newest first. The first one encrypts, any of them decrypts. */
export type MailKeys = readonly [string, ...string[]];

type Content = Pick<Mail, "locale" | "letter">;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a letter for the database (AES-256-GCM). It may contain the token of a link, which must not be readable in a
 * table or a backup.
 *
 * @param mailId additional data, so that no letter can be sent in place of another
 */
export function sealLetter({ locale, letter }: Content, mailId: string, [newest]: MailKeys): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(newest), nonce).setAAD(Buffer.from(mailId));
  const sealed = Buffer.concat([cipher.update(JSON.stringify({ locale, letter }), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @returns null if no key can decrypt it */
export function openLetter(sealed: Uint8Array, mailId: string, keys: MailKeys): Content | null {
  for (const key of keys) {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(key), sealed.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(mailId))
      .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString("utf8"));
    } catch {
      // Encrypted with another key or damaged. The next key is tried.
    }
  }
  return null;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "truetonne letters", 32));
}
