import { UUID } from "#app/encoding/uuid.ts";

/** A possible email address: its parts contain none of these characters. */
const WORD = /[^\s"'<>()[\]{}=,;:/\\]+/g;
const RUN = /[A-Za-z0-9_-]{20,}/g;

/** The length of 256 bits in base64url, the format of tokens in links. */
const LINK_TOKEN = 43;

/** Looks random: digits among letters of both cases, or 256 bits in hexadecimal. */
function isToken(run: string): boolean {
  if (UUID.test(run)) return false;
  if (/^[0-9a-f]{64,}$/i.test(run)) return true;
  if (run.length >= LINK_TOKEN) return true;
  return /[0-9]/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run);
}

function isMail(word: string): boolean {
  const at = word.indexOf("@", 1);
  return at > 0 && at < word.length - 1;
}

/**
 * Removes the secrets of the settings, email addresses and anything in the format of a token. This is a second line of
 * defence, because error messages of libraries may contain them.
 *
 * @param secrets exact texts to remove
 */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) if (safe.includes(secret)) safe = safe.replaceAll(secret, "[secret]");
  if (safe.includes("@")) safe = safe.replace(WORD, (word) => (isMail(word) ? "[mail]" : word));
  return safe.replace(RUN, (run) => (isToken(run) ? "[token]" : run));
}
