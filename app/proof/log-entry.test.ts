import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import {
  commitTo,
  decodeLogEntry,
  decodeStatement,
  drawSalt,
  encodeLogEntry,
  encodeStatement,
  type LogStatement,
} from "./log-entry.ts";
import { issueSampleReport } from "./testing/sample-report.ts";

const { facts } = await issueSampleReport();
const { number } = facts;
const hash = "ab".repeat(32);
const ts = "2026-03-02T09:15:00Z";

const STATEMENTS: LogStatement[] = [
  { type: "issue", number, h_inv: hash, h_pdf: [hash, hash], h_vc: hash, ts },
  { type: "supersede", number, by: number, ts },
  { type: "withdraw", number, reason: "A meter was read wrongly.", ts },
  { type: "expire", number, until: ts, ts },
  { type: "assurance", number, h_statement: hash, ts },
  { type: "assurance_withdrawn", number, h_statement: hash, reason: "Another body signed.", ts },
  { type: "assurance", number: null, h_statement: hash, ts },
  { type: "assurance_withdrawn", number: null, h_statement: hash, reason: "Another body signed.", ts },
];
const salts = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));

describe("a commitment", () => {
  it.each(STATEMENTS)("to $type shows a hash and nothing else, whatever is stated", async (statement) => {
    const entry = await commitTo({ statement, salt: drawSalt() });
    expect(Object.keys(entry).sort()).toEqual(["hash", "type"]);
    expect(encodeLogEntry(entry)).toHaveLength(encodeLogEntry({ type: "commitment", hash }).length);
    expect(decodeLogEntry(encodeLogEntry(entry))).toEqual(entry);
    expect(decodeStatement(encodeStatement(statement))).toEqual(statement);
  });

  it("is different each time: nothing links two entries about one report", async () => {
    const hashes = await Promise.all(
      Array.from({ length: 50 }, async () => (await commitTo({ statement: STATEMENTS[1]!, salt: drawSalt() })).hash),
    );
    expect(new Set(hashes).size).toBe(50);
  });

  it("opens only with its own salt and its own statement", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STATEMENTS),
        fc.constantFrom(...STATEMENTS),
        salts,
        salts,
        async (a, b, s, t) => {
          const isSame = a === b && s === t;
          const [one, other] = [await commitTo({ statement: a, salt: s }), await commitTo({ statement: b, salt: t })];
          expect(one.hash === other.hash).toBe(isSame);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is SHA-256 over domain, salt and canonical statement, one line each", async () => {
    const statement = STATEMENTS[3]!;
    const salt = "0f".repeat(32);
    const text = `report-log-commitment-v1\n${salt}\n${canonicalJson(statement)}`;
    expect((await commitTo({ statement, salt })).hash).toBe(await sha256Hex(text));
  });

  it.each(["", "ab".repeat(16), "AB".repeat(32), `${"ab".repeat(31)}a\n`])(
    "is refused with the salt %j",
    async (salt) => {
      await expect(commitTo({ statement: STATEMENTS[0]!, salt })).rejects.toThrow("invalid_log_entry");
    },
  );

  it("has a salt of 256 random bits", () => {
    const drawn = Array.from({ length: 100 }, drawSalt);
    expect(new Set(drawn).size).toBe(100);
    for (const salt of drawn) expect(salt).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a statement", () => {
  it.each([
    ["an unknown type", { type: "rename", number, ts }],
    ["a name from the prototype", { type: "constructor", number, ts }],
    ["a missing hash", { type: "assurance", number, ts }],
    ["a member too many", { type: "withdraw", number, reason: "x", ts, name: "Sample Co." }],
    ["a hash in the place of the number", { type: "withdraw", number: hash, reason: "x", ts }],
    ["no number of the withdrawn report", { type: "withdraw", number: null, reason: "x", ts }],
    ["no number of the issued report", { type: "issue", number: null, h_inv: hash, h_pdf: [hash], h_vc: hash, ts }],
    ["an empty reason", { type: "withdraw", number, reason: " ", ts }],
    ["a time that does not exist", { type: "withdraw", number, reason: "x", ts: "2026-02-30T00:00:00Z" }],
    ["a time in another zone", { type: "withdraw", number, reason: "x", ts: "2026-02-20T00:00:00+08:00" }],
  ])("is refused with %s", (_name, statement) => {
    expect(() => decodeStatement(canonicalJson(statement))).toThrow("invalid_log_entry");
  });
});

describe("an entry", () => {
  it("of the key set is read back", () => {
    const entry = { type: "key_set", id: "did:web:reports.example%3A8443", h_keys: hash, ts } as const;
    expect(decodeLogEntry(encodeLogEntry(entry))).toEqual(entry);
  });

  it("of the checker is read back, as its published text", () => {
    const entry = { type: "checker", h_file: hash, ts } as const;
    expect(new TextDecoder().decode(encodeLogEntry(entry))).toBe(`{"h_file":"${hash}","ts":"${ts}","type":"checker"}`);
    expect(decodeLogEntry(encodeLogEntry(entry))).toEqual(entry);
  });

  it.each([
    ["what is stated in the open", STATEMENTS[1]],
    ["a time in addition to the commitment", { type: "commitment", hash, ts }],
    ["half a hash", { type: "commitment", hash: "ab" }],
    ["half a hash of a file", { type: "checker", h_file: "ab", ts }],
    ["no DID", { type: "key_set", id: number, h_keys: hash, ts }],
  ])("is refused with %s", (_name, entry) => {
    const bytes = new TextEncoder().encode(canonicalJson(entry as never));
    expect(() => decodeLogEntry(bytes)).toThrow("invalid_log_entry");
  });
});
