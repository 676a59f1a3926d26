const CHINESE = /[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

/** Whether a text holds Chinese: its letters are drawn by a Chinese face, and its lines are justified. */
export function isChinese(text: string): boolean {
  return CHINESE.test(text);
}

/** Whether a text is Japanese: no other writing has kana. */
export function hasKana(text: string): boolean {
  return /[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]/.test(text);
}

/** Scripts with faces of their own; in the first three, the shape of a letter depends on its neighbours. */
export type OtherScript = "arabic" | "devanagari" | "thai" | "hangul";

/** The writing to which a character belongs, if it is one of these. */
export function otherScriptOf(codePoint: number): OtherScript | null {
  if (codePoint < 0x600) return null;
  return RANGES.find(([, first, last]) => codePoint >= first && codePoint <= last)?.[0] ?? null;
}

const RANGES: [OtherScript, number, number][] = [
  ["arabic", 0x600, 0x6ff],
  ["arabic", 0x750, 0x77f],
  ["arabic", 0x870, 0x8ff],
  ["arabic", 0xfb50, 0xfdff],
  ["arabic", 0xfe70, 0xfeff],
  ["devanagari", 0x900, 0x97f],
  ["devanagari", 0xa8e0, 0xa8ff],
  ["thai", 0xe00, 0xe7f],
  ["hangul", 0x3131, 0x318e],
  ["hangul", 0xac00, 0xd7a3],
];

/** Whether a text holds letters that run from right to left. */
export function isRightToLeft(text: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text);
}
