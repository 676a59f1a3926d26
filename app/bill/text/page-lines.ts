import type { BillPage, Box, Place, TextRun } from "#app/bill/bill.ts";
import { MOST } from "#app/bill/bill-error.ts";
import { toHalfWidth } from "#app/number/half-width.ts";

/** A line of a page, left to right. Tabs separate what is far apart. */
export interface PageLine {
  page: number;
  text: string;
  /** For each character of the text, its horizontal extent. */
  spans: { from: number; to: number }[];
  box: Box;
}

/** A wider gap, in heights of the text, separates cells. */
const CELL_GAP = 1.2;
const WORD_GAP = 0.18;

/** The lines of a page from top to bottom, in half-width characters. */
export function linesOf(page: BillPage): PageLine[] {
  const rows: { middle: number; height: number; runs: TextRun[] }[] = [];
  const runs = page.runs.filter(({ text, box }) => text.trim() !== "" && box.height > 0);
  const ordered = runs.toSorted((a, b) => middleOf(a) - middleOf(b));
  for (const run of ordered) {
    const row = rows.at(-1);
    const height = Math.min(row?.height ?? 0, run.box.height);
    if (row && Math.abs(row.middle - middleOf(run)) < height * 0.5) row.runs.push(run);
    else rows.push({ middle: middleOf(run), height: run.box.height, runs: [run] });
  }
  return rows.map(({ runs: ofRow }) => joinRuns(page.number, ofRow));
}

function middleOf({ box }: TextRun): number {
  return box.y + box.height / 2;
}

function joinRuns(page: number, runs: TextRun[]): PageLine {
  const spans: PageLine["spans"] = [];
  let text = "";
  let end: number | null = null;
  for (const run of runs.toSorted((a, b) => a.box.x - b.box.x)) {
    const gap = end === null ? 0 : run.box.x - end;
    const { height } = run.box;
    if (text.length + run.text.length >= MOST.lineCharacters) break;
    if (end !== null && gap > height * WORD_GAP) {
      text += gap > height * CELL_GAP ? "\t" : " ";
      spans.push({ from: end, to: run.box.x });
    }
    for (const { character, from, to } of charactersOf(run)) {
      text += character;
      for (let unit = 0; unit < character.length; unit += 1) spans.push({ from, to });
    }
    end = run.box.x + run.box.width;
  }
  return { page, text, spans, box: boxAround(runs.map(({ box }) => box)) };
}

/** Characters with their extents, estimated from full and half width. */
function charactersOf({ text, box }: TextRun): { character: string; from: number; to: number }[] {
  const characters = [...text.replace(/[\t\r\n]/g, " ")];
  const total = characters.reduce((sum, character) => sum + widthOf(character), 0) || 1;
  let at = box.x;
  return characters.map((character) => {
    const from = at;
    at += (box.width * widthOf(character)) / total;
    return { character: toHalfWidth(character), from, to: at };
  });
}

function widthOf(character: string): number {
  return character.codePointAt(0)! > 0x2e7f ? 2 : 1;
}

export function boxAround(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The place of a part of a line. */
export function placeIn(line: PageLine, from: number, to: number): Place {
  const x = line.spans[from]?.from ?? line.box.x;
  const right = line.spans[Math.max(from, to - 1)]?.to ?? line.box.x + line.box.width;
  return {
    page: line.page,
    box: { x, y: line.box.y, width: Math.max(0, right - x), height: line.box.height },
    raw: line.text.slice(from, to).trim(),
  };
}
