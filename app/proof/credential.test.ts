import { beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, type JsonObject } from "#app/encoding/canonical-json.ts";
import {
  buildReportCredential,
  deriveIssueEntry,
  deriveIssueOpening,
  parseReportCredential,
  type ReportEdition,
  type ReportFacts,
  readReportFacts,
  verifyCredential,
} from "./credential.ts";
import { issueSampleReport, SAMPLE_IDENTITY, type SampleReport } from "./testing/sample-report.ts";

let report: SampleReport;
const SAMPLE_ISSUER = {
  did: `did:web:reports.example:keys:${SAMPLE_IDENTITY}`,
  name: "Sample",
  key: { publicKeyMultibase: "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", since: "2026-01-15T08:00:00Z" },
};
const EDITION: ReportEdition = { language: "en", unsignedPdf: "a".repeat(64), sealedPdf: null };
const ofEditions = (...editions: ReportEdition[]) => ({ inventory: "b".repeat(64), editions });

beforeAll(async () => {
  report = await issueSampleReport();
});

describe("a report credential", () => {
  it("states exactly the facts it was built from", () => {
    expect(readReportFacts(buildReportCredential(report.facts))).toEqual(report.facts);
    expect(parseReportCredential(report.credential).facts).toEqual(report.facts);
  });

  it("states what was proved of the issuer, which older records don't have", () => {
    const domain = { kind: "domain", method: "dns", value: "a.example" } as const;
    const checked = { checkedOn: "2026-01-30", checkedBy: "reports.example" };
    const entry = { kind: "registration", method: "register", value: "HRB 1, Register", name: "Sample" } as const;
    const proofs = [
      { ...domain, ...checked },
      { ...entry, ...checked },
    ];
    const stated = { nameChecked: true, proofs };
    const facts = { ...report.facts, issuer: { ...SAMPLE_ISSUER, stated } };
    const credential = buildReportCredential(facts);
    expect(credential.issuer).toMatchObject({ name: "Sample", nameChecked: true, proofs });
    expect(readReportFacts(credential)).toEqual(facts);
    const old = buildReportCredential({ ...report.facts, issuer: SAMPLE_ISSUER });
    expect(Object.keys(old.issuer as JsonObject).toSorted()).toEqual(["id", "key", "name"]);
    expect(readReportFacts(old).issuer).toEqual(SAMPLE_ISSUER);
  });

  it("states the basis of an intensity where the organization states one", () => {
    const intensity = { per: { en: "tonne of steel", zh: "吨钢" }, quantity: "1204.5" };
    const credential = buildReportCredential({ ...report.facts, intensity });
    expect(readReportFacts(credential).intensity).toEqual(intensity);
    const { inventory } = credential.credentialSubject as { inventory: JsonObject };
    expect(inventory.intensity).toEqual(intensity);
    for (const wrong of [null, {}, { per: {}, quantity: "1" }, { ...intensity, quantity: "about 5" }]) {
      const subject = {
        ...(credential.credentialSubject as JsonObject),
        inventory: { ...inventory, intensity: wrong },
      };
      expect(() => readReportFacts({ ...credential, credentialSubject: subject } as JsonObject)).toThrow(
        expect.objectContaining({ code: "invalid_credential" }),
      );
    }
    expect(readReportFacts(buildReportCredential(report.facts))).not.toHaveProperty("intensity");
  });

  it.each([
    { nameChecked: "yes", proofs: [] },
    { nameChecked: true },
    { proofs: [] },
    { nameChecked: true, proofs: [{}] },
    { nameChecked: true, proofs: [{ kind: "domain", method: "register", value: "a.example" }] },
    { nameChecked: true, proofs: [{ kind: "toString", method: "dns", value: "a.example" }] },
    { nameChecked: true, proofs: [{ kind: "registration", method: "register", value: "HRB 1" }] },
    { nameChecked: true, proofs: [{ kind: "domain", method: "dns", value: " " }] },
  ])("refuses proofs of an issuer in another shape (%j)", ({ proofs, ...rest }) => {
    const credential = buildReportCredential(report.facts);
    const checked = { checkedOn: "2026-01-30", checkedBy: "reports.example" };
    const filled = proofs?.map((proof) => ({ ...checked, ...proof }));
    const issuer = { ...(credential.issuer as JsonObject), ...rest, ...(filled ? { proofs: filled } : {}) };
    expect(() => readReportFacts({ ...credential, issuer } as JsonObject)).toThrow(
      expect.objectContaining({ code: "invalid_credential" }),
    );
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
      hashes: {
        ...report.facts.hashes,
        editions: (["en", "zh", "both"] as const).map((language) => ({
          ...EDITION,
          language,
          sealedPdf: "1".repeat(64),
        })),
      },
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
    ["half a hash", { hashes: { ...ofEditions(EDITION), inventory: "00" } }],
    ["half a hash of a file", { hashes: ofEditions({ ...EDITION, unsignedPdf: "00" }) }],
    ["no file", { hashes: ofEditions() }],
    ["a language twice", { hashes: ofEditions(EDITION, EDITION) }],
    ["a language that no report has", { hashes: ofEditions({ ...EDITION, language: "de" as "en" }) }],
    [
      "a seal in one file only",
      { hashes: ofEditions(EDITION, { ...EDITION, language: "zh", sealedPdf: "1".repeat(64) }) },
    ],
    ["an empty issuer", { issuer: { ...SAMPLE_ISSUER, name: " " } }],
    ["an issuer that is its installation", { issuer: { ...SAMPLE_ISSUER, did: "did:web:reports.example" } }],
    ["an issuer without an id", { issuer: { ...SAMPLE_ISSUER, did: "did:web:reports.example:keys:sample" } }],
    ["a key without a time", { issuer: { ...SAMPLE_ISSUER, key: { ...SAMPLE_ISSUER.key, since: "2026" } } }],
    ["a place beyond the list", { status: [{ purpose: "revocation", list: "https://reports.example/s", index: -1 }] }],
    ["a salt that is too short", { logSalt: "ab".repeat(16) }],
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

describe("the log entry of an issue", () => {
  it("follows from the credential alone, and shows nothing of it", async () => {
    const credential = JSON.parse(report.credential) as JsonObject;
    const { statement, salt } = await deriveIssueOpening(credential);
    expect(statement).toMatchObject({
      type: "issue",
      number: report.facts.number,
      h_pdf: report.facts.hashes.editions.map(({ unsignedPdf }) => unsignedPdf),
      ts: report.facts.issuedAt,
      h_inv: report.facts.hashes.inventory,
    });
    expect(salt).toBe(report.facts.logSalt);
    const entry = await deriveIssueEntry(credential);
    expect(entry).toEqual({ type: "commitment", hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const text = canonicalJson(entry);
    const { inventory } = report.facts.hashes;
    for (const secret of [
      "Sample",
      "示例",
      report.facts.number,
      "91320000",
      inventory,
      report.facts.hashes.editions[0]!.unsignedPdf,
      "2026",
    ])
      expect(text).not.toContain(secret);
  });

  it("is another for the same report with another salt, and the signature covers the salt", async () => {
    const again = await issueSampleReport({ logSalt: "6b".repeat(32) });
    expect(again.facts.hashes).toEqual(report.facts.hashes);
    const entryOf = (text: string) => deriveIssueEntry(JSON.parse(text) as JsonObject);
    expect(await entryOf(again.credential)).not.toEqual(await entryOf(report.credential));
    const swapped = report.credential.replace(report.facts.logSalt, again.facts.logSalt);
    expect(swapped).not.toBe(report.credential);
    await expect(verifyCredential(JSON.parse(swapped) as JsonObject, [report.issuerKey])).rejects.toThrow(
      "wrong_signature",
    );
  });
});
