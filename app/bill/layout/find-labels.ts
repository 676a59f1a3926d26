import type { PageLine } from "#app/bill/text/page-lines.ts";

/** A label, with the texts in which its value can be: after it in its line, and below it. */
export interface FoundLabel {
  line: PageLine;
  from: number;
  to: number;
  /** The parts of lines in which the value is looked for, in this order. */
  scopes: { line: PageLine; from: number; to: number }[];
}

/** The found labels of the first list that is printed. */
export function* labelTiers(lines: readonly PageLine[], tiers: readonly RegExp[]): Generator<FoundLabel[]> {
  for (const pattern of tiers) {
    const found = lines.flatMap((line, at) =>
      [...line.text.matchAll(pattern)].map((match) => {
        const [from, to] = [match.index, match.index + match[0].length];
        return { line, from, to, scopes: scopesOf(lines, at, from, to) };
      }),
    );
    if (found.length > 0) yield found;
  }
}

/** How far below a label its value may be, in heights of the label. */
const BELOW = 3;

function scopesOf(lines: readonly PageLine[], at: number, from: number, to: number): FoundLabel["scopes"] {
  const line = lines[at]!;
  const scopes = [{ line, from: to, to: line.text.length }];
  const label = { left: line.spans[from]!.from, right: line.spans[to - 1]!.to };
  for (const below of lines.slice(at + 1, at + 3)) {
    if (below.page !== line.page || below.box.y - line.box.y > line.box.height * (BELOW + 1)) break;
    for (const cell of cellsOf(below)) {
      const [left, right] = [below.spans[cell.from]!.from, below.spans[cell.to - 1]!.to];
      if (left < label.right && right > label.left) scopes.push({ line: below, ...cell });
    }
  }
  return scopes;
}

function cellsOf(line: PageLine): { from: number; to: number }[] {
  return [...line.text.matchAll(/[^\t]+/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}
