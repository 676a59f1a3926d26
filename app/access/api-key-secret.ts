import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const PREFIX = "tt_live_";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 32 digits of base 62 hold 190 random bits. */
const RANDOM_DIGITS = 32;
const CHECK_DIGITS = 6;
// pattern: our own text, built of constants.
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM_DIGITS + CHECK_DIGITS}}$`);

/**
 * A new secret: a prefix by which scanners find it in code, random digits, and a checksum by which a mistyped or cut
 * one is known without asking the database.
 */
export function drawSecret(): string {
  let digits = "";
  // Bytes above the last multiple of 62 are thrown away, so that every digit is as likely as the others.
  while (digits.length < RANDOM_DIGITS) {
    for (const byte of randomBytes(RANDOM_DIGITS)) if (byte < 248) digits += DIGITS[byte % 62];
  }
  const body = `${PREFIX}${digits.slice(0, RANDOM_DIGITS)}`;
  return body + checkDigits(body);
}

/** Whether a text can be a secret of ours at all: prefix, length and checksum. */
export function isSecret(text: string): boolean {
  return SHAPE.test(text) && text.endsWith(checkDigits(text.slice(0, -CHECK_DIGITS)));
}

/** Whether a text holds something that looks like a secret, for addresses in which none may stand. */
export function holdsSecret(text: string): boolean {
  return text.includes(PREFIX);
}

/** The beginning of a secret: enough to tell two keys apart, too little to use. */
export function hintOf(secret: string): string {
  return secret.slice(0, PREFIX.length + 4);
}

/** SHA-256: what is stored, and what a look-up goes by, so that no comparison depends on how much of a secret is right. */
export function hashSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}

function checkDigits(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let place = 0; place < CHECK_DIGITS; place += 1) {
    digits = DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
