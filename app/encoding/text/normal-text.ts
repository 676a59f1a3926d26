/** Longer than any text that is compared or stored as a whole. */
const MOST_CHARACTERS = 20_000;

/**
 * More marks on one letter than any script uses. Unicode treats more than thirty in a row as an attack (UAX #15, 13).
 */
const PILE = /\p{M}{31}/u;

/**
 * Whether one letter has more marks than any script uses. Reordering marks takes quadratic time, so this is checked
 * before normalization.
 */
export function hasMarkPile(text: string): boolean {
  return PILE.test(text);
}

/**
 * Normalizes a text: `NFC` for storage, `NFKC` for comparison. Texts that no form accepts (very long, or with a pile of
 * marks) are unchanged, so that the time is always linear.
 */
export function normalText(text: string, form: "NFC" | "NFKC" | "NFD"): string {
  return text.length > MOST_CHARACTERS || hasMarkPile(text) ? text : text.normalize(form);
}
