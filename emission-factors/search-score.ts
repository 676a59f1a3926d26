/** Scores one term for all factors. Pure. */
import {
  type FactorIndex,
  FIELD,
  factorOf,
  fieldsOf,
  type IndexedFactor,
  NOTHING,
  postingsOf,
} from "./search-index.ts";
import { type Alternative, type MatchKind, readQuery, type Term } from "./search-query.ts";
import { gramsOf, hasHan, isOneEditApart } from "./search-words.ts";

/** Weight by position, in hundredths. A segment of the name that equals the word is the closest match. */
const PLACE = { wholeSegment: 1200, atEdge: 1000, inName: 900, other: 400, inside: 250 } as const;

/** Weight by kind of match, in percent: the typed word, a synonym, a word that starts with it. */
const SHARE: Record<MatchKind, number> = { word: 100, synonym: 85, beginning: 60 };
/** Weight of a word that starts with the typed text but is not the most frequent one. */
const RARER_BEGINNING = 50;
/** Weight of a corrected word, in percent. */
const CORRECTED = 60;

/** If more words start with the typed text, the text is too short. */
const BEGINNINGS = 60;
const SHORTEST_BEGINNING = 2;
/** Shorter words are too often one letter away from another word. */
const SHORTEST_MISSPELLING = 5;

export interface TermScores {
  term: Term;
  /** By factor of the index. 0 if it does not contain the term. */
  scores: Uint16Array;
  /** Number of factors that contain it. */
  count: number;
  /** The corrected word, if no factor contains the typed one. */
  corrected: string | null;
}

/** Whether a word can be a prefix: always for the word being typed, otherwise only if no factor contains the word. */
export type Beginnings = "always" | "needed" | "never";

/** Looks up a term as typed and by synonyms, then as a prefix, then with one typing error. */
export function scoreTerm(index: FactorIndex, term: Term, allowed: Beginnings): TermScores {
  const scores = new Uint16Array(index.factors.length);
  let count = addAlternatives(index, term.alternatives, scores, 100);
  let corrected: string | null = null;
  const beginnings = allowed === "always" || (allowed === "needed" && count === 0) ? beginningsOf(index, term) : [];
  beginnings.forEach((beginning, rank) => {
    count += addAlternatives(index, [beginning], scores, rank === 0 ? 100 : (100 * RARER_BEGINNING) / SHARE.beginning);
  });
  if (count === 0) {
    corrected = spellingOf(index, term);
    const meant = corrected === null ? [] : readQuery(corrected).flatMap(({ alternatives }) => alternatives);
    count += addAlternatives(index, meant, scores, CORRECTED);
  }
  return { term, scores, count, corrected };
}

function addAlternatives(
  index: FactorIndex,
  alternatives: readonly Alternative[],
  scores: Uint16Array,
  share: number,
): number {
  let added = 0;
  for (const alternative of alternatives) {
    eachMatch(index, alternative, (at, place) => {
      // For a prefix, the rest of the word is unknown, so a whole segment is not a closer match.
      const worth = alternative.kind === "beginning" ? Math.min(place, PLACE.inName) : place;
      const score = Math.round((worth * SHARE[alternative.kind] * share) / 10_000);
      if (scores[at] === 0) added += 1;
      if (score > scores[at]!) scores[at] = score;
    });
  }
  return added;
}

/** Calls back for each factor that contains the alternative, with the weight of its position. */
function eachMatch(index: FactorIndex, alternative: Alternative, found: (at: number, place: number) => void): void {
  if (alternative.han !== null) {
    for (const at of candidatesOf(index, gramsToFind(alternative.han))) {
      const place = placeOfHan(index.factors[at]!, alternative.han);
      if (place > 0) found(at, place);
    }
    return;
  }
  const [first, ...more] = alternative.words;
  if (first === undefined) return;
  if (more.length === 0) {
    for (const posting of postingsOf(index, first)) found(factorOf(posting), placeOfFields(fieldsOf(posting)));
    return;
  }
  const phrase = alternative.words.join(" ");
  for (const at of candidatesOf(index, alternative.words)) {
    const place = placeOfPhrase(index.factors[at]!, phrase);
    // Key and publisher contain the words of a phrase separately. For a synonym, that would be a guess.
    if (place > 0) found(at, place);
    else if (alternative.kind === "word") found(at, PLACE.inside);
  }
}

/** The weight of an alternative in one factor, or 0. Used for the displayed reasons of a match. */
export function placeIn(index: FactorIndex, at: number, alternative: Alternative): number {
  let worth = 0;
  if (alternative.han !== null) return placeOfHan(index.factors[at]!, alternative.han);
  if (alternative.words.length > 1) {
    worth = placeOfPhrase(index.factors[at]!, alternative.words.join(" "));
    if (worth > 0 || alternative.kind !== "word") return worth;
    return alternative.words.every((word) => has(postingsOf(index, word), at)) ? PLACE.inside : 0;
  }
  const list = postingsOf(index, alternative.words[0] ?? "");
  const place = locate(list, at);
  if (place >= 0) worth = placeOfFields(fieldsOf(list[place]!));
  return worth;
}

function placeOfFields(fields: number): number {
  if (fields & FIELD.wholeSegment) return PLACE.wholeSegment;
  return fields & (FIELD.nameEn | FIELD.nameZh) ? PLACE.inName : PLACE.other;
}

function placeOfPhrase({ textEn }: IndexedFactor, phrase: string): number {
  if (!textEn.includes(` ${phrase} `)) return 0;
  if (textEn.includes(`| ${phrase} |`)) return PLACE.wholeSegment;
  return textEn.includes(`| ${phrase} `) || textEn.includes(` ${phrase} |`) ? PLACE.atEdge : PLACE.inName;
}

function placeOfHan({ textZh, placeZh }: IndexedFactor, han: string): number {
  if (!textZh.includes(han)) return placeZh.includes(han) && han.length > 1 ? PLACE.other : 0;
  if (textZh.includes(`|${han}|`)) return PLACE.wholeSegment;
  // A single character is a word at the end of a name (烟煤) and rarely elsewhere.
  if (han.length === 1) return textZh.includes(`${han}|`) ? PLACE.other : 0;
  return textZh.includes(`|${han}`) || textZh.includes(`${han}|`) ? PLACE.atEdge : PLACE.inName;
}

function gramsToFind(han: string): string[] {
  return han.length === 1 ? [han] : gramsOf(han).filter((gram) => gram.length === 2);
}

/** Factors that contain all of the words, starting from the rarest word. */
function candidatesOf(index: FactorIndex, words: readonly string[]): number[] {
  const lists = words.map((word) => (hasHan(word) ? (index.postings.get(word) ?? NOTHING) : postingsOf(index, word)));
  lists.sort((a, b) => a.length - b.length);
  const [rarest = NOTHING, ...others] = lists;
  const factors: number[] = [];
  for (const posting of rarest) {
    const at = factorOf(posting);
    if (others.every((list) => has(list, at))) factors.push(at);
  }
  return factors;
}

function has(list: Uint32Array, at: number): boolean {
  return locate(list, at) >= 0;
}

function locate(list: Uint32Array, at: number): number {
  let [low, high] = [0, list.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = factorOf(list[middle]!);
    if (found === at) return middle;
    if (found < at) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function beginningsOf(index: FactorIndex, term: Term): Alternative[] {
  const typed = term.alternatives[0]!;
  const word = typed.words.at(-1) ?? "";
  if (typed.words.length !== 1 || word.length < SHORTEST_BEGINNING || !/^[a-z]/.test(word)) return [];
  const words: string[] = [];
  for (let at = lowerBound(index.vocabulary, word); at < index.vocabulary.length; at += 1) {
    const known = index.vocabulary[at]!;
    if (!known.startsWith(word) || words.length >= BEGINNINGS) break;
    if (known !== word) words.push(known);
  }
  words.sort((a, b) => postingsOf(index, b).length - postingsOf(index, a).length || (a < b ? -1 : 1));
  return words.map((text): Alternative => ({ kind: "beginning", text, words: [text], han: null }));
}

function lowerBound(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The probable correction, or null if no word is one error away. */
function spellingOf(index: FactorIndex, term: Term): string | null {
  const typed = term.alternatives[0]!;
  const word = typed.words[0] ?? "";
  if (typed.words.length !== 1 || word.length < SHORTEST_MISSPELLING || /\d/.test(word)) return null;
  const close = index.vocabulary.filter((known) => isOneEditApart(known, word));
  // The most frequent word is the most likely. The first letter is rarely wrong.
  const rank = (known: string) => (known[0] === word[0] ? 1_000_000 : 0) + postingsOf(index, known).length;
  close.sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
  return close[0] ?? null;
}
