import { type Bytes, decodeUtf8, encodeUtf8 } from "./bytes.ts";
import { TransparencyError } from "./transparency-error.ts";

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };
export type JsonObject = { [name: string]: JsonValue };

/** More than any document needs. Deeper nesting in a hostile file could exhaust the stack. */
const DEEPEST = 64;

/**
 * The canonical form of RFC 8785 for the subset that we use: strings, arrays, plain objects, booleans, null and safe
 * integers. Decimals are strings, so the number rules of the RFC are never needed.
 *
 * Throws `not_canonicalizable` with the JSON pointer of the value for anything else: a fraction, an unsafe integer,
 * `undefined`, a lone surrogate, a class instance, nesting deeper than 64.
 */
export function canonicalJson(value: unknown): string {
  return write(value, null);
}

/** UTF-8 bytes of the canonical form, for hashing and signing. */
export function canonicalBytes(value: unknown): Bytes {
  return encodeUtf8(canonicalJson(value));
}

/**
 * Reads JSON that must already be canonical. Every other spelling of the same value (white space, duplicate names,
 * other escapes, other order) throws `not_canonical`, so that two parsers can't read one file differently.
 */
export function parseCanonicalJson(content: Uint8Array | string): JsonValue {
  const text = typeof content === "string" ? content : decodeUtf8(content);
  const value = parseJson(text);
  if (canonicalJson(value) !== text) throw new TransparencyError("not_canonical");
  return value;
}

/** `JSON.parse` with our error: throws `invalid_json`. */
export function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new TransparencyError("invalid_json");
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The JSON pointer (RFC 6901) of a member, from the names and indexes above it. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The steps from a value up to the root. Extending the chain is cheap, and it is read only for errors. */
interface Path {
  readonly step: string | number;
  readonly parent: Path | null;
  readonly depth: number;
}

function write(value: unknown, path: Path | null): string {
  if (path && path.depth > DEEPEST) throw refusal(path);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeString(value, path);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw refusal(path);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, index) => write(item, stepInto(path, index))).join(",")}]`;
  }
  if (!isPlainObject(value)) throw refusal(path);
  // sort() orders by UTF-16 code units by default, as RFC 8785 §3.2.3 requires.
  const names = Object.keys(value).sort();
  let text = "{";
  for (const name of names) {
    if (text.length > 1) text += ",";
    text += `${writeString(name, path)}:${write(value[name], stepInto(path, name))}`;
  }
  return `${text}}`;
}

function stepInto(parent: Path | null, step: string | number): Path {
  return { step, parent, depth: (parent?.depth ?? 0) + 1 };
}

function writeString(text: string, path: Path | null): string {
  const json = JSON.stringify(text);
  // JSON escapes a lone surrogate, which has no UTF-8 form. In unicode mode the class matches only lone surrogates.
  if (json.includes("\\ud") && /\p{Surrogate}/u.test(text)) throw refusal(path);
  return json;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refusal(path: Path | null): TransparencyError {
  const steps: (string | number)[] = [];
  for (let at = path; at; at = at.parent) steps.unshift(at.step);
  return new TransparencyError("not_canonicalizable", { pointer: jsonPointer(steps) });
}
