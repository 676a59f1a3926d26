import { pointerToken } from "./document-reader.ts";
import type { Fault } from "./inventory-document.ts";

/**
 * `JSON.rawJSON` and the source text of a primitive: in Node from 22 and in browsers, but not yet in TypeScript's
 * library.
 */
interface JsonWithSource {
  rawJSON?: (text: string) => unknown;
  parse(text: string, reviver: (key: string, value: unknown, context?: { source?: string }) => unknown): unknown;
}
const Json = JSON as unknown as JsonWithSource;

/** A document has eight levels. This leaves room to grow and keeps every reader's stack safe. */
const MAX_DEPTH = 200;
const TOO_DEEP: Fault = { code: "json_too_deep", pointer: "", detail: { levels: String(MAX_DEPTH) } };

export type ParsedText = { ok: true; value: unknown } | { ok: false; faults: Fault[] };

/**
 * Parses text. Rejects duplicate field names, because readers could pick different ones. Numbers in unknown fields keep
 * their digits, so that printing the document again doesn't change it.
 */
export function parseDocumentText(text: string): ParsedText {
  const content = text.startsWith("\ufeff") ? text.slice(1) : text;
  let value: unknown;
  try {
    value = Json.parse(content, (_key, part, context) => {
      const source = context?.source;
      const isAltered = typeof part === "number" && source !== undefined && String(part) !== source;
      return isAltered && Json.rawJSON ? Json.rawJSON(source) : part;
    });
  } catch (error) {
    return { ok: false, faults: [error instanceof RangeError ? TOO_DEEP : malformed(content, error)] };
  }
  const faults = findAmbiguities(content);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value };
}

export function printDocumentText(document: unknown, options: { pretty: boolean }): string {
  return `${JSON.stringify(document, null, options.pretty ? 2 : 0)}\n`;
}

function malformed(content: string, error: unknown): Fault {
  const told = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  const position = told === undefined ? content.length : Number(told);
  const before = content.slice(0, position).split("\n");
  const detail = { position: String(position), line: String(before.length), column: String(before.at(-1)!.length + 1) };
  return { code: "json_malformed", pointer: "", detail };
}

interface OpenValue {
  /** The names seen so far. Null for an array. */
  keys: Set<string> | null;
  /** The current name or index. */
  at: string | number;
}

/** One pass over valid JSON text that finds duplicate names and excessive nesting. */
function findAmbiguities(text: string): Fault[] {
  const faults: Fault[] = [];
  const open: OpenValue[] = [];
  let isKeyNext = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    const inner = open.at(-1);
    if (character === '"') {
      const end = endOfString(text, index);
      if (isKeyNext && inner?.keys) {
        const key = JSON.parse(text.slice(index, end + 1)) as string;
        inner.at = key;
        if (inner.keys.has(key)) {
          const pointer = open.map(({ at }) => `/${pointerToken(at)}`).join("");
          faults.push({ code: "json_duplicate_key", pointer, detail: { key: key.slice(0, 60) } });
        }
        inner.keys.add(key);
        isKeyNext = false;
      }
      index = end;
    } else if (character === "{" || character === "[") {
      if (open.length === MAX_DEPTH) return [TOO_DEEP];
      open.push(character === "{" ? { keys: new Set(), at: "" } : { keys: null, at: 0 });
      isKeyNext = character === "{";
    } else if (character === "}" || character === "]") {
      open.pop();
      isKeyNext = false;
    } else if (character === "," && inner) {
      if (inner.keys) isKeyNext = true;
      else inner.at = Number(inner.at) + 1;
    }
  }
  return faults;
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; ; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === '"') return index;
  }
}
