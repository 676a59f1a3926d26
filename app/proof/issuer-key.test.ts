import { beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, type JsonObject } from "#app/encoding/canonical-json.ts";
import { deriveKeyEntry, isKeyProof } from "./issuer-key.ts";
import { formatKeySet, parseKeySet } from "./key-set.ts";
import type { OpenEntry } from "./log-entry.ts";
import { makeSampleKey } from "./testing/sample-keys.ts";
import {
  issueSampleReport,
  KEY_SINCE,
  SAMPLE_DID,
  SAMPLE_IDENTITY,
  SAMPLE_ISSUER,
  type SampleOptions,
  type SampleReport,
  sampleKeys,
  WHILE_FRESH,
} from "./testing/sample-report.ts";
import type { Check } from "./verdict.ts";
import { type RegisteredReport, type VerificationInput, verifyReport } from "./verify-report.ts";

const OTHER_ISSUER = `${SAMPLE_DID}:keys:00000000-0000-4000-8000-000000000001`;
let report: SampleReport;
beforeAll(async () => {
  report = await issueSampleReport();
});

async function judge(
  issued: SampleReport,
  {
    registered = {},
    ...change
  }: { registered?: Partial<RegisteredReport> } & Partial<Omit<VerificationInput, "registered">> = {},
) {
  const { credential, proof, keyProof, statusLists } = issued;
  const { verdict, checks, facts, isKeyConfirmed } = await verifyReport({
    registered: { credential, proof, keyProof, statusLists, ...registered },
    keys: await sampleKeys(issued),
    now: WHILE_FRESH,
    recompute: null,
    online: true,
    ...change,
  });
  const [signature, log] = ["signature", "log"].map((id) => checks.find((check) => check.id === id)) as [Check, Check];
  return { verdict, signature, log, facts, isKeyConfirmed };
}

/** A report whose log has another entry where the key of its issuer should be. */
async function withEntry(change: Partial<Extract<OpenEntry, { type: "issuer_key" }>>): Promise<SampleReport> {
  const entry = deriveKeyEntry(report.facts.issuer);
  return issueSampleReport({ loggedKey: { ...entry, ...change } as OpenEntry });
}

describe("the key of an issuer", () => {
  it("counts if the log has it for this issuer, under this name, before the report", async () => {
    const { verdict, signature, facts } = await judge(report);
    expect(verdict).toBe("authentic");
    expect(signature).toMatchObject({
      outcome: "passed",
      reason: "signed",
      facts: { did: SAMPLE_ISSUER, keySince: KEY_SINCE, keyHost: "reports.example", keyEntry: "2" },
    });
    expect(facts?.issuer.did).toContain(SAMPLE_IDENTITY);
  });

  const OTHERS: [string, () => Promise<SampleReport>][] = [
    ["of another issuer", () => withEntry({ issuer: OTHER_ISSUER })],
    ["under another name", () => withEntry({ name: "Sample Holding plc" })],
    ["of another time", () => withEntry({ ts: "2026-01-14T08:00:00.000Z" })],
    ["that is another one", () => issueSampleReport({ issuerSeed: 9, loggedKey: deriveKeyEntry(report.facts.issuer) })],
  ];
  it.each(OTHERS)("does not count if the log has a key %s", async (_, issue) => {
    const { verdict, signature, facts } = await judge(await issue());
    expect(signature).toMatchObject({ outcome: "failed", reason: "key_not_logged" });
    expect(verdict).toBe("altered");
    expect(facts).toBeNull();
  });

  it("does not sign for another issuer: a copied record names its own", async () => {
    const copied = JSON.parse(report.credential) as JsonObject;
    const issuer = copied.issuer as JsonObject;
    for (const change of [{ id: OTHER_ISSUER }, { name: "Sample Holding plc" }]) {
      const credential = canonicalJson({ ...copied, issuer: { ...issuer, ...change } });
      const { verdict, signature } = await judge(report, { registered: { credential } });
      expect(signature.outcome).toBe("failed");
      expect(verdict).toBe("altered");
    }
  });

  it("does not count if it entered the log after the report", async () => {
    const { verdict, signature } = await judge(await issueSampleReport({ isKeyLate: true }));
    expect(signature).toMatchObject({ outcome: "failed", reason: "key_logged_late", facts: { entry: "4" } });
    expect(verdict).toBe("altered");
  });

  it("is not confirmed without its proof, nor without the log's key", async () => {
    const alone = await judge(report, { registered: { keyProof: null } });
    expect(alone.signature).toMatchObject({ outcome: "not_done", reason: "no_key_proof" });
    expect(alone.verdict).toBe("cannot_tell");
    const { key } = await makeSampleKey(1, "credential");
    const noLog = await judge(report, {
      keys: await parseKeySet(canonicalJson({ keys: plainKeys(await formatKeySet(SAMPLE_DID, [key], "x")) })),
    });
    expect(noLog.signature).toMatchObject({ outcome: "not_done", reason: "no_log_key" });
  });

  it("is not taken from the log of another installation", async () => {
    const other = await issueSampleReport({ base: "https://other.example" });
    const { signature } = await judge(report, { keys: await sampleKeys(other) });
    expect(signature).toMatchObject({ outcome: "failed", facts: { fault: "other_issuer" } });
    const swapped = await judge(report, { registered: { keyProof: other.keyProof } });
    expect(swapped.signature).toMatchObject({ outcome: "failed", reason: "signature_wrong" });
    expect(swapped.verdict).toBe("altered");
  });

  const REVOKED: [string, SampleOptions["revoked"], Partial<Check>, Partial<Check>][] = [
    [
      "before the signature",
      { at: "2026-03-01T00:00:00.000Z", size: 2 },
      { outcome: "failed", reason: "signature_wrong" },
      {},
    ],
    [
      "after it, with the report in the log",
      { at: "2026-03-02T12:00:00.000Z", size: 3 },
      { reason: "signed" },
      { outcome: "passed" },
    ],
    [
      "after the date that it states, but before it was logged",
      { at: "2026-03-02T12:00:00.000Z", size: 2 },
      { reason: "signed" },
      { outcome: "failed", reason: "log_after_revocation" },
    ],
  ];
  it.each(REVOKED)("revoked %s is judged by the log", async (_, revoked, signature, log) => {
    const found = await judge(await issueSampleReport({ revoked }));
    expect(found.signature).toMatchObject(signature);
    expect(found.log).toMatchObject(log);
    expect(found.verdict).toBe(log.outcome === "passed" ? "authentic" : "altered");
  });

  it("of another issuer may be revoked without effect", async () => {
    const revoked = { keyId: report.issuerKey.keyId, revokedAt: "2026-03-01T00:00:00.000Z", revokedSize: 0 };
    const set = (issuer: string) =>
      formatKeySet(SAMPLE_DID, report.keyList, "reports.example/log", {
        revokedIssuerKeys: [{ ...revoked, issuer }],
      });
    expect((await judge(report, { keys: await parseKeySet(await set(OTHER_ISSUER)) })).verdict).toBe("authentic");
    expect((await judge(report, { keys: await parseKeySet(await set(SAMPLE_ISSUER)) })).verdict).toBe("altered");
  });

  it("has a proof that differs from that of the report by what it proves", async () => {
    expect(await isKeyProof(report.facts.issuer, report.keyProof)).toBe(true);
    expect(await isKeyProof(report.facts.issuer, report.proof)).toBe(false);
  });
});

function plainKeys(set: string): JsonObject[] {
  return (JSON.parse(set) as { keys: JsonObject[] }).keys;
}
