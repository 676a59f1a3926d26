import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "#app/encoding/canonical-json.ts";
import { isSha256Hex } from "#app/encoding/hex.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";

/** The first line of an exported audit trail names it. */
export const TRAIL_FORMAT = "truetonne-audit-trail-v1";

/** The previous hash of the first entry of a chain. */
export const FIRST_HASH = "0".repeat(64);

/** What an entry's hash covers, in the names of its columns. `before` and `after` are JSON values, not their text. */
const HASHED = [
  "sequence",
  "at",
  "user_id",
  "organization_id",
  "action",
  "subject",
  "subject_id",
  "before",
  "after",
  "source",
  "previous_hash",
] as const;

type HashedFields = Record<(typeof HASHED)[number], unknown>;

/** The text whose SHA-256 is the hash of an entry: its fields in canonical JSON (RFC 8785), anything else left out. */
export function chainText(entry: HashedFields): string {
  return canonicalJson(Object.fromEntries(HASHED.map((name) => [name, entry[name]])));
}

/** One end of a chain, as an auditor notes it. */
export interface ChainHead {
  sequence: number;
  hash: string;
}

export type ChainFaultCode =
  | "not_json"
  | "not_an_entry"
  | "hash_differs"
  | "link_broken"
  | "out_of_order"
  | "not_noted";

export interface ChainFault {
  /** From 1, in the file. */
  line: number;
  /** Null where the line has no number that could be read. */
  sequence: number | null;
  code: ChainFaultCode;
}

export interface ChainCheck {
  entries: number;
  /** Pairs of neighbours of which the later one names the hash of the earlier one. */
  links: number;
  /** Stretches that are not in the file: narrowed by a filter, or of another organization. */
  gaps: number;
  first: ChainHead | null;
  last: ChainHead | null;
  /** The newest entry when the file was made, as its first line states it. */
  head: ChainHead | null;
  faults: ChainFault[];
  /** Every entry from the first of the chain to its head is there, and nothing is wrong with any. */
  isWhole: boolean;
}

/** A file of one repeated error needs no list of a million. */
const MOST_FAULTS = 100;

/**
 * Checks an exported audit trail (JSON Lines): every entry's hash is made again, and neighbours must be linked. It holds
 * one line at a time, so that a file of any length can be checked.
 *
 * @param noted heads that were written down earlier: an entry of that number must have that hash, and be there where the
 *   file has no gaps before its end
 */
export async function checkChain(
  lines: Iterable<string> | AsyncIterable<string>,
  noted: readonly ChainHead[] = [],
): Promise<ChainCheck> {
  const check: ChainCheck = {
    entries: 0,
    links: 0,
    gaps: 0,
    first: null,
    last: null,
    head: null,
    faults: [],
    isWhole: false,
  };
  const awaited = new Map(noted.map(({ sequence, hash }) => [sequence, hash]));
  let number = 0;
  let faults = 0;
  const complain = (sequence: number | null, code: ChainFaultCode) => {
    faults += 1;
    if (faults <= MOST_FAULTS) check.faults.push({ line: number, sequence, code });
  };
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    const value = parse(line);
    if (value === undefined) complain(null, "not_json");
    else if (isHeader(value)) check.head = readHead(value.head);
    else {
      const entry = readEntry(value);
      if (!entry) complain(null, "not_an_entry");
      else await take(check, entry, awaited, complain);
    }
  }
  for (const [sequence] of awaited) complain(sequence, "not_noted");
  const { first, last, head } = check;
  const isToHead = last?.sequence === head?.sequence && last?.hash === head?.hash;
  check.isWhole = faults === 0 && check.gaps === 0 && first?.sequence === 1 && isToHead;
  return check;
}

interface Entry {
  sequence: number;
  hash: string;
  previous: string;
  fields: JsonObject & HashedFields;
}

async function take(
  check: ChainCheck,
  { sequence, hash, previous, fields }: Entry,
  awaited: Map<number, string>,
  complain: (sequence: number, code: ChainFaultCode) => void,
): Promise<void> {
  check.entries += 1;
  if ((await sha256Hex(chainText(fields))) !== hash) complain(sequence, "hash_differs");
  const { last } = check;
  if (last && sequence <= last.sequence) complain(sequence, "out_of_order");
  else if (sequence === (last?.sequence ?? 0) + 1) {
    if (previous !== (last?.hash ?? FIRST_HASH)) complain(sequence, "link_broken");
    else if (last) check.links += 1;
  } else check.gaps += 1;
  const expected = awaited.get(sequence);
  if (expected !== undefined && expected !== hash) complain(sequence, "not_noted");
  awaited.delete(sequence);
  check.first ??= { sequence, hash };
  check.last = { sequence, hash };
}

function parse(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
}

function isHeader(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && value.format === TRAIL_FORMAT;
}

function readHead(value: JsonValue | undefined): ChainHead | null {
  if (!isJsonObject(value)) return null;
  const { sequence, hash } = value;
  return typeof sequence === "number" && isSha256Hex(hash) ? { sequence, hash } : null;
}

function readEntry(value: JsonValue): Entry | null {
  if (!isJsonObject(value)) return null;
  const { sequence, hash, previous_hash: previous } = value;
  if (!Number.isSafeInteger(sequence) || !isSha256Hex(hash) || !isSha256Hex(previous)) return null;
  const isComplete = HASHED.every((name) => value[name] !== undefined) && Number(sequence) >= 1;
  if (!isComplete || !isCanonicalizable(value)) return null;
  return { sequence: Number(sequence), hash, previous, fields: value as JsonObject & HashedFields };
}

/** A fraction, an unsafe integer or a lone surrogate has no canonical form, and so no entry of ours carries one. */
function isCanonicalizable(value: JsonObject): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch {
    return false;
  }
}
