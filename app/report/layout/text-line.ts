import LineBreaker from "linebreak";
import { type Face, type FaceRole, faceFor } from "../fonts/faces.ts";
import { RecentMap } from "../fonts/recent-map.ts";
import type { TextStyle } from "./style.ts";

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
}

export interface Line {
  runs: Run[];
  /** Width in points without the space that ends a wrapped line. */
  width: number;
  /** True where a paragraph or a forced line ends; such a line is not justified. */
  isLast: boolean;
}

const CHINESE = /[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
/** Marks that Chinese and Western text share; they take the face of the neighbour. */
const SHARED_MARK = /[‘’“”—…]/u;
/** Full-width marks whose right half is empty; at the end of a line that half may hang over. */
const HALF_EMPTY = /[、。，．：；！？）」』】》〉]$/u;

export function isChinese(text: string): boolean {
  return CHINESE.test(text);
}

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

/** Splits spans into runs of one face; throws `MissingGlyph` for a character that no face can draw. */
export function splitRuns(spans: Span[]): Run[] {
  const runs: Run[] = [];
  for (const { text, style } of spans) {
    for (const piece of shape(style.role, text)) {
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

function shape(role: FaceRole, text: string): Piece[] {
  const key = `${role}\u0000${text}`;
  const known = shaped.get(key);
  if (known) return known;
  const pieces: Piece[] = [];
  const characters = [...text];
  characters.forEach((character, index) => {
    const face = faceForCharacter(characters, index, role);
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

function faceForCharacter(characters: string[], index: number, role: FaceRole): Face {
  const character = characters[index] as string;
  if (character < "\u007f") return faceFor(role, character, false);
  const beside = SHARED_MARK.test(character)
    ? `${characters[index - 1] ?? ""}${characters[index + 1] ?? ""}`
    : character;
  return faceFor(role, character, isChinese(beside));
}

function widthOf(spans: Span[]): number {
  let width = 0;
  for (const run of splitRuns(spans)) width += run.width;
  return width;
}

/** The width in points of a text on one line. */
export function measureText(text: string, style: TextStyle): number {
  return widthOf([{ text, style }]);
}

/**
 * Breaks spans into lines no wider than `width` points: at the opportunities of UAX #14, and inside a word only where
 * the word is wider than the line. A last line of one or two characters is avoided where another break allows it.
 */
export function breakLines(spans: Span[], width: number): Line[] {
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
  for (const { from, to, required } of segments(text)) {
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

/** The stretches between break opportunities. */
function segments(text: string): { from: number; to: number; required: boolean }[] {
  const breaker = new LineBreaker(text);
  const found: { from: number; to: number; required: boolean }[] = [];
  let from = 0;
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    found.push({ from, to: next.position, required: next.required && text[next.position - 1] === "\n" });
    from = next.position;
  }
  return found;
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
    for (const character of span.text) {
      const advance = measureText(character, span.style);
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
  const runs = splitRuns(cutSpans(spans, from, to));
  return { runs, width: widthOf(trimEnd(cutSpans(spans, from, to))), isLast };
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
