/** Newest first. The first one signs and encrypts, and all of them are accepted. */
export type AccountSecrets = readonly [string, ...string[]];

const LEAST_LENGTH = 32;

/** @param text secrets separated by commas or line breaks. @returns null if one is too short or the list is empty */
export function parseAccountSecrets(text: string): AccountSecrets | null {
  const [newest, ...older] = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (newest === undefined || [newest, ...older].some((secret) => secret.length < LEAST_LENGTH)) return null;
  return [newest, ...older];
}
