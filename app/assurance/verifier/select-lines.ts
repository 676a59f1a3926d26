import type { Filter } from "#app/kit/list/list-shape.ts";
import type { ListState, Place } from "#app/kit/list/list-state.ts";
import { sumTexts } from "#app/number/text-decimal.ts";
import { keyOf, LINES, type LineKey, type VerifierLine } from "./lines-list.ts";

export const LINES_PER_PAGE = 50;

type Asked = Pick<ListState<LineKey>, "typed" | "order" | "place">;

export interface LinesPage {
  rows: { key: string; view: VerifierLine }[];
  previous: Place | null;
  next: Place | null;
  /** Of all lines that match the filters. */
  sums: LineSums;
}

export interface LineSums {
  lines: number;
  /** Of lines in the totals of the year, exact. */
  co2eKg: string;
  /** Credits, emissions of later years and lines without a result, which are in no sum. */
  apart: number;
}

interface KeyedLine {
  line: VerifierLine;
  key: LineKey;
}

/**
 * A page of the lines that match, with their sums.
 *
 * @param wanted id of a line: without a place in the address, the page that has it
 */
export function selectLines(lines: readonly VerifierLine[], asked: Asked, wanted: string | null = null): LinesPage {
  const found = matchLines(lines, asked.typed).sort((a, b) => compareKeys(a.key, b.key, asked.order));
  const { start, end } = stretchOf(found, asked, wanted);
  const rows = found.slice(start, end);
  const placeOf = (side: Place["side"], row: KeyedLine | undefined): Place => ({
    side,
    values: asked.order.by.map((name) => String(row!.key[name])),
  });
  return {
    rows: rows.map(({ line }) => ({ key: line.id, view: line })),
    previous: start > 0 ? placeOf("before", rows[0]) : null,
    next: end < found.length ? placeOf("after", rows.at(-1)) : null,
    sums: sumLines(found.map(({ line }) => line)),
  };
}

/** Every line that matches, the largest first. */
export function filterLines(lines: readonly VerifierLine[], typed: Asked["typed"]): VerifierLine[] {
  return matchLines(lines, typed)
    .sort((a, b) => compareKeys(a.key, b.key, LINES.order))
    .map(({ line }) => line);
}

export function sumLines(lines: readonly VerifierLine[]): LineSums {
  const counted = lines.flatMap(({ isCounted, co2eKg }) => (isCounted && co2eKg !== null ? [co2eKg] : []));
  return { lines: lines.length, co2eKg: sumTexts(counted), apart: lines.length - counted.length };
}

function stretchOf(found: readonly KeyedLine[], { order, place }: Asked, wanted: string | null) {
  const page = (start: number) => ({ start, end: Math.min(found.length, start + LINES_PER_PAGE) });
  if (place === null) {
    const at = wanted === null ? -1 : found.findIndex(({ line }) => line.id === wanted);
    return page(at < 0 ? 0 : at - (at % LINES_PER_PAGE));
  }
  const beyond = (row: KeyedLine) => comparePlace(row.key, place.values, order);
  if (place.side === "after") {
    const start = found.findIndex((row) => beyond(row) > 0);
    return page(Math.max(0, start));
  }
  const first = found.findIndex((row) => beyond(row) >= 0);
  const end = first < 0 ? found.length : first;
  return end < LINES_PER_PAGE ? page(0) : { start: end - LINES_PER_PAGE, end };
}

function compareKeys(a: LineKey, b: LineKey, order: Asked["order"]): number {
  return compareBy(order, (name) => [a[name], b[name]]);
}

/** How a line is ordered against a place in the list. */
function comparePlace(key: LineKey, values: Place["values"], order: Asked["order"]): number {
  return compareBy(order, (name, at) => [key[name], IS_WHOLE[name] ? Number(values[at]) : values[at]!]);
}

type Value = string | number;

function compareBy(
  { by, direction }: Asked["order"],
  pairOf: (name: keyof LineKey, at: number) => readonly [Value, Value],
): number {
  for (const [at, name] of by.entries()) {
    const [mine, other] = pairOf(name, at);
    if (mine !== other) return mine < other === (direction === "asc") ? -1 : 1;
  }
  return 0;
}

const IS_WHOLE: Partial<Record<keyof LineKey, true>> = { at: true, weight: true };

function matchLines(lines: readonly VerifierLine[], typed: Asked["typed"]): KeyedLine[] {
  const asked = LINES.filters.filter(({ name }) => typed[name] !== undefined);
  const keyed = lines.map((line) => ({ line, key: keyOf(line) }));
  return keyed.filter((row) => asked.every((filter) => isMatch(row, filter, typed[filter.name]!)));
}

function isMatch({ line, key }: KeyedLine, filter: Filter<LineKey>, text: string): boolean {
  if (filter.name === "section") return line.category === text || String(line.scope) === text;
  if (filter.name === "sample") return key.samples.includes(` ${text} `);
  if (filter.kind === "text") {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return words.every((word) => filter.columns.some((column) => String(key[column]).includes(word)));
  }
  return "column" in filter && filter.column !== null && key[filter.column] === text;
}
