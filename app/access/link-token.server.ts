import { createHash, randomBytes } from "node:crypto";

/** The secret of a link that lets somebody in: 256 random bits. It leaves by mail; the database keeps its hash. */
export function makeLinkToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether a text has the shape of a token; one of another shape never reaches a query. */
export function isLinkToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** SHA-256: the token is random enough that nothing slower is needed. */
export function hashLinkToken(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}
