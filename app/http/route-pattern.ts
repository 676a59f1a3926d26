import { UUID } from "#app/encoding/uuid.ts";

/** A segment of an address and what may follow it. */
interface Branch {
  words: Map<string, Branch>;
  parameter: { name: string; branch: Branch } | null;
  pattern: string | null;
  /** The pattern that ends in `*` here and matches the rest. */
  rest: string | null;
}

/** The route of an address. It contains only known texts, and nothing that a client sent. */
export interface KnownRoute {
  pattern: string;
  /** Ids in the address. Tokens, numbers and queries are left out. */
  ids: Record<string, string>;
}

const MOST_KEPT = 1000;
const LONGEST_KEPT = 200;

/**
 * Matches addresses with patterns such as `/quotes/:token`. A static segment takes precedence over a parameter, as in
 * the router.
 *
 * @param patterns with a leading slash, where `:name` is a segment and a final `*` matches the rest
 */
export function compileRoutes(patterns: readonly string[]): (pathname: string) => KnownRoute {
  const root = newBranch();
  for (const pattern of patterns) plant(root, pattern);
  const known = new Map<string, KnownRoute>();
  // Most requests use few addresses, so these are cached up to a limit.
  return (pathname) => {
    let route = known.get(pathname);
    if (route) return route;
    route = lookUp(pathname);
    if (known.size >= MOST_KEPT) known.clear();
    if (pathname.length <= LONGEST_KEPT) known.set(pathname, route);
    return route;
  };

  function lookUp(pathname: string): KnownRoute {
    const parts = partsOf(pathname.replace(/\.data$/, ""));
    const values: [string, string][] = [];
    const pattern = find(root, parts[0] === "_root" ? [] : parts, 0, values) ?? "/*";
    return {
      pattern,
      ids: Object.fromEntries(values.filter(([name, value]) => name.endsWith("Id") && UUID.test(value))),
    };
  }
}

function newBranch(): Branch {
  return { words: new Map(), parameter: null, pattern: null, rest: null };
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function plant(root: Branch, pattern: string): void {
  let branch = root;
  for (const part of partsOf(pattern)) {
    if (part === "*") {
      branch.rest = pattern;
      return;
    }
    branch = part.startsWith(":") ? parameterOf(branch, part.slice(1)) : wordOf(branch, part);
  }
  branch.pattern = pattern;
}

function parameterOf(branch: Branch, name: string): Branch {
  branch.parameter ??= { name, branch: newBranch() };
  return branch.parameter.branch;
}

function wordOf(branch: Branch, word: string): Branch {
  const next = branch.words.get(word) ?? newBranch();
  branch.words.set(word, next);
  return next;
}

function find(branch: Branch, parts: readonly string[], at: number, values: [string, string][]): string | null {
  const part = parts[at];
  if (part === undefined) return branch.pattern ?? branch.rest;
  const word = branch.words.get(part);
  const found = word && find(word, parts, at + 1, values);
  if (found) return found;
  if (branch.parameter) {
    const { name, branch: next } = branch.parameter;
    const deeper = find(next, parts, at + 1, values);
    if (deeper) {
      values.push([name, part]);
      return deeper;
    }
  }
  return branch.rest;
}
