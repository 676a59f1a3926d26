import { foldText, isOneEditApart, stem } from "../search-words.ts";

/** A Chinese character, or a word in Latin letters or digits. */
export interface Token {
  text: string;
  /** Pieces of the text that a comma, a dash, a space next to Chinese, or a preposition separates. */
  segment: number;
  /** Pieces that a word can't span. */
  block: number;
  /** In brackets. */
  isAside: boolean;
}

const PIECES = /\p{Script=Han}|[a-z0-9]+(?:\.[0-9]+)?|\s+-+\s+|[^\S\n]+|\n|\S/gu;
const HAN = /\p{Script=Han}/u;
const PREPOSITIONS = new Set([
  "for",
  "of",
  "at",
  "in",
  "with",
  "by",
  "from",
  "via",
  "on",
  "to",
  "into",
  "fuer",
  "fur",
  "para",
  "de",
]);
const MOST_CHARACTERS = 300;

/** Text without upper case, accents, full-width forms and hyphens in codes: `Ｒ-410A` → `r410a`. */
export function plainText(text: string): string {
  return (
    foldText(text.slice(0, MOST_CHARACTERS))
      .replaceAll("ı", "i")
      .replaceAll("ß", "ss")
      .replaceAll("đ", "d")
      // pattern: at most 300 characters, what is looked at of a line.
      .replace(/\b(r|hfc|hcfc|cfc|pfc|halon)[ -]?(\d{2,4}[a-z]{0,3})\b/gu, "$1$2")
      // pattern: at most 300 characters, what is looked at of a line.
      .replace(/\br(\d{3})[ -]([abcf])\b/gu, "r$1$2")
  );
}

export function cutTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let [segment, block, depth] = [0, 0, 0];
  let hasSpace = false;
  for (const [piece] of plainText(text).matchAll(PIECES)) {
    if (/^\s+$/u.test(piece)) {
      hasSpace = true;
      continue;
    }
    if (/^[\p{Script=Han}a-z0-9]/u.test(piece)) {
      const before = tokens.at(-1);
      const isHan = /\p{Script=Han}/u.test(piece);
      const isNext = before !== undefined && before.block === block;
      if (isNext && hasSpace && /\p{Script=Han}/u.test(before.text)) segment += 1;
      hasSpace = false;
      if (PREPOSITIONS.has(piece)) {
        segment += 1;
        continue;
      }
      tokens.push({ text: isHan ? piece : stem(piece), segment, block, isAside: depth > 0 });
      continue;
    }
    if (/^[([【［{]$/u.test(piece)) depth += 1;
    else if (/^[)\]】］}]$/u.test(piece)) depth = Math.max(0, depth - 1);
    else if (!/^(\s+-+\s+|[,;:，；：、/|+—–_~→·\n]|-)$/u.test(piece)) {
      hasSpace = false;
      continue;
    }
    const isHyphen = piece === "-" && /^[a-z0-9.]+$/u.test(tokens.at(-1)?.text ?? "");
    if (!isHyphen) {
      segment += 1;
      block += 1;
    }
    hasSpace = false;
  }
  return tokens;
}

export interface Found<Value> {
  value: Value;
  start: number;
  /** After the last token. */
  end: number;
  /** The word as listed. */
  word: string;
  segment: number;
  isAside: boolean;
  isSpelling: boolean;
}

interface Term<Value> {
  tokens: readonly string[];
  word: string;
  value: Value;
}

export interface Terms<Value> {
  byFirst: Map<string, Term<Value>[]>;
  /** Single words of at least six letters, for misspellings, by first letter and length. */
  singles: Map<string, Term<Value>[]>;
}

export function buildTerms<Value>(entries: Iterable<readonly [word: string, value: Value]>): Terms<Value> {
  const byFirst = new Map<string, Term<Value>[]>();
  const singles = new Map<string, Term<Value>[]>();
  for (const [word, value] of entries) {
    const tokens = cutTokens(word).map(({ text }) => text);
    const first = tokens[0];
    if (first === undefined) continue;
    const term = { tokens, word, value };
    push(byFirst, first, term);
    if (tokens.length === 1 && /^[a-z]{6,}$/.test(first)) push(singles, String(first.length), term);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.tokens.length - a.tokens.length);
  return { byFirst, singles };
}

function push<Item>(map: Map<string, Item[]>, key: string, item: Item) {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

/** Every listed word in the text that no longer one contains. */
export function findTerms<Value>({ byFirst }: Terms<Value>, tokens: readonly Token[]): Found<Value>[] {
  const found: Found<Value>[] = [];
  let covered = 0;
  tokens.forEach((token, start) => {
    const term = byFirst.get(token.text)?.find((one) => isAt(one.tokens, tokens, start));
    if (!term) return;
    const end = start + term.tokens.length;
    if (end <= covered) return;
    covered = end;
    found.push(toFound(term, tokens, start, false));
  });
  return found;
}

function isAt(words: readonly string[], tokens: readonly Token[], start: number): boolean {
  const { block } = tokens[start]!;
  return words.every((word, at) => {
    const token = tokens[start + at];
    if (token?.text !== word || token.block !== block) return false;
    const before = tokens[start + at - 1];
    return at === 0 || token.segment === before!.segment || !(HAN.test(word) && HAN.test(before!.text));
  });
}

function toFound<Value>(term: Term<Value>, tokens: readonly Token[], start: number, isSpelling: boolean): Found<Value> {
  const { segment, isAside } = tokens[start]!;
  const { value, word } = term;
  return { value, word, start, end: start + term.tokens.length, segment, isAside, isSpelling };
}

/** Words of at least six letters that are one typing error from a listed one. */
export function findMisspelt<Value>({ singles }: Terms<Value>, tokens: readonly Token[]): Found<Value>[] {
  return tokens.flatMap((token, start) => {
    if (!/^[a-z]{6,}$/.test(token.text)) return [];
    const near = [-1, 0, 1].flatMap((by) => singles.get(String(token.text.length + by)) ?? []);
    const term = near.find(({ tokens: [word] }) => word![0] === token.text[0] && isOneEditApart(word!, token.text));
    return term ? [toFound(term, tokens, start, true)] : [];
  });
}
