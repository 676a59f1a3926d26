/** A stretch of both lists that differs: from, and up to but not including. One of them may be empty. */
export interface Edit {
  before: [from: number, to: number];
  after: [from: number, to: number];
}

/**
 * The shortest list of edits that turns one list into another (Myers 1986). Null beyond the limit of single insertions
 * and deletions, because the time grows with its square.
 */
export function editScript<T>(before: readonly T[], after: readonly T[], limit: number): Edit[] | null {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore -= 1;
    endAfter -= 1;
  }
  const steps = searchPath(before.slice(start, endBefore), after.slice(start, endAfter), limit);
  if (steps === null) return null;
  return joinSteps(steps).map(({ before: [a, b], after: [c, d] }) => ({
    before: [a + start, b + start],
    after: [c + start, d + start],
  }));
}

/** Single insertions and deletions, from the end to the start. */
type Step = { x: number; y: number; isDeletion: boolean };

function searchPath<T>(before: readonly T[], after: readonly T[], limit: number): Step[] | null {
  const most = Math.min(limit, before.length + after.length);
  /** For each diagonal, the furthest position in the first list. */
  let reached = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(reached);
    const next = new Map<number, number>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = isInsertion(reached, diagonal, edits) ? reached.get(diagonal + 1)! : reached.get(diagonal - 1)! + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(trace, before.length, after.length);
    }
    reached = next;
  }
  return null;
}

function isInsertion(reached: Map<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && reached.get(diagonal - 1)! < reached.get(diagonal + 1)!;
}

function walkBack(trace: Map<number, number>[], endX: number, endY: number): Step[] {
  const steps: Step[] = [];
  let [x, y] = [endX, endY];
  for (let edits = trace.length - 1; edits > 0; edits -= 1) {
    const reached = trace[edits]!;
    const insertion = isInsertion(reached, x - y, edits);
    const diagonal = x - y + (insertion ? 1 : -1);
    const from = reached.get(diagonal)!;
    steps.push({ x: from, y: from - diagonal, isDeletion: !insertion });
    [x, y] = [from, from - diagonal];
  }
  return steps;
}

function joinSteps(steps: Step[]): Edit[] {
  const edits: Edit[] = [];
  for (const { x, y, isDeletion } of steps.toReversed()) {
    const last = edits.at(-1);
    const [dx, dy] = isDeletion ? [1, 0] : [0, 1];
    if (last && last.before[1] === x && last.after[1] === y) {
      last.before[1] += dx;
      last.after[1] += dy;
    } else edits.push({ before: [x, x + dx], after: [y, y + dy] });
  }
  return edits;
}
