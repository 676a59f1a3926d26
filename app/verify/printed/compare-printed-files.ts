import { comparePlaces, type Pair } from "./compare-places.ts";
import { type Edit, editScript } from "./edit-script.ts";
import { isReadable, type PageText, restOfWords, rowOf, stretchOf, textOfPage } from "./page-text.ts";
import type { Glyph, PrintedAnnotation, PrintedFile, PrintedPage, UnreadReason } from "./printed-page.ts";
import {
  findRecoding,
  isRecoded,
  otherFigures,
  type PlacedPage,
  pairByPlace,
  type Recoding,
} from "./recoded-letters.ts";

/** A difference between the issued pages and those of a file. `page` counts from 1 in that file. */
export type PrintedChange =
  /** `row` is what is printed in the same line. An empty value is a text of one file alone. */
  | { kind: "figure" | "text"; page: number; row: string; issued: string; found: string }
  /** Equal, but in another place or size, or without color. */
  | { kind: "moved" | "hidden"; page: number; row: string; issued: string }
  | { kind: "other_text" | "page_added"; page: number }
  /** `page` counts in the issued file. */
  | { kind: "page_removed"; page: number }
  | { kind: "annotation"; page: number; subtype: string; text: string }
  | { kind: "layer"; name: string }
  | { kind: "scripts" };

export interface ComparedPages {
  kind: "compared";
  /** Counts of pages. */
  issuedPages: number;
  foundPages: number;
  /** Figures that are printed as issued: count of numbers and words with digits. */
  figures: number;
  changes: PrintedChange[];
  /** Pages whose text can't be read, such as pictures of pages. */
  unreadPages: number[];
  /** Pages whose figures are as issued, and whose words have other codes. */
  recodedPages: number[];
  /** Whether the drawing instructions, fonts and pictures of all pages are the issued ones. */
  isDrawnAsIssued: boolean;
}

export type PrintedDifference = ComparedPages | { kind: "unread"; reason: UnreadReason | "no_text" };

/**
 * `saved_again`: no page draws anything else. `same_text`: drawn in another way, so pictures could hide a figure.
 * `same_figures`: as before, and the words could not be compared.
 */
export type PrintedConclusion = "saved_again" | "same_text" | "same_figures" | "differs" | "unread";

export function concludePrinted(difference: PrintedDifference): PrintedConclusion {
  if (difference.kind === "unread") return "unread";
  const { changes, recodedPages, unreadPages, isDrawnAsIssued } = difference;
  if (changes.length > 0) return "differs";
  if (unreadPages.length > 0) return "unread";
  if (recodedPages.length > 0) return "same_figures";
  return isDrawnAsIssued ? "saved_again" : "same_text";
}

/** More differences make a page another text. */
const MOST_EDITS = 600;
const MOST_CHANGED = 0.3;

/** Compares what two files print: texts of each page in their order, with their places, then what else is drawn. */
export function comparePrintedFiles(issued: PrintedFile, found: PrintedFile): PrintedDifference {
  const [before, after] = [issued.pages.map(readPage), found.pages.map(readPage)];
  if (after.every(({ isReadable }) => !isReadable)) return { kind: "unread", reason: "no_text" };
  const result: ComparedPages = {
    kind: "compared",
    issuedPages: before.length,
    foundPages: after.length,
    figures: 0,
    changes: [],
    unreadPages: [],
    recodedPages: [],
    isDrawnAsIssued: before.length === after.length,
  };
  const aligned = alignPages(before, after);
  const placed = aligned.map(([one, other]) => placePage(before, after, one, other));
  const recoding = findRecoding(placed);
  for (const [index, [one, other]] of aligned.entries()) {
    const place = placed[index] ?? null;
    if (other === null) result.changes.push({ kind: "page_removed", page: one! + 1 });
    else if (one === null) result.changes.push({ kind: "page_added", page: other + 1 });
    else {
      const compared: ComparedPage = { issued: before[one]!, found: after[other]!, page: other + 1, result };
      if (recoding && place && isRecoded(place)) compareRecoded(compared, place, recoding);
      else compareWords(compared);
      compareDrawing(compared);
    }
  }
  const layers = found.layers.filter((name) => !issued.layers.includes(name));
  result.changes.push(...layers.map((name) => ({ kind: "layer" as const, name })));
  if (found.hasScripts && !issued.hasScripts) result.changes.push({ kind: "scripts" });
  return result;
}

interface ReadPage {
  page: PrintedPage;
  text: PageText;
  isReadable: boolean;
}

function readPage(page: PrintedPage): ReadPage {
  const text = textOfPage(page.glyphs);
  return { page, text, isReadable: isReadable(text) };
}

/** Which page is compared with which. Equal pages first; the rest by their order between these. */
function alignPages(before: ReadPage[], after: ReadPage[]): [issued: number | null, found: number | null][] {
  const keys = (pages: ReadPage[]) => pages.map(({ text }) => text.chars.join(""));
  const edits = before.length === after.length ? [] : editScript(keys(before), keys(after), 2 * MOST_EDITS);
  const all: Edit = { before: [0, before.length], after: [0, after.length] };
  const aligned: [number | null, number | null][] = [];
  let [one, other] = [0, 0];
  const pairUp = (toOne: number, toOther: number) => {
    while (one < toOne || other < toOther) aligned.push([one < toOne ? one++ : null, other < toOther ? other++ : null]);
  };
  for (const edit of edits ?? [all]) {
    pairUp(edit.before[0], edit.after[0]);
    pairUp(edit.before[1], edit.after[1]);
  }
  pairUp(before.length, after.length);
  return aligned;
}

interface ComparedPage {
  issued: ReadPage;
  found: ReadPage;
  page: number;
  result: ComparedPages;
}

function compareDrawing({ issued, found, page, result }: ComparedPage): void {
  const isSameDrawing = issued.page.drawing !== null && issued.page.drawing === found.page.drawing;
  const isSameSheet = issued.page.width === found.page.width && issued.page.height === found.page.height;
  const annotations = compareAnnotations(issued.page.annotations, found.page.annotations);
  if (!isSameDrawing || !isSameSheet || annotations.areFewer) result.isDrawnAsIssued = false;
  const added = annotations.added.map(({ subtype, text }) => ({ kind: "annotation" as const, page, subtype, text }));
  result.changes.push(...added);
}

function compareWords({ issued, found, page, result }: ComparedPage): void {
  if (!found.isReadable && issued.text.chars.length > 0) result.unreadPages.push(page);
  else compareTexts(issued.text, found.text, page, result);
}

/** Compares what is a figure on either page, by its place. */
function compareRecoded({ issued, found, page, result }: ComparedPage, place: PlacedPage, recoding: Recoding): void {
  result.recodedPages.push(page);
  const others = otherFigures(place, recoding);
  const seen = new Set<string>();
  for (const [before, after] of others) {
    const values = { issued: wordOf(issued.text, before), found: wordOf(found.text, after) };
    const row = before ? rowAt(issued.text, before) : rowAt(found.text, after!);
    const key = JSON.stringify([row, values]);
    if (!seen.has(key)) result.changes.push({ kind: "figure", page, row, ...values });
    seen.add(key);
  }
  const { chars, glyphs, words } = issued.text;
  const changed = new Set(others.map(([before]) => before && words[glyphs.indexOf(before)]));
  const figures = chars.flatMap((char, at) => (/\d/.test(char) && !changed.has(words[at]!) ? words[at]! : []));
  result.figures += new Set(figures).size;
}

function wordOf(text: PageText, glyph: Glyph | null): string {
  const at = glyph === null ? -1 : text.glyphs.indexOf(glyph);
  if (at < 0) return "";
  const { left, right } = restOfWords(text, [at, at + 1]);
  return stretchOf(text, at - left, at + right + 1);
}

function rowAt(text: PageText, glyph: Glyph): string {
  const at = text.glyphs.indexOf(glyph);
  const { left, right } = restOfWords(text, [at, at + 1]);
  return rowOf(text, at - left, at + right + 1);
}

/** Null for a page of one file alone, or with characters at other places. */
function placePage(before: ReadPage[], after: ReadPage[], one: number | null, other: number | null): PlacedPage | null {
  if (one === null || other === null) return null;
  return pairByPlace(before[one]!.page.glyphs, after[other]!.page.glyphs);
}

function compareAnnotations(issued: PrintedAnnotation[], found: PrintedAnnotation[]) {
  const left = issued.map(({ key }) => key);
  const added = found.filter(({ key }) => {
    const at = left.indexOf(key);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { added, areFewer: left.length > 0 };
}

function compareTexts(issued: PageText, found: PageText, page: number, result: ComparedPages): void {
  const edits = editScript(issued.chars, found.chars, MOST_EDITS);
  const unmatched = edits?.reduce((sum, { before: [from, to] }) => sum + to - from, 0) ?? 0;
  if (edits === null || unmatched > MOST_CHANGED * issued.chars.length) {
    result.changes.push({ kind: "other_text", page });
    return;
  }
  const changed = widenEdits(edits, issued, found);
  for (const { before, after } of changed) {
    const values = { issued: stretchOf(issued, ...before), found: stretchOf(found, ...after) };
    const kind = /\d/.test(values.issued + values.found) ? "figure" : "text";
    const row = before[0] < before[1] ? rowOf(issued, ...before) : rowOf(found, ...after);
    result.changes.push({ kind, page, row, ...values });
  }
  // What is next to a changed figure moves with it.
  const pairs = pairsBetween(changed, issued.chars.length);
  const { moved, hidden } = comparePlaces(issued, found, pairs);
  result.changes.push(...wordsAt(issued, moved).map((word) => ({ kind: "moved" as const, page, ...word })));
  result.changes.push(...wordsAt(issued, hidden).map((word) => ({ kind: "hidden" as const, page, ...word })));
  result.figures += new Set(pairs.filter(([at]) => /\d/.test(issued.chars[at]!)).map(([at]) => issued.words[at])).size;
}

/** Edits of whole figures and words, without overlaps. */
function widenEdits(edits: Edit[], issued: PageText, found: PageText): Edit[] {
  const wide: Edit[] = [];
  edits.forEach(({ before, after }, index) => {
    const room = {
      left: before[0] - (edits[index - 1]?.before[1] ?? 0),
      right: (edits[index + 1]?.before[0] ?? issued.chars.length) - before[1],
    };
    const [mine, other] = [restOfWords(issued, before), restOfWords(found, after)];
    const [left, right] = (["left", "right"] as const).map((side) =>
      Math.min(room[side], Math.max(mine[side], other[side])),
    ) as [number, number];
    const edit: Edit = { before: [before[0] - left, before[1] + right], after: [after[0] - left, after[1] + right] };
    const last = wide.at(-1);
    const isOfOneWord =
      last && (last.before[1] > edit.before[0] || (left === room.left && Math.max(mine.left, other.left) > 0));
    if (isOfOneWord)
      Object.assign(last, { before: [last.before[0], edit.before[1]], after: [last.after[0], edit.after[1]] });
    else wide.push(edit);
  });
  return wide;
}

function pairsBetween(edits: Edit[], length: number): Pair[] {
  const pairs: Pair[] = [];
  let [one, other] = [0, 0];
  const until = (end: number) => {
    while (one < end) pairs.push([one++, other++]);
  };
  for (const { before, after } of edits) {
    until(before[0]);
    [one, other] = [before[1], after[1]];
  }
  until(length);
  return pairs;
}

/** The words of characters, each once. */
function wordsAt(text: PageText, places: number[]): { row: string; issued: string }[] {
  const first = new Map(places.toReversed().map((at) => [text.words[at]!, at]));
  return [...first.values()].toReversed().map((at) => {
    const { left, right } = restOfWords(text, [at, at + 1]);
    return { row: rowOf(text, at - left, at + right + 1), issued: stretchOf(text, at - left, at + right + 1) };
  });
}
