import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "recheck";
import { parseAst, transformWithEsbuild } from "vite";

/**
 * Checks that every regular expression of the product takes linear time for any text, and that text is normalised in
 * one place, which checks it first. A pattern that takes longer needs its reason in a comment above it:
 *
 * // pattern: at most 200 characters, <why there are no more>
 * // pattern: our own text, <whose>
 *
 * The first must take few steps at that length. Input from a caller is never our own text.
 */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ROOMS = ["app", "db", "emission-factors"];
const KEPT = join(ROOT, "node_modules/.patterns-checked.json");

/** About ten milliseconds. */
const MOST_STEPS = 10_000_000;
const REASON = /\/\/ pattern: (?:at most ([\d,]+) characters|our own text), \S.{5,}/;
/** The only file that may call `normalize`. */
const NORMALIZER = "app/encoding/text/normal-text.ts";

interface Found {
  place: string;
  /** The pattern as written; null if it is built at run time. */
  pattern: string | null;
  /** A comment above that justifies it. */
  reason: RegExpExecArray | null;
}

type Verdict = { kind: "linear" } | { kind: "slow"; degree: number; attack: string } | { kind: "unknown"; why: string };

async function main(): Promise<void> {
  const files = ROOMS.flatMap(listSources);
  const read = await Promise.all(files.map(readPatterns));
  const found = read.flatMap(({ patterns }) => patterns);
  const verdicts = await judge([...new Set(found.flatMap(({ pattern }) => pattern ?? []))]);
  const faults = [...read.flatMap(({ faults }) => faults), ...found.flatMap((one) => faultOf(one, verdicts) ?? [])];
  for (const fault of faults) console.error(fault);
  console.log(`${found.length} patterns in ${files.length} files, ${faults.length} errors`);
  if (found.length < 100) throw new Error("too few patterns were found for a valid check");
  process.exit(faults.length === 0 ? 0 : 1);
}

function listSources(room: string): string[] {
  const names = readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /(?<!\.test)\.tsx?$/.test(name)).map((name) => join(room, name));
}

/** The patterns of a file, and where it normalises text itself. */
async function readPatterns(file: string): Promise<{ patterns: Found[]; faults: string[] }> {
  const source = readFileSync(join(ROOT, file), "utf8");
  const options = { target: "esnext", jsx: "automatic", sourcemap: false, tsconfigRaw: {} } as const;
  const patterns: Found[] = [];
  const faults: string[] = [];
  const lines = source.split("\n");
  const seen = new Map<string, number>();
  const placed = (written: string, pattern: string | null) => {
    const from = seen.get(written) ?? -1;
    const at = Math.max(
      from,
      lines.findIndex((line, index) => index > from && line.includes(written)),
    );
    seen.set(written, at);
    patterns.push({ place: `${file}:${at + 1}`, pattern, reason: reasonAbove(lines, at) });
  };
  for (const node of nodesOf(parseAst((await transformWithEsbuild(source, file, options)).code))) {
    const { type, regex, raw, callee, arguments: given } = node as unknown as EsNode;
    if (type === "Literal" && regex) placed(raw, raw);
    if ((type === "NewExpression" || type === "CallExpression") && callee?.name === "RegExp") {
      const [text] = given ?? [];
      placed("RegExp(", typeof text?.value === "string" ? `/${text.value}/u` : null);
    }
    if (type === "CallExpression" && callee?.property?.name === "normalize" && file !== NORMALIZER)
      faults.push(
        `${file}: text is normalised here; use normalText of ${NORMALIZER}, which looks at its length and marks`,
      );
  }
  return { patterns, faults };
}

interface EsNode {
  type: string;
  raw: string;
  value?: unknown;
  regex?: unknown;
  callee?: { name?: string; property?: { name?: string } };
  arguments?: EsNode[];
}

function* nodesOf(node: unknown): Generator<object> {
  if (typeof node !== "object" || node === null) return;
  if ("type" in node) yield node;
  for (const part of Object.values(node)) yield* nodesOf(part);
}

function reasonAbove(lines: string[], at: number): RegExpExecArray | null {
  for (let line = at - 1; line >= Math.max(0, at - 4); line -= 1) {
    const reason = REASON.exec(lines[line]!);
    if (reason) return reason;
  }
  return REASON.exec(lines[at] ?? "");
}

function faultOf({ place, pattern, reason }: Found, verdicts: ReadonlyMap<string, Verdict>): string | null {
  const verdict = pattern === null ? null : verdicts.get(pattern)!;
  if (verdict?.kind === "linear") return null;
  const most = reason?.[1] === undefined ? null : Number(reason[1].replaceAll(",", ""));
  if (verdict?.kind === "slow" && most !== null && most ** verdict.degree > MOST_STEPS)
    return `${place}: ${most} characters come to ${most ** verdict.degree} steps: ${pattern}`;
  if (reason) return null;
  if (verdict === null) return `${place}: a pattern is put together here; say in a comment what bounds its work`;
  const why =
    verdict.kind === "slow" ? `may take time by the power ${verdict.degree} on ${verdict.attack}` : verdict.why;
  return `${place}: ${why}: ${pattern}`;
}

/** Earlier verdicts are cached next to the modules, because the search takes long. */
async function judge(patterns: string[]): Promise<ReadonlyMap<string, Verdict>> {
  const kept = readKept();
  const queue = patterns.filter((pattern) => repeatsForEver(pattern) && !kept.has(pattern));
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) kept.set(next, await judgeOne(next));
  };
  await Promise.all([work(), work()]);
  // On a busy machine the search may time out, which is not a verdict.
  const verdicts = [...kept].filter(([, { kind }]) => kind !== "unknown");
  writeFileSync(KEPT, JSON.stringify(verdicts));
  return new Map(patterns.map((pattern) => [pattern, kept.get(pattern) ?? { kind: "linear" }]));
}

/** A pattern without repetition, or with a fixed number, takes a fixed number of steps at each position. */
function repeatsForEver(pattern: string): boolean {
  const bare = pattern.replace(/\\[\s\S]/g, "e").replace(/\[[^\]]*\]/g, "c");
  return /[*+]|\{\d+,\}/.test(bare);
}

async function judgeOne(pattern: string): Promise<Verdict> {
  const end = pattern.lastIndexOf("/");
  const params = { randomSeed: 1, timeout: 60_000, recallTimeout: -1 };
  const found = await check(pattern.slice(1, end), pattern.slice(end + 1), params);
  if (found.status === "safe") return { kind: "linear" };
  if (found.status === "unknown") return { kind: "unknown", why: `cannot be judged (${found.error.kind})` };
  const degree = found.complexity.type === "polynomial" ? found.complexity.degree : Number.POSITIVE_INFINITY;
  return { kind: "slow", degree: Math.min(degree, 99), attack: found.attack.pattern };
}

function readKept(): Map<string, Verdict> {
  try {
    return new Map(JSON.parse(readFileSync(KEPT, "utf8")) as [string, Verdict][]);
  } catch {
    return new Map();
  }
}

await main();
