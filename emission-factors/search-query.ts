/** Reads search terms from user input. Pure. */

import { parseUnit, UNIT_CODES, type UnitCode } from "#app/carbon/unit/unit.ts";
import { UNIT_ALIASES, UNIT_PREFIXES } from "#app/carbon/unit/unit-alias.ts";
import { EMPTY_WORDS, OTHER_THINGS } from "./search-stop-words.ts";
import { cutText, foldText, hasHan, latinWords, type TextPiece } from "./search-words.ts";
import { KNOWN_WORDS, synonymsOf } from "./synonyms.ts";

/** How an alternative relates to the typed text. */
export type MatchKind = "word" | "synonym" | "beginning";

/** One way to write a term: adjacent words, one joined code, or Chinese text. */
export interface Alternative {
  kind: MatchKind;
  /** For display. */
  text: string;
  words: string[];
  han: string | null;
}

export interface Term {
  /** As typed, folded. */
  text: string;
  alternatives: Alternative[];
  /** The unit that the term names. */
  unit: UnitCode | null;
  /** Four digits that may be a year. */
  year: string | null;
}

/** Phrases with synonyms by their first word, longest first, in the word forms of names. */
const PHRASES = new Map<string, { words: string[]; text: string }[]>();
for (const text of [...KNOWN_WORDS, ...UNIT_CODES.flatMap((code) => UNIT_ALIASES[code])]) {
  const words = latinWords(text);
  if (hasHan(text) || words.length < 2) continue;
  PHRASES.set(words[0]!, [...(PHRASES.get(words[0]!) ?? []), { words, text }]);
}
for (const list of PHRASES.values()) list.sort((a, b) => b.words.length - a.words.length);

/** Words with synonyms: the form in names → the form in the list of synonyms. */
const STEMMED = new Map<string, string>();
for (const text of KNOWN_WORDS) {
  const words = latinWords(text);
  if (!hasHan(text) && words.length === 1 && !STEMMED.has(words[0]!)) STEMMED.set(words[0]!, text);
}

/** Chinese units of two or more characters, also with a prefix such as 万. */
const HAN_UNITS = UNIT_CODES.flatMap((code) => UNIT_ALIASES[code])
  .filter((alias) => /^\p{Script=Han}+$/u.test(alias))
  .flatMap((alias) => [
    alias,
    ...UNIT_PREFIXES.filter(([prefix]) => hasHan(prefix)).map(([prefix]) => `${prefix}${alias}`),
  ])
  .filter((alias) => alias.length > 1);

const HAN_WORDS = new Set([...KNOWN_WORDS, ...OTHER_THINGS, ...EMPTY_WORDS, ...HAN_UNITS].filter(hasHan));
const LONGEST_HAN = Math.max(...[...HAN_WORDS].map((word) => word.length));
const EMPTY = new Set(EMPTY_WORDS);

/** Fuel grades do not change the factor: `0#柴油`, `92号 汽油`, `-10# diesel`, `国六柴油`. */
// pattern: at most 1,000 characters, what is looked at of a query.
const GRADE_AFTER = /(?<=汽油|柴油|diesel|petrol|gasoline)\s*[-−]?\d{1,3}\s*(?:#|号)/giu;
// pattern: at most 1,000 characters, what is looked at of a query.
const GRADE = /(?:[-−]?\d{1,3}\s*(?:#|号)|国[四五六ⅳⅴⅵ])\s*(?=\p{Script=Han}|diesel|petrol|gasoline)/giu;

/** The terms of a query in order. Words without meaning are left out if others remain. */
export function readQuery(query: string): Term[] {
  const folded = foldText(query.slice(0, 400)).replace(GRADE, " ").replace(GRADE_AFTER, " ");
  const terms = withUnits(folded);
  const telling = terms.filter(({ text }) => !EMPTY.has(text));
  return telling.length > 0 ? telling : terms;
}

/** Takes multi-word units (`t.km`, `万 kWh`) as a whole, at spaces. Other text is cut into words. */
function withUnits(folded: string): Term[] {
  const terms: Term[] = [];
  let rest: string[] = [];
  const flush = () => {
    terms.push(...cutTerms(rest.join(" ")));
    rest = [];
  };
  for (const chunk of folded.split(/[\s,，、;；|]+/)) {
    const unit = /[.\d^]|\p{Script=Han}[a-z]/u.test(chunk) ? parseUnit(chunk) : null;
    if (unit?.ok) {
      flush();
      terms.push(unitTerm(chunk, unit.code));
    } else rest.push(chunk);
  }
  flush();
  return terms;
}

function cutTerms(text: string): Term[] {
  const terms: Term[] = [];
  let latin: LatinPiece[] = [];
  const flush = () => {
    terms.push(...cutLatin(latin));
    latin = [];
  };
  for (const piece of cutText(text)) {
    if ("han" in piece) {
      flush();
      terms.push(...cutHan(piece.han).map(toTerm));
    } else latin.push(piece);
  }
  flush();
  return terms;
}

type LatinPiece = Exclude<TextPiece, { han: string }>;

/** A known phrase is one term, longest first. Every other word is a term of its own. */
function cutLatin(pieces: LatinPiece[]): Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (at < pieces.length) {
    const phrase = phraseAt(pieces, at);
    if (phrase) {
      terms.push(toTerm(phrase.text));
      at += phrase.length;
    } else {
      terms.push(wordTerm(pieces[at]!));
      at += 1;
    }
  }
  return terms;
}

function phraseAt(pieces: { words: string[] }[], at: number): { text: string; length: number } | null {
  const words: string[] = [];
  const ends: number[] = [];
  for (let next = at; next < pieces.length && words.length < 5; next += 1) {
    words.push(...pieces[next]!.words);
    ends.push(words.length);
  }
  for (const phrase of PHRASES.get(words[0] ?? "") ?? []) {
    const length = ends.indexOf(phrase.words.length);
    if (length >= 0 && phrase.words.every((word, index) => word === words[index])) {
      return { text: phrase.text, length: length + 1 };
    }
  }
  return null;
}

/** Cuts Chinese text so that as few characters as possible are unknown, in as few words as possible. */
export function cutHan(run: string): string[] {
  const best: { unknown: number; words: number; from: number; isKnown: boolean }[] = [
    { unknown: 0, words: 0, from: 0, isKnown: true },
  ];
  for (let end = 1; end <= run.length; end += 1) {
    const before = best[end - 1]!;
    let chosen = { unknown: before.unknown + 1, words: before.words + 1, from: end - 1, isKnown: false };
    for (let length = Math.min(end, LONGEST_HAN); length >= 1; length -= 1) {
      if (!HAN_WORDS.has(run.slice(end - length, end))) continue;
      // A single character counts as a word only on its own: 电 in 电话 is not a word.
      const unknown = best[end - length]!.unknown + (length === 1 && run.length > 1 ? 1 : 0);
      const words = best[end - length]!.words + 1;
      if (unknown < chosen.unknown || (unknown === chosen.unknown && words < chosen.words)) {
        chosen = { unknown, words, from: end - length, isKnown: length > 1 || run.length === 1 };
      }
    }
    best.push(chosen);
  }
  const words: string[] = [];
  let isOpen = false;
  for (let end = run.length; end > 0; end = best[end]!.from) {
    const { from, isKnown } = best[end]!;
    const text = run.slice(from, end);
    // Adjacent unknown characters form one word.
    if (!isKnown && isOpen) words[0] = text + words[0];
    else words.unshift(text);
    isOpen = !isKnown;
  }
  return words;
}

/** A term with its synonyms and unit, or Chinese text. */
function toTerm(text: string): Term {
  const unit = parseUnit(text);
  const own = alternativeOf(text, "word");
  const others = OTHER_SET.has(text) ? [] : synonymsOf(text).filter((word) => word !== text);
  return {
    text,
    alternatives: [own, ...others.filter(isTelling).map((word) => alternativeOf(word, "synonym"))],
    unit: unit.ok && !OTHER_SET.has(text) ? unit.code : null,
    year: null,
  };
}

const OTHER_SET = new Set(OTHER_THINGS);

function wordTerm({ words, others }: LatinPiece): Term {
  const text = words.join("-");
  const known = STEMMED.get(words.length === 1 ? words[0]! : (others[0] ?? ""));
  const term = known === undefined ? null : toTerm(known);
  const unit = words.length === 1 ? parseUnit(text) : null;
  const own: Alternative[] = [{ kind: "word", text, words, han: null }];
  // The joined form of a hyphenated word. The parts of a code alone could be any number.
  if (words.length > 1) own.push(...others.map((joined) => alternativeOf(joined, "word")));
  return {
    text,
    alternatives: [
      ...own,
      ...gasSpellings(text).map((other) => alternativeOf(other, "synonym")),
      ...(term?.alternatives.filter(({ kind }) => kind === "synonym") ?? []),
    ],
    unit: term?.unit ?? (unit?.ok ? unit.code : null),
    year: /^(19|20)\d\d$/.test(text) ? text : null,
  };
}

function unitTerm(text: string, unit: UnitCode): Term {
  return { text, alternatives: [alternativeOf(text, "word")], unit, year: null };
}

/** R134a is HFC-134a and R22 is HCFC-22: the number is the same (ISO 817). */
function gasSpellings(word: string): string[] {
  const number = /^r(\d{2,4}[a-z]{0,3})$/.exec(word)?.[1];
  return number === undefined ? [] : [`hfc${number}`, `hcfc${number}`, `cfc${number}`];
}

export function alternativeOf(text: string, kind: MatchKind): Alternative {
  if (hasHan(text)) return { kind, text, words: [], han: text };
  return { kind, text, words: latinWords(text), han: null };
}

/** A single Chinese character is part of too many other words (铁 in 铁路) to be used as a synonym. */
function isTelling(word: string): boolean {
  return word.length > 1;
}
