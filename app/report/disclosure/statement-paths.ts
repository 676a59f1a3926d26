import type { DisclosureStatements, StatedExclusion, StatedText } from "./statements.ts";

/**
 * The fields of a form are paths into the statements: `boundary.en`, `exclusions.0.tonnes`, `notSignificant.6.zh`.
 * A form carries the paths of one item; the rest stays as it was.
 */
export type StatementField = readonly [path: string, value: string];

type Tree = { [key: string]: Tree | string };

/** The first parts of paths that a form may carry. */
const ROOTS: ReadonlySet<string> = new Set<keyof DisclosureStatements>([
  "boundary",
  "significance",
  "notSignificant",
  "exclusions",
  "uncertainty",
  "uncertaintyGrades",
  "sourceReasons",
  "china",
  "intensity",
  "purpose",
  "intendedUsers",
  "justifications",
]);

/** Longest path: `china.recoveredCo2.basis.en`. */
const MOST_PARTS = 4;

/**
 * Puts the fields of a form into the statements. What is empty in both languages is taken away, so that nothing is stated
 * by an empty text. The result is checked by the schema: a path that leads nowhere is refused there.
 */
export function applyFields(statements: DisclosureStatements, fields: readonly StatementField[]): unknown {
  const tree: Tree = copy(statements);
  const rows = new Map<string, Tree>();
  for (const [path, value] of fields) {
    const parts = path.split(".");
    if (!ROOTS.has(parts[0]!) || parts.length > MOST_PARTS) continue;
    if (parts[0] === "exclusions") setPath(rowOf(rows, parts[1]!), parts.slice(2), value);
    else setPath(tree, parts, value);
  }
  const exclusions = [...rows].sort(([a], [b]) => Number(a) - Number(b)).map(([, row]) => withAllParts(row));
  return tidy({ ...tree, ...(rows.size > 0 ? { exclusions: exclusions.filter(isFilled) } : {}) });
}

/** Every text of its own: empty ones are one object in the statements, and a structured clone would keep them one. */
function copy(statements: DisclosureStatements): Tree {
  return Object.assign(Object.create(null), JSON.parse(JSON.stringify(statements)));
}

function rowOf(rows: Map<string, Tree>, index: string): Tree {
  const row = rows.get(index) ?? Object.create(null);
  rows.set(index, row);
  return row;
}

function setPath(tree: Tree, [head = "", ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const next = Object.hasOwn(tree, head) ? tree[head] : undefined;
  const branch: Tree = typeof next === "object" ? next : Object.create(null);
  tree[head] = branch;
  setPath(branch, rest, value);
}

function withAllParts(row: Tree): Tree {
  const text = (part: Tree | string | undefined) => ({ en: "", zh: "", ...(typeof part === "object" ? part : {}) });
  return { tonnes: "", ...row, what: text(row.what), reason: text(row.reason), basis: text(row.basis) };
}

function isFilled(row: unknown): boolean {
  const { what, reason, tonnes, basis } = row as StatedExclusion;
  return tonnes !== "" || [what, reason, basis].some(({ en, zh }) => en !== "" || zh !== "");
}

const LISTS_OF_TEXT = ["notSignificant", "sourceReasons", "justifications"] as const;

function tidy(tree: { [key: string]: unknown }): unknown {
  const texts = LISTS_OF_TEXT.map((key) => [key, keep(tree[key], ({ en = "", zh = "" }) => en !== "" || zh !== "")]);
  const grades = keep<string>(tree.uncertaintyGrades, (grade) => grade !== "");
  return { ...tree, ...Object.fromEntries(texts), uncertaintyGrades: grades };
}

function keep<T = Partial<StatedText>>(branch: unknown, isKept: (value: T) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(branch as Record<string, T>).filter(([, value]) => isKept(value)));
}
