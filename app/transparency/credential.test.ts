import { beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, type JsonObject } from "./canonical-json.ts";
import {
  buildReportCredential,
  deriveIssueEntry,
  parseReportCredential,
  type ReportFacts,
  readReportFacts,
} from "./credential.ts";
import { decodeLogEntry, encodeLogEntry } from "./log-entry.ts";
import { issueSampleReport, type SampleReport } from "./testing/sample-report.ts";

let report: SampleReport;
beforeAll(async () => {
  report = await issueSampleReport();
});

describe("a report credential", () => {
  it("states exactly the facts it was built from", () => {
    expect(readReportFacts(buildReportCredential(report.facts))).toEqual(report.facts);
    expect(parseReportCredential(report.credential).facts).toEqual(report.facts);
  });

  it("has the shape that other verifiers read", () => {
    const credential = JSON.parse(report.credential);
    expect(credential["@context"][0]).toBe("https://www.w3.org/ns/credentials/v2");
    expect(credential.type).toEqual(["VerifiableCredential", "GreenhouseGasInventoryStatement"]);
    expect(credential.credentialStatus[0]).toMatchObject({
      type: "BitstringStatusListEntry",
      statusPurpose: "revocation",
      statusListIndex: "4217",
    });
    expect(credential.proof).toMatchObject({ type: "DataIntegrityProof", cryptosuite: "eddsa-jcs-2022" });
  });

  it("carries a third party's assurance, a seal, an expiry and a predecessor", () => {
    const facts: ReportFacts = {
      ...report.facts,
      assurance: {
        status: "verified",
        verifier: "Sample Verification Body",
        level: "limited",
        statementDate: "2026-02-27",
        statementHash: "0".repeat(64),
      },
      hashes: { ...report.facts.hashes, sealedPdf: "1".repeat(64) },
      expiresAt: "2027-03-02T00:00:00Z",
      supersedes: report.facts.number,
    };
    expect(readReportFacts(buildReportCredential(facts))).toEqual(facts);
  });

  const wrong: [string, Partial<ReportFacts>][] = [
    ["a mistyped number", { number: "GHG-2026-000417-0000000-0000000" }],
    ["a version of 0", { version: 0 }],
    ["no standard", { standards: [] }],
    ["a time without zone", { issuedAt: "2026-03-02T09:15:00" }],
    ["a day that is none", { period: { start: "2025", end: "2025-12-31" } }],
    ["half a hash", { hashes: { inventory: "00", unsignedPdf: "00", sealedPdf: null } }],
    ["an empty issuer", { issuer: { did: "did:web:reports.example", name: " " } }],
    ["a place beyond the list", { status: [{ purpose: "revocation", list: "https://reports.example/s", index: -1 }] }],
    ["a member that no one reads", { extra: "1" } as Partial<ReportFacts>],
  ];
  it.each(wrong)("is not built from %s", (_name, change) => {
    expect(() => buildReportCredential({ ...report.facts, ...change })).toThrow(/invalid_credential/);
  });

  it("is not built from a total that is no decimal", () => {
    const totals = { ...report.facts.totals, scope1Co2eKg: "2,680" };
    expect(() => buildReportCredential({ ...report.facts, totals })).toThrow("invalid_credential");
  });

  it("is refused in any other spelling", () => {
    expect(() => parseReportCredential(JSON.stringify(JSON.parse(report.credential), null, 2))).toThrow(
      "not_canonical",
    );
    expect(() => parseReportCredential(`${report.credential}\n`)).toThrow("not_canonical");
    expect(() => parseReportCredential("[]")).toThrow("invalid_credential");
  });
});

describe("a log entry", () => {
  it("of an issue follows from the credential alone, and names nobody", async () => {
    const entry = await deriveIssueEntry(JSON.parse(report.credential) as JsonObject);
    const text = canonicalJson(entry);
    expect(decodeLogEntry(encodeLogEntry(entry))).toEqual(entry);
    expect(entry).toMatchObject({
      type: "issue",
      h_f: null,
      ts: report.facts.issuedAt,
      h_inv: report.facts.hashes.inventory,
    });
    for (const secret of ["Sample", "示例", report.facts.number, "91320000"]) expect(text).not.toContain(secret);
  });

  const hash = "ab".repeat(32);
  const ts = "2026-03-02T09:15:00Z";
  it.each([
    [{ type: "supersede", id: hash, by: hash, ts }],
    [{ type: "withdraw", id: hash, h_reason: hash, ts }],
    [{ type: "key_set", id: "did:web:reports.example%3A8443", h_keys: hash, ts }],
  ] as const)("is read back: %j", (entry) => {
    expect(decodeLogEntry(encodeLogEntry(entry))).toEqual(entry);
  });

  it.each([
    ["an unknown type", { type: "rename", id: hash, ts }],
    ["a name from the prototype", { type: "constructor", id: hash, ts }],
    ["a missing hash", { type: "withdraw", id: hash, ts }],
    ["a member too many", { type: "withdraw", id: hash, h_reason: hash, ts, reason: "Sample Co." }],
    ["a report number instead of its hash", { type: "withdraw", id: "GHG-2026-000417", h_reason: hash, ts }],
    ["a time that does not exist", { type: "withdraw", id: hash, h_reason: hash, ts: "2026-02-30T00:00:00Z" }],
    ["a time in another zone", { type: "withdraw", id: hash, h_reason: hash, ts: "2026-02-20T00:00:00+08:00" }],
  ])("is refused with %s", (_name, entry) => {
    const bytes = new TextEncoder().encode(canonicalJson(entry));
    expect(() => decodeLogEntry(bytes)).toThrow("invalid_log_entry");
  });
});
