/** Words that readers have to decode, and what to write (the guide is in CONTRIBUTING.md, "Words"). */
export interface Phrase {
  avoid: RegExp;
  write: string;
}

const phrase = (avoid: string, write: string): Phrase => ({ avoid: new RegExp(`\\b(?:${avoid})\\b`, "i"), write });

export const ENGLISH: readonly Phrase[] = [
  phrase("whoever|whom|those who may|who may not", "“anyone who”, or the role"),
  phrase("nobody|somebody", "“no one”, “someone”, or the role"),
  phrase("beside", "“next to”, “along with” or “besides”"),
  phrase("anew", "“again”"),
  phrase("of before", "“older” or “earlier”"),
  phrase("by now", "“now”"),
  phrase("by (?:itself|themselves)", "“automatically”, “on its own” or “alone”"),
  phrase("stands?", "“is”, “remains” or “is shown”"),
  phrase("standing", "“status”"),
  phrase("says|tells|(?:is|are|was|were|be) told(?! apart)", "“shows”, “states”, “reports” or “explains”"),
  phrase("hand(?:s|ed|ing)? in", "“submit”"),
  phrase("tak(?:e|es|en|ing) back|took back", "“undo” or “withdraw”"),
  phrase("put(?:s|ting)? away", "“discard” or “archive”"),
  phrase("call(?:s|ed|ing)? off", "“cancel”"),
  phrase("state (?:the|it)", "“save”, “enter” or “give”"),
  phrase("tak(?:e|es|ing) it up", "“accept”"),
  phrase("so many", "“up to N”, or the number"),
  phrase("it is none|there (?:is|are) none that", "“is missing” or “doesn't exist”"),
  phrase("com(?:e|es|ing) about", "“is calculated” or “happens”"),
  phrase("what (?:it|they|this) comes? to", "“total”"),
  phrase("faults?", "“error”"),
  phrase("meanwhile", "“in the meantime”, or nothing"),
  phrase("by hand", "“manually”"),
  phrase("cells? missing", "“months missing”"),
  phrase("(?:kept|reported) apart", "“reported separately”"),
  phrase("for ever", "“permanently”"),
];

const HAN = "[\\u3400-\\u9fff]";
const WIDE = "[，。；：！？、（）“”《》【】]";
const han = (avoid: string, write: string): Phrase => ({ avoid: new RegExp(avoid), write });

/** How Chinese is set, and terms that have one form. */
export const CHINESE: readonly Phrase[] = [
  han(`${HAN}[,;:!?]${HAN}`, "full-width punctuation between Chinese characters"),
  han(`${HAN}\\(|\\)${HAN}`, "full-width brackets next to Chinese characters"),
  han(`${WIDE} +${HAN}|${HAN} +${WIDE}`, "no blank next to a full-width mark"),
  han("范围 ?[123１２３]", "范围一, 范围二, 范围三"),
];

/** Longest sentence of a message, in words: in the interface, and in what is printed. */
export const SENTENCE_WORDS = { interface: 20, document: 25 };

/** In words; an inserted value counts as one, and the usage of a command is no sentence. */
export function longestSentence(text: string): number {
  const sentences = text.replaceAll(/^Usage: .*$/gm, "").split(/[.!?](?=\s|$)|\n/);
  return Math.max(...sentences.map((sentence) => sentence.match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0));
}
