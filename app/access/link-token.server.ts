import { createHash, randomBytes } from "node:crypto";

/** The secret of an access link: 256 random bits. It is sent by mail, and the database stores its hash. */
export function makeLinkToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether a text has the format of a token. Others never reach a query. */
export function isLinkToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** SHA-256, because the token is random enough to need no slower hash. */
export function hashLinkToken(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}
