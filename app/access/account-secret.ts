import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { AccountSecrets } from "#app/environment/account-secrets.ts";

/** The version of a secret in the library's encrypted values. It does not depend on the position in the list. */
export function versionOf(secret: string): number {
  return createHash("sha256").update(`version of ${secret}`).digest().readUIntBE(0, 6);
}

const COOKIE = /^(?:__Host-)?truetonne_/;

/**
 * Signs cookies of a request with the newest key if an older key signed them. An invalid signature is unchanged, so
 * that the library rejects it.
 */
export function signAnew(cookies: string, [newest, ...older]: AccountSecrets): string {
  if (older.length === 0) return cookies;
  const pairs = cookies.split(/;\s*/).map((pair) => {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    const value = COOKIE.test(name) ? decode(pair.slice(at + 1)) : null;
    const dot = value?.lastIndexOf(".") ?? -1;
    if (value === null || dot < 1) return pair;
    const [signed, signature] = [value.slice(0, dot), value.slice(dot + 1)];
    if (!older.some((secret) => isSame(sign(signed, secret), signature))) return pair;
    return `${name}=${encodeURIComponent(`${signed}.${sign(signed, newest)}`)}`;
  });
  return pairs.join("; ");
}

function sign(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64");
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
