/** Longer than any text that is compared or kept in one piece. */
const MOST_CHARACTERS = 20_000;

/** More marks on one letter than any script writes; Unicode takes more than thirty in a row for an attack (UAX #15, 13). */
const PILE = /\p{M}{31}/u;

/**
 * Whether one letter carries more marks than any script writes. To order them takes time by their square, so that such a
 * text is told before it is normalised.
 */
export function hasMarkPile(text: string): boolean {
  return PILE.test(text);
}

/**
 * A text in its one way of writing: `NFC` for what is kept, `NFKC` for what is compared. What no form of ours takes (a
 * text of a book's length, a pile of marks) is left as it is, so that the work is linear whatever comes.
 */
export function normalText(text: string, form: "NFC" | "NFKC" | "NFD"): string {
  return text.length > MOST_CHARACTERS || hasMarkPile(text) ? text : text.normalize(form);
}
