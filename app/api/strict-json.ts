import { ApiProblem } from "./problem.ts";

/** Deeper than any of our documents. */
const MOST_LEVELS = 20;
/** More tokens than the largest batch, with every field in each change. */
const MOST_TOKENS = 500_000;
/** More than any of our objects or lists has. The schema reports a batch with too many changes. */
const MOST_MEMBERS = 20_000;
/** A text that is never closed is a token too, so that parsing isn't retried from each following character. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\]:,]/gs;
/** A lone surrogate, or the zero character, which the database can't store in text. */
const BROKEN = /[\p{Surrogate}\0]/u;
/** Names with a special meaning in JavaScript objects. */
const FORBIDDEN_NAMES = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Parses JSON with only one possible meaning: no duplicate names in an object, no names special to objects, no lone
 * surrogates, no zero character, and no more levels than our documents have.
 *
 * @throws ApiProblem `request_malformed` with the reason
 */
export function parseStrictJson(text: string): unknown {
  refuseOddities(text);
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("not_json");
  }
}

/** Scans the tokens without recursion, so that a body of brackets costs one pass. */
function refuseOddities(text: string): void {
  const levels: { names: Set<string> | null; members: number }[] = [];
  let last: string | null = null;
  let count = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    count += 1;
    if (count > MOST_TOKENS) throw malformed("too_much", { most: String(MOST_TOKENS) });
    if (token === "{" || token === "[") {
      levels.push({ names: token === "{" ? new Set() : null, members: 1 });
      if (levels.length > MOST_LEVELS) throw malformed("too_deep", { levels: String(MOST_LEVELS) });
    } else if (token === "}" || token === "]") levels.pop();
    else if (token === "," && levels.length > 0) {
      const level = levels.at(-1)!;
      level.members += 1;
      if (level.members > MOST_MEMBERS) throw malformed("too_much", { most: String(MOST_MEMBERS) });
    } else if (token === ":" && last !== null) noteName(levels.at(-1)?.names, last);
    last = token.startsWith('"') ? readString(token) : null;
  }
}

function readString(token: string): string {
  let text: string;
  try {
    text = JSON.parse(token) as string;
  } catch {
    throw malformed("not_json");
  }
  if (BROKEN.test(text)) throw malformed("text_broken");
  return text;
}

function noteName(names: Set<string> | null | undefined, name: string): void {
  const shown = { name: name.slice(0, 60) };
  if (FORBIDDEN_NAMES.has(name)) throw malformed("name_forbidden", shown);
  if (names?.has(name)) throw malformed("name_twice", shown);
  names?.add(name);
}

function malformed(reason: string, facts: Record<string, string> = {}): ApiProblem {
  return new ApiProblem("request_malformed", { errors: [{ code: reason, facts }] });
}
