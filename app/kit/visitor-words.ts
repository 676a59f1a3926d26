import type { Messages } from "#app/i18n/index.ts";

/** Texts that name the role that a reader lacks, or who can give it. */
const HINTS = new Set(["readOnly", "decideRole", "mayNotIssue", "unlockRole", "waitsForManager"]);

const known = new WeakMap<Messages, Messages>();

/** The messages for a visitor of the sample, who has no one to ask for a role and can get an account instead. */
export function visitorWords(messages: Messages): Messages {
  const ready = known.get(messages) ?? (withoutRoles(messages, messages.visit.hint) as Messages);
  known.set(messages, ready);
  return ready;
}

function withoutRoles(words: object, hint: string): object {
  if (Array.isArray(words)) return words;
  const entries = Object.entries(words).map(([key, word]) => {
    if (typeof word === "string") return [key, HINTS.has(key) ? hint : word];
    return [key, typeof word === "object" && word !== null ? withoutRoles(word, hint) : word];
  });
  return Object.fromEntries(entries);
}
