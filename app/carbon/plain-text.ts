// Control and bidirectional characters: a page and a PDF could show different text. Half a surrogate pair is no text.
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\p{Surrogate}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Whether a text reads the same everywhere: it holds no invisible control or direction character. */
export function isPlainText(text: string): boolean {
  return !FORBIDDEN.test(text);
}
