import { type Face, type FaceRole, faceFor, isJapanese } from "#app/press/fonts/faces.ts";
import { RecentMap } from "#app/press/fonts/recent-map.ts";
import { hasKana, isChinese, isRightToLeft } from "#app/press/script.ts";
import { levelsOf, mirrored, visualOrder, withoutIsolates } from "./bidi.ts";
import type { TextStyle } from "./style.ts";
import { lettersOf, segmentsOf } from "./words.ts";

/** A stretch of text with its own style inside a paragraph or a cell. A newline in `text` begins a new line. */
export interface Span {
  text: string;
  style: TextStyle;
}

/** Text in one face and one style, as it is drawn. */
export interface Run {
  text: string;
  face: Face;
  style: TextStyle;
  width: number;
  /** Where it begins in its line, in points; absent where it follows the run before it. */
  at?: number;
  /** What is drawn for `text` where that is not the same: the other bracket, from right to left. */
  drawn?: string;
}

export interface Line {
  runs: Run[];
  /** Width in points without the space that ends a wrapped line. */
  width: number;
  /** True where a paragraph or a forced line ends; such a line is not justified. */
  isLast: boolean;
}

/** Marks that Chinese and Western text share; they take the face of the neighbour. */
const SHARED_MARK = /[‘’“”—…]/u;
/** Full-width marks whose right half is empty; at the end of a line that half may hang over. */
const HALF_EMPTY = /[、。，．：；！？）」』】》〉]$/u;

/** A stretch of one face, whatever its size. */
interface Piece {
  text: string;
  face: Face;
  /** In thousandths of an em. */
  em: number;
  /** Code points, for tracking. */
  length: number;
}

/** Most texts of a report come again: in its tables, in its other language, in the next report of the process. */
const shaped = new RecentMap<string, Piece[]>(20_000);

/** Splits a line into runs of one face; throws `MissingGlyph` for a character that no face can draw. */
export function splitRuns(spans: Span[]): Run[] {
  const prepared = prepare(spans);
  return makeLine(prepared, 0, joined(prepared).length, true).runs;
}

/** Decides for each span which shapes its ideographs take: that must not depend on where its lines are broken. */
function prepare(spans: Span[]): Span[] {
  if (!spans.some(({ text }) => hasKana(text))) return spans;
  return spans.map((span) =>
    isJapanese(span.text) ? { ...span, style: { ...span.style, isJapanese: true as const } } : span,
  );
}

function joined(spans: Span[]): string {
  return spans.length === 1 ? spans[0]!.text : spans.map(({ text }) => text).join("");
}

function runsOf(spans: Span[]): Run[] {
  const runs: Run[] = [];
  for (const { text, style } of spans) {
    for (const piece of shape(style, text)) {
      const width = (piece.em * style.size) / 1000 + (style.tracking ?? 0) * piece.length;
      const last = runs.at(-1);
      if (last && last.face === piece.face && last.style === style) {
        last.text += piece.text;
        last.width += width;
      } else runs.push({ text: piece.text, face: piece.face, style, width });
    }
  }
  return runs;
}

function shape({ role, isJapanese: asJapanese }: TextStyle, text: string): Piece[] {
  const key = `${role}${asJapanese ? "j" : ""}\u0000${text}`;
  const known = shaped.get(key);
  if (known) return known;
  const pieces: Piece[] = [];
  const characters = [...withoutIsolates(text)];
  characters.forEach((character, index) => {
    const face = faceForCharacter(characters, index, role, asJapanese);
    const last = pieces.at(-1);
    if (last?.face === face) {
      last.text += character;
      last.length += 1;
    } else pieces.push({ text: character, face, em: 0, length: 1 });
  });
  for (const piece of pieces) piece.em = piece.face.measure(piece.text);
  shaped.set(key, pieces);
  return pieces;
}

function faceForCharacter(characters: string[], index: number, role: FaceRole, asJapanese = false): Face {
  const character = characters[index] as string;
  if (character < "\u007f") return faceFor(role, character, "western");
  const beside = SHARED_MARK.test(character)
    ? `${characters[index - 1] ?? ""}${characters[index + 1] ?? ""}`
    : character;
  if (!isChinese(beside)) return faceFor(role, character, "western");
  return faceFor(role, character, asJapanese ? "japanese" : "chinese");
}

function widthOf(spans: Span[]): number {
  let width = 0;
  for (const run of runsOf(spans)) width += run.width;
  return width;
}

/** The width in points of a text on one line. */
export function measureText(text: string, style: TextStyle): number {
  return widthOf(prepare([{ text, style }]));
}

/**
 * Breaks spans into lines no wider than `width` points: at the opportunities of UAX #14, and inside a word only where
 * the word is wider than the line. A last line of one or two characters is avoided where another break allows it.
 */
export function breakLines(given: Span[], width: number): Line[] {
  const spans = prepare(given);
  const lines = fillLines(spans, width);
  const last = lines.at(-1);
  const size = spans.at(-1)?.style.size ?? 0;
  if (lines.length < 2 || !last || last.width > 2.4 * size) return lines;
  for (const narrower of [0.985, 0.97, 0.95, 0.92]) {
    const other = fillLines(spans, width * narrower);
    if (other.length > lines.length) break;
    if ((other.at(-1)?.width ?? 0) > 2.4 * size) return other;
  }
  return lines;
}

/**
 * The same for a text in two languages side by side: where they do not fit on one line, the second begins a line of its
 * own.
 */
export function breakLinesByLanguage(spans: Span[], width: number): Line[] {
  const isSeparator = ({ text, style }: Span, index: number) =>
    text === " " && !style.lang && spans[index - 1]?.style.lang !== spans[index + 1]?.style.lang;
  if (!spans.some(isSeparator)) return breakLines(spans, width);
  const tooWide = splitAtNewlines(spans).flatMap((line) => (widthOf(trimEnd(line)) > width ? line : []));
  const parted = spans.map((span, index) =>
    isSeparator(span, index) && tooWide.includes(span) ? { ...span, text: "\n" } : span,
  );
  return breakLines(parted, width);
}

function splitAtNewlines(spans: Span[]): Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    lines.at(-1)!.push(span);
    if (span.text.includes("\n")) lines.push([]);
  }
  return lines;
}

function fillLines(spans: Span[], width: number): Line[] {
  const text = spans.map((span) => span.text).join("");
  if (!text.includes("\n")) {
    const line = makeLine(spans, 0, text.length, true);
    if (line.width <= width) return [line];
  }
  const lines: Line[] = [];
  let start = 0;
  let end = 0;
  let filled = 0;
  const flush = (isLast: boolean) => {
    if (end > start || isLast) lines.push(makeLine(spans, start, end, isLast));
    start = end;
    filled = 0;
  };
  for (const { from, to, required } of segmentsOf(text)) {
    const advance = widthOf(cutSpans(spans, from, to));
    if (filled > 0 && filled + visibleWidth(spans, from, to) > width) flush(false);
    if (advance > width && visibleWidth(spans, from, to) > width) {
      for (const cut of hardBreaks(spans, from, to, width)) {
        end = cut;
        if (cut < to) flush(false);
      }
      filled = widthOf(cutSpans(spans, start, end));
    } else {
      end = to;
      filled += advance;
    }
    if (required) flush(true);
  }
  if (end > start || lines.length === 0) flush(true);
  return lines;
}

/** Width of a stretch at the end of a line: without its last space, and with half of a half-empty mark hanging. */
function visibleWidth(spans: Span[], from: number, to: number): number {
  const cut = trimEnd(cutSpans(spans, from, to));
  const tail = cut.at(-1);
  const hanging = tail && HALF_EMPTY.test(tail.text) ? tail.style.size / 2 : 0;
  return widthOf(cut) - hanging;
}

function hardBreaks(spans: Span[], from: number, to: number, width: number): number[] {
  const cuts: number[] = [];
  let filled = 0;
  let position = from;
  for (const span of cutSpans(spans, from, to)) {
    for (const character of lettersOf(span.text)) {
      const advance = widthOf([{ text: character, style: span.style }]);
      if (filled > 0 && filled + advance > width) {
        cuts.push(position);
        filled = 0;
      }
      filled += advance;
      position += character.length;
    }
  }
  return [...cuts, to];
}

function makeLine(spans: Span[], from: number, to: number, isLast: boolean): Line {
  const text = joined(spans);
  const cut = cutSpans(spans, from, to);
  const runs = isRightToLeft(text) ? placeRuns(cut, levelsOfCut(text, from, to)) : runsOf(cut);
  return { runs, width: widthOf(trimEnd(cutSpans(spans, from, to))), isLast };
}

/** As `cutSpans` cuts the text: without line ends. */
function levelsOfCut(text: string, from: number, to: number): number[] {
  const levels = [...levelsOf(text).subarray(from, to)];
  return levels.filter((_, index) => text[from + index] !== "\n");
}

/** The runs of a line with letters from right to left, each at its place; they stay in the order in which they are read. */
function placeRuns(cut: Span[], levels: readonly number[]): Run[] {
  const placed: { run: Run; level: number }[] = [];
  let offset = 0;
  for (const { text, style } of cut) {
    for (const { part, level } of stretches(text, levels.slice(offset, offset + text.length))) {
      const drawn = level % 2 === 1 && part.length === 1 ? mirrored(part) : part;
      for (const run of runsOf([{ text: drawn, style }])) {
        placed.push({ run: drawn === part ? run : { ...run, text: part, drawn }, level });
      }
    }
    offset += text.length;
  }
  for (let last = placed.length - 1; last >= 0 && placed[last]!.run.text.trim() === ""; last--) placed[last]!.level = 0;
  let at = 0;
  for (const index of visualOrder(placed.map(({ level }) => level))) {
    const { run } = placed[index]!;
    run.at = at;
    at += run.width;
  }
  return placed.map(({ run }) => run);
}

/** Parts of one level; from right to left, words and the characters between them are separate parts. */
function stretches(text: string, levels: readonly number[]): { part: string; level: number }[] {
  const found: { part: string; level: number }[] = [];
  let from = 0;
  for (let to = 1; to <= text.length; to++) {
    if (to < text.length && levels[to] === levels[from]) continue;
    const level = levels[from]!;
    const stretch = text.slice(from, to);
    const parts = level % 2 === 1 ? (stretch.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu) ?? []) : [stretch];
    for (const part of parts) found.push({ part, level });
    from = to;
  }
  return found;
}

function cutSpans(spans: Span[], from: number, to: number): Span[] {
  const cut: Span[] = [];
  let offset = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - offset), Math.max(0, to - offset)).replaceAll("\n", "");
    if (text) cut.push({ text, style: span.style });
    offset += span.text.length;
  }
  return cut;
}

function trimEnd(spans: Span[]): Span[] {
  const trimmed = [...spans];
  const last = trimmed.pop();
  if (!last) return trimmed;
  const text = last.text.trimEnd();
  return text ? [...trimmed, { text, style: last.style }] : trimEnd(trimmed);
}
