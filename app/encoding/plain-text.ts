// Characters that change the direction of the following text (Unicode Bidirectional Algorithm, UAX #9, 2.1 to 2.4), and
// Unicode line breaks. No language of the product needs them. In a name they change how the sentence around it reads.
const TURNING = /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** Whether a text is displayed in the order in which it is stored. */
export function isPlainText(text: string): boolean {
  return !TURNING.test(text);
}
