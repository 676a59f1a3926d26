// Marks that turn the direction of what follows (Unicode Bidirectional Algorithm, UAX #9, 2.1 to 2.4), and line breaks of
// Unicode's own. No language of the product needs them; in a name they make other words of the sentence that names it.
const TURNING = /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** Whether a text reads in the order in which it is written. */
export function isPlainText(text: string): boolean {
  return !TURNING.test(text);
}
