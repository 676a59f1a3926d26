import type { Bytes } from "./bytes.ts";
import { canonicalBytes, isJsonObject, type JsonObject, parseCanonicalJson } from "./canonical-json.ts";
import { isSha256Hex } from "./hex.ts";
import { TransparencyError } from "./transparency-error.ts";

/**
 * What the public log holds: hashes, ids and times, never names. `id` of a report is `hashReportNumber(number)`, not the
 * number, which admits its holder to the verification page. Hashes are 64 hexadecimal digits, `ts` is ISO 8601 in UTC.
 */
export type LogEntry =
  /** A report was issued: data package, unsigned PDF, sealed PDF (null without a seal), credential. */
  | { type: "issue"; id: string; h_inv: string; h_u: string; h_f: string | null; h_vc: string; ts: string }
  /** `by` is the hashed number of the successor. */
  | { type: "supersede"; id: string; by: string; ts: string }
  /** `h_reason` is the SHA-256 of the salted reason, so that a guess at it cannot be confirmed. */
  | { type: "withdraw"; id: string; h_reason: string; ts: string }
  /** The validity that the report was issued with has passed: `until` is the moment at which it ended. */
  | { type: "expire"; id: string; until: string; ts: string }
  /** A third party's statement about the report was recorded: `h_statement` is the SHA-256 of the salted record. */
  | { type: "assurance"; id: string; h_statement: string; ts: string }
  /** That statement no longer stands: `h_reason` is the SHA-256 of the salted reason. */
  | { type: "assurance_withdrawn"; id: string; h_statement: string; h_reason: string; ts: string }
  /** The issuer's key set changed: `id` is its DID, `h_keys` the hash of the canonical key set. */
  | { type: "key_set"; id: string; h_keys: string; ts: string };

const MEMBERS: Record<LogEntry["type"], Record<string, (value: unknown) => boolean>> = {
  issue: { id: isSha256Hex, h_inv: isSha256Hex, h_u: isSha256Hex, h_f: isHashOrNull, h_vc: isSha256Hex },
  supersede: { id: isSha256Hex, by: isSha256Hex },
  withdraw: { id: isSha256Hex, h_reason: isSha256Hex },
  expire: { id: isSha256Hex, until: isUtcTime },
  assurance: { id: isSha256Hex, h_statement: isSha256Hex },
  assurance_withdrawn: { id: isSha256Hex, h_statement: isSha256Hex, h_reason: isSha256Hex },
  key_set: { id: isDid, h_keys: isSha256Hex },
};

/** The bytes of the leaf: the canonical form. Throws `invalid_log_entry` for a missing, extra or misshapen member. */
export function encodeLogEntry(entry: LogEntry): Bytes {
  assertLogEntry(entry);
  return canonicalBytes(entry);
}

/** Reads a leaf. Throws `invalid_log_entry` or `not_canonical`. */
export function decodeLogEntry(bytes: Uint8Array): LogEntry {
  const value = parseCanonicalJson(bytes);
  if (!isJsonObject(value)) throw new TransparencyError("invalid_log_entry");
  assertLogEntry(value);
  return value;
}

function assertLogEntry(value: JsonObject | LogEntry): asserts value is LogEntry {
  const entry = value as JsonObject;
  const members = Object.hasOwn(MEMBERS, String(entry.type)) ? MEMBERS[entry.type as LogEntry["type"]] : null;
  const expected = members && { ...members, type: () => true, ts: isUtcTime };
  const hasExactly = expected && Object.keys(entry).length === Object.keys(expected).length;
  const fault = expected && Object.entries(expected).find(([name, isValid]) => !isValid(entry[name]));
  if (!hasExactly || fault) throw new TransparencyError("invalid_log_entry", { member: fault?.[0] ?? "type" });
}

/** `2026-03-02T09:15:00Z`, with milliseconds allowed: a moment that exists, in UTC. */
export function isUtcTime(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(value)) return false;
  const moment = new Date(value);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 19) === value.slice(0, 19);
}

function isHashOrNull(value: unknown): boolean {
  return value === null || isSha256Hex(value);
}

function isDid(value: unknown): boolean {
  return typeof value === "string" && /^did:[a-z0-9]+:[\w.:%-]+$/.test(value);
}
