/** The keys of accounts, newest first: the first signs and encrypts, all of them are believed. */
export type AccountSecrets = readonly [string, ...string[]];

const LEAST_LENGTH = 32;

/** @param text secrets with commas or line breaks between. @returns null where one is too short, or there is none */
export function parseAccountSecrets(text: string): AccountSecrets | null {
  const [newest, ...older] = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (newest === undefined || [newest, ...older].some((secret) => secret.length < LEAST_LENGTH)) return null;
  return [newest, ...older];
}
