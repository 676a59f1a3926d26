import { type Bytes, encodeUtf8 } from "#app/encoding/bytes.ts";
import {
  canonicalBytes,
  canonicalJson,
  isJsonObject,
  type JsonObject,
  parseCanonicalJson,
} from "#app/encoding/canonical-json.ts";
import { encodeHex, isSha256Hex } from "#app/encoding/hex.ts";
import { decodeMultikey } from "#app/encoding/multikey.ts";
import { isPlainText } from "#app/encoding/plain-text.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { installationOf } from "./did-document.ts";
import { parseReportNumber } from "./report-number.ts";

/**
 * What is stated about a report. The public log holds only a commitment to it (`commitTo`), so the log proves a statement
 * to a reader who has its opening, and shows a reader who has not neither the report, nor its hashes, nor which entries
 * are about the same report. Hashes are 64 hexadecimal digits, times ISO 8601 in UTC.
 */
export type LogStatement =
  /** A report was issued: data package, the file of each language edition, credential. */
  | { type: "issue"; number: string; h_inv: string; h_pdf: string[]; h_vc: string; ts: string }
  /** `by` is the number of the successor. */
  | { type: "supersede"; number: string; by: string; ts: string }
  | { type: "withdraw"; number: string; reason: string; ts: string }
  /** The validity that the report was issued with has passed: `until` is the moment at which it ended. */
  | { type: "expire"; number: string; until: string; ts: string }
  /**
   * A third party's statement was recorded: `h_statement` is the SHA-256 of the record. Without a number it is about a
   * calculation that had no report yet.
   */
  | { type: "assurance"; number: string | null; h_statement: string; ts: string }
  /** Withdraws that statement. */
  | { type: "assurance_withdrawn"; number: string | null; h_statement: string; reason: string; ts: string }
  /** The verification body that it names states that it is not from it. `kind`, `value`, `checked_on`: what is proved of the body. */
  | {
      type: "assurance_disowned";
      number: string | null;
      h_statement: string;
      kind: string;
      value: string;
      checked_on: string;
      ts: string;
    };

/** A statement with the 256 random bits without which its commitment can be neither found nor checked. */
export interface LogOpening {
  statement: LogStatement;
  /** 64 hexadecimal digits, from `drawSalt`. */
  salt: string;
}

/** The leaves of the public log. Not a byte of a commitment depends on the report alone. */
export type LogEntry =
  | { type: "commitment"; hash: string }
  /** The issuer's key set changed: `id` is its DID, `h_keys` the hash of the canonical key set. */
  | { type: "key_set"; id: string; h_keys: string; ts: string }
  /** The installation began to serve a new checker: `h_file` is the SHA-256 of the file that readers run. */
  | { type: "checker"; h_file: string; ts: string }
  /** From `ts` on an issuer may sign under this name with this key (a Multikey). `issuer` is its DID. */
  | { type: "issuer_key"; issuer: string; name: string; key: string; ts: string }
  /** Of what this key signed, only the first `size` entries count, and only what was signed before `since`. */
  | { type: "issuer_key_revoked"; issuer: string; key: string; since: string; size: number; ts: string };

/** Entries in plain text, because they are about the installation and its issuers, and not about a report. */
export type OpenEntry = Exclude<LogEntry, { type: "commitment" }>;

export const OPEN_ENTRIES = [
  "key_set",
  "checker",
  "issuer_key",
  "issuer_key_revoked",
] as const satisfies OpenEntry["type"][];

export function isOpenEntry(type: string): type is OpenEntry["type"] {
  return (OPEN_ENTRIES as readonly string[]).includes(type);
}

type Rules = Record<string, (value: unknown) => boolean>;

const STATEMENTS: Record<LogStatement["type"], Rules> = {
  issue: { h_inv: isSha256Hex, h_pdf: isHashList, h_vc: isSha256Hex },
  supersede: { by: isNumber },
  withdraw: { reason: isText },
  expire: { until: isUtcTime },
  assurance: { h_statement: isSha256Hex, number: isNumberOrNull },
  assurance_withdrawn: { h_statement: isSha256Hex, reason: isText, number: isNumberOrNull },
  assurance_disowned: {
    h_statement: isSha256Hex,
    kind: (value) => value === "domain" || value === "registration",
    value: isText,
    checked_on: isText,
    number: isNumberOrNull,
  },
};

const ENTRIES: Record<LogEntry["type"], Rules> = {
  commitment: { hash: isSha256Hex },
  key_set: { id: isDid, h_keys: isSha256Hex, ts: isUtcTime },
  checker: { h_file: isSha256Hex, ts: isUtcTime },
  issuer_key: { issuer: isIssuer, name: isName, key: isMultikey, ts: isUtcTime },
  issuer_key_revoked: { issuer: isIssuer, key: isMultikey, since: isUtcTime, size: isSize, ts: isUtcTime },
};

const DOMAIN = "report-log-commitment-v1";
const SALT_BYTES = 32;

/** A new salt. Each entry has its own: two entries about one report have nothing in common. */
export function drawSalt(): string {
  return encodeHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
}

/**
 * The leaf for a statement: SHA-256 over a domain, the salt and the statement in canonical form, one line each. Hiding,
 * because the salt is random and secret; binding, because SHA-256 is. Throws `invalid_log_entry` for a member that is
 * missing, extra or misshapen.
 */
export async function commitTo({ statement, salt }: LogOpening): Promise<Extract<LogEntry, { type: "commitment" }>> {
  if (!isSha256Hex(salt)) throw new TransparencyError("invalid_log_entry", { member: "salt" });
  const text = encodeStatement(statement);
  return { type: "commitment", hash: await sha256Hex(encodeUtf8(`${DOMAIN}\n${salt}\n${text}`)) };
}

/** The canonical text of a statement, as a commitment is made over it. Throws `invalid_log_entry`. */
export function encodeStatement(statement: LogStatement): string {
  assertShape(statement, STATEMENTS, { number: isNumber, ts: isUtcTime });
  return canonicalJson(statement);
}

/** Reads the canonical text of a statement. Throws `invalid_log_entry` or `not_canonical`. */
export function decodeStatement(text: string): LogStatement {
  const value = parseCanonicalJson(text);
  assertShape(value, STATEMENTS, { number: isNumber, ts: isUtcTime });
  return value as unknown as LogStatement;
}

/** The bytes of the leaf: the canonical form. Throws `invalid_log_entry` for a missing, extra or misshapen member. */
export function encodeLogEntry(entry: LogEntry): Bytes {
  assertShape(entry, ENTRIES);
  return canonicalBytes(entry);
}

/** Reads a leaf. Throws `invalid_log_entry` or `not_canonical`. */
export function decodeLogEntry(bytes: Uint8Array): LogEntry {
  const value = parseCanonicalJson(bytes);
  assertShape(value, ENTRIES);
  return value as unknown as LogEntry;
}

function assertShape(value: unknown, shapes: Record<string, Rules>, common: Rules = {}): asserts value is JsonObject {
  if (!isJsonObject(value)) throw new TransparencyError("invalid_log_entry");
  const type = String(value.type);
  const expected = Object.hasOwn(shapes, type) ? { ...common, ...shapes[type], type: (_: unknown) => true } : null;
  const hasExactly = expected && Object.keys(value).length === Object.keys(expected).length;
  const fault = expected && Object.entries(expected).find(([name, isValid]) => !isValid(value[name]));
  if (!hasExactly || fault) throw new TransparencyError("invalid_log_entry", { member: fault?.[0] ?? "type" });
}

/** `2026-03-02T09:15:00Z`, with milliseconds allowed: a moment that exists, in UTC. */
export function isUtcTime(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(value)) return false;
  const moment = new Date(value);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 19) === value.slice(0, 19);
}

function isNumber(value: unknown): boolean {
  const parsed = typeof value === "string" ? parseReportNumber(value) : null;
  return parsed?.ok === true && parsed.number === value;
}

export function isNumberOrNull(value: unknown): boolean {
  return value === null || isNumber(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function isHashList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isSha256Hex);
}

function isName(value: unknown): boolean {
  return isText(value) && isPlainText(value as string);
}

function isIssuer(value: unknown): boolean {
  return typeof value === "string" && installationOf(value) !== null;
}

function isMultikey(value: unknown): boolean {
  try {
    return typeof value === "string" && decodeMultikey(value).length === 32;
  } catch {
    return false;
  }
}

function isSize(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isDid(value: unknown): boolean {
  return typeof value === "string" && /^did:[a-z0-9]+:[\w.:%-]+$/.test(value);
}
