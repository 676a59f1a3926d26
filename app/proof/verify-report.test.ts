import { beforeAll, describe, expect, it } from "vitest";
import { concatBytes, encodeUtf8 } from "#app/encoding/bytes.ts";
import { canonicalJson, type JsonObject } from "#app/encoding/canonical-json.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { translator } from "#app/i18n/index.ts";
import { makeIdentity, signerOf } from "#app/seal/testing/sample-certificates.ts";
import { compareResults } from "./compare-results.ts";
import { formatKeySet, parseKeySet } from "./key-set.ts";
import { recomputeInventory } from "./recompute-inventory.ts";
import { makeSampleKey } from "./testing/sample-keys.ts";
import {
  AFTER_FRESH,
  issueSampleReport,
  SAMPLE_DID,
  type SampleReport,
  sampleDocument,
  sampleKeys,
  WHILE_FRESH,
} from "./testing/sample-report.ts";
import type { Check, CheckId } from "./verdict.ts";
import { verdictFactsOf } from "./verdict-facts.ts";
import { type RegisteredReport, type VerificationInput, verifyReport } from "./verify-report.ts";

let report: SampleReport;
beforeAll(async () => {
  report = await issueSampleReport();
});

async function inputFor(issued: SampleReport, change: Partial<VerificationInput> = {}): Promise<VerificationInput> {
  const { credential, proof, keyProof, statusLists } = issued;
  return {
    file: issued.pdf,
    registered: { credential, proof, keyProof, statusLists },
    keys: await sampleKeys(issued),
    now: WHILE_FRESH,
    recompute: recomputeInventory,
    online: true,
    ...change,
  };
}

async function withRecord(change: Partial<RegisteredReport>): Promise<VerificationInput> {
  const input = await inputFor(report);
  return { ...input, registered: { ...(input.registered as RegisteredReport), ...change } };
}

function outcomes(checks: Check[]): Record<CheckId, string> {
  return Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome])) as Record<CheckId, string>;
}

const ALL_PASSED = {
  file: "passed",
  signature: "passed",
  log: "passed",
  status: "passed",
  totals: "passed",
  printed: "not_applicable",
  seal: "not_applicable",
};

describe("an issued report", () => {
  it("is authentic by all checks", async () => {
    const result = await verifyReport(await inputFor(report));
    expect(outcomes(result.checks)).toEqual(ALL_PASSED);
    expect(result).toMatchObject({
      verdict: "authentic",
      subject: "file",
      number: report.facts.number,
      facts: report.facts,
    });
    const totals = result.checks.find(({ id }) => id === "totals");
    expect(Number(totals?.facts.figures)).toBeGreaterThan(15);
    const sentence = translator("en").verify.sentence(verdictFactsOf(result));
    expect(sentence).toBe(
      `This file is exactly report ${report.facts.number}, issued by “Sample Precision Co., Ltd.” (name not checked) on 2 Mar 2026.`,
    );
  });

  it("is authentic as its data package alone", async () => {
    const result = await verifyReport(await inputFor(report, { file: report.inventory }));
    expect(outcomes(result.checks)).toEqual(ALL_PASSED);
    expect(result.checks[0]?.reason).toBe("file_is_data_package");
  });

  it("by number alone is on record, and nothing is said of a file", async () => {
    const { file, ...input } = await inputFor(report);
    const result = await verifyReport(input);
    expect(result).toMatchObject({ verdict: "authentic", subject: "record" });
    expect(outcomes(result.checks)).toMatchObject({
      file: "not_applicable",
      signature: "passed",
      totals: "not_applicable",
    });
    expect(translator("en").verify.sentence(verdictFactsOf(result))).toContain(
      "To find out whether your file is that report",
    );
  });

  it("is withdrawn or superseded when the signed list marks it so", async () => {
    const withdrawn = await issueSampleReport({ withdrawn: true, superseded: true });
    expect((await verifyReport(await inputFor(withdrawn))).verdict).toBe("withdrawn");
    const superseded = await issueSampleReport({ superseded: true });
    const input = await inputFor(superseded);
    const notice = { supersededBy: "GHG-2026-000418", supersededAt: "2026-03-05T00:00:00Z" };
    const result = await verifyReport({ ...input, registered: { ...(input.registered as RegisteredReport), notice } });
    expect(result.verdict).toBe("superseded");
    expect(translator("en").verify.sentence(verdictFactsOf(result))).toBe(
      "Authentic, but replaced by GHG-2026-000418 on 5 Mar 2026.",
    );
  });

  it("stays withdrawn in an old list, but is not current in one", async () => {
    const withdrawn = await issueSampleReport({ withdrawn: true });
    expect((await verifyReport(await inputFor(withdrawn, { now: AFTER_FRESH }))).verdict).toBe("withdrawn");
    const old = await verifyReport(await inputFor(report, { now: AFTER_FRESH }));
    expect(old.verdict).toBe("cannot_tell");
    expect(outcomes(old.checks).status).toBe("not_done");
  });

  it("without a network is authentic as far as could be known, and the sentence states until when", async () => {
    const result = await verifyReport(await inputFor(report, { now: AFTER_FRESH, online: false }));
    expect(result).toMatchObject({ verdict: "authentic", status: { kind: "unknown", since: report.facts.issuedAt } });
    const { sentence } = translator("en").verify;
    expect(sentence(verdictFactsOf(result))).toContain(
      "not known whether it was replaced or withdrawn after 2 Mar 2026, 09:15 UTC",
    );
  });

  it("a notice by the register alone changes nothing", async () => {
    const result = await verifyReport(
      await withRecord({ notice: { withdrawnAt: "2026-03-05T00:00:00Z", reason: "x" } }),
    );
    expect(result.verdict).toBe("authentic");
  });
});

describe("the seal of a report", () => {
  const identity = makeIdentity("Sample Issuer", { kind: "p256" });
  const seal = { signer: signerOf(identity), timestamp: null };
  let sealed: SampleReport;
  beforeAll(async () => {
    sealed = await issueSampleReport({ seal });
  });
  const sealOf = async (change: Partial<VerificationInput>, of: SampleReport = sealed) => {
    const { verdict, checks } = await verifyReport(await inputFor(of, change));
    const check = checks.find(({ id }) => id === "seal");
    return { verdict, outcome: check?.outcome, reason: check?.reason, facts: check?.facts };
  };

  it("is one more check that holds, and names the certificate", async () => {
    expect(await sealOf({})).toMatchObject({
      verdict: "authentic",
      outcome: "passed",
      facts: { subject: "Sample Issuer", issuer: "", signedAt: "2026-03-02T09:15:00Z" },
    });
  });

  it("does not apply, and it is said why, without a seal, without a file, or to the report before its seal", async () => {
    const { file, ...record } = await inputFor(sealed);
    expect((await verifyReport(record)).checks.at(-1)).toMatchObject({ reason: "seal_waits_for_file" });
    expect(await sealOf({}, report)).toMatchObject({ outcome: "not_applicable", reason: "issued_without_seal" });
    for (const copy of [sealed.unsealed, sealed.inventory]) {
      const found = await sealOf({ file: copy });
      expect(found).toMatchObject({ verdict: "authentic", outcome: "not_applicable", reason: "seal_not_in_file" });
    }
  });

  it("is no green tick on another file, however well that one is sealed", async () => {
    const other = await issueSampleReport({ seal, base: "https://other.example" });
    expect(await sealOf({ file: other.pdf })).toMatchObject({ verdict: "altered", reason: "seal_not_of_report" });
    expect(await sealOf({ file: other.pdf }, report)).toMatchObject({
      verdict: "altered",
      reason: "seal_not_of_report",
    });
  });

  it("is broken where the file was added to or changed, and the verdict is altered", async () => {
    const appended = concatBytes(sealed.pdf, encodeUtf8("\n"));
    const changed = sealed.pdf.map((byte, at) => (at === 3000 ? byte ^ 1 : byte));
    for (const file of [appended, changed])
      expect(await sealOf({ file })).toMatchObject({ verdict: "altered", outcome: "failed", reason: "seal_wrong" });
  });

  it("must be over the report that the record names as unsealed", async () => {
    const forged = await issueSampleReport({ seal, unsealedHash: "0".repeat(64) });
    expect(await sealOf({}, forged)).toMatchObject({
      verdict: "altered",
      outcome: "failed",
      facts: { fault: "seal_of_other_content" },
    });
  });

  it("is explained in both languages", async () => {
    const { facts } = await sealOf({});
    expect(translator("en").verify.line.sealed(facts!)).toContain("sealed by Sample Issuer on 2 Mar 2026");
    expect(translator("zh").verify.line.sealed(facts!)).toContain("由Sample Issuer于2026年3月2日签章");
  });
});

describe("nothing is confirmed", () => {
  const cases: [string, (input: VerificationInput) => VerificationInput, CheckId][] = [
    ["without keys", (input) => ({ ...input, keys: null }), "signature"],
    [
      "without the log's key",
      (input) => ({ ...input, keys: input.keys && { ...input.keys, noteVerifiers: [] } }),
      "log",
    ],
    [
      "without a log proof",
      (input) => ({ ...input, registered: { ...(input.registered as RegisteredReport), proof: null } }),
      "log",
    ],
    [
      "without status lists",
      (input) => ({ ...input, registered: { ...(input.registered as RegisteredReport), statusLists: [] } }),
      "status",
    ],
    ["without the engine", (input) => ({ ...input, recompute: null }), "totals"],
    ["when the register cannot be reached", (input) => ({ ...input, registered: "unreachable" }), "file"],
  ];
  it.each(cases)("%s", async (_name, change, undone) => {
    const result = await verifyReport(change(await inputFor(report)));
    expect(result.verdict).toBe("cannot_tell");
    expect(outcomes(result.checks)[undone]).toBe("not_done");
    expect(translator("en").verify.sentence(verdictFactsOf(result))).toContain("Nothing is confirmed");
  });

  it("offline excuses only the status", async () => {
    const input = await inputFor(report, { online: false });
    expect((await verifyReport({ ...input, recompute: null })).verdict).toBe("cannot_tell");
    expect((await verifyReport({ ...input, keys: null })).verdict).toBe("cannot_tell");
  });
});

describe("another file", () => {
  it("that names nothing is not recognised", async () => {
    const result = await verifyReport(
      await inputFor(report, { file: encodeUtf8("%PDF-1.7 hello"), registered: "unknown" }),
    );
    expect(result).toMatchObject({ verdict: "not_recognised", number: null });
  });

  it("with bytes appended is altered, although the beginning matches", async () => {
    const result = await verifyReport(await inputFor(report, { file: concatBytes(report.pdf, encodeUtf8("\n")) }));
    expect(result).toMatchObject({ verdict: "altered", number: report.facts.number });
    expect(outcomes(result.checks)).toMatchObject({
      file: "failed",
      signature: "failed",
      log: "not_applicable",
      status: "passed",
    });
  });

  it("is altered whichever byte was changed", async () => {
    const step = Math.max(1, Math.floor(report.pdf.length / 60));
    for (let at = 0; at < report.pdf.length; at += step) {
      const file = report.pdf.map((byte, position) => (position === at ? byte ^ 1 : byte));
      const result = await verifyReport(await inputFor(report, { file }));
      expect(result.verdict, `byte ${at}`).toBe("altered");
      expect(result.checks[0]).toMatchObject({ outcome: "failed", reason: "file_differs" });
    }
  });
});

describe("evidence with anything changed", () => {
  const parts: ["credential" | "proof" | "keyProof" | "status", CheckId][] = [
    ["credential", "signature"],
    ["keyProof", "signature"],
    ["proof", "log"],
    ["status", "status"],
  ];
  it.each(parts)("%s: the check %s fails and the verdict is altered", async (part, check) => {
    const [first, second] = report.statusLists as [string, string];
    const text = part === "status" ? first : report[part];
    for (let at = 0; at < text.length; at += 5) {
      const changed = text.slice(0, at) + (text[at] === "0" ? "1" : "0") + text.slice(at + 1);
      const change = part === "status" ? { statusLists: [changed, second] } : { [part]: changed };
      const result = await verifyReport(await withRecord(change));
      // A list without its issuer is a missing list, not a wrong one.
      const expected = part === "status" ? ["altered", "cannot_tell"] : ["altered"];
      expect(expected, `position ${at}`).toContain(result.verdict);
      expect(outcomes(result.checks)[check], `position ${at}`).not.toBe("passed");
    }
  });

  it("signed by another key fails", async () => {
    const { proof } = JSON.parse((await issueSampleReport({ issuerSeed: 9 })).credential);
    const credential = canonicalJson({ ...JSON.parse(report.credential), proof });
    const result = await verifyReport(await withRecord({ credential }));
    expect(result).toMatchObject({ verdict: "altered", facts: null });
    expect(result.checks[1]).toMatchObject({ reason: "signature_wrong", facts: { fault: "unknown_key" } });
  });

  it("with status lists by another key than the installation's fails", async () => {
    const forger = await makeSampleKey(9, "credential");
    const log = await makeSampleKey(2, "log");
    const keys = await parseKeySet(await formatKeySet(SAMPLE_DID, [forger.key, log.key], "reports.example/log"));
    const { checks, verdict } = await verifyReport(await inputFor(report, { keys }));
    expect(verdict).toBe("altered");
    expect(checks[3]).toMatchObject({ reason: "status_wrong", facts: { fault: "unknown_key" } });
  });

  it("of another report fails", async () => {
    const document = { ...sampleDocument(), facilities: { f1: { name: { en: "Other" } } } };
    const other = await issueSampleReport({ document });
    const mixed = await verifyReport(await withRecord({ proof: other.proof }));
    expect(mixed.verdict).toBe("altered");
    expect(outcomes(mixed.checks).log).toBe("failed");
    expect((await verifyReport(await inputFor(other, { file: report.pdf }))).verdict).toBe("altered");
  });

  it("with other data next to it fails", async () => {
    const result = await verifyReport(await withRecord({ inventory: encodeUtf8("{}") }));
    expect(result.checks[4]).toMatchObject({ outcome: "failed", reason: "data_differs" });
  });
});

describe("totals that do not follow from the lines", () => {
  it("fail although everything is signed, and the first figure is named with both values", async () => {
    const document = sampleDocument();
    const results = document.results as JsonObject & { totals: JsonObject };
    const forged = { ...document, results: { ...results, totals: { ...results.totals, co2eKg: "2000" } } };
    const issued = await issueSampleReport({ document: forged });
    const result = await verifyReport(await inputFor(issued));
    expect(result.verdict).toBe("altered");
    expect(outcomes(result.checks)).toEqual({ ...ALL_PASSED, totals: "failed" });
    expect(result.checks[4]?.facts).toMatchObject({
      pointer: "/results/totals/co2eKg",
      stated: "2000",
      recomputed: "2680",
    });
  });

  it.each([
    [{ a: "1" }, { a: "1" }, null],
    [{ a: "1" }, { a: "1.0" }, { pointer: "/a", stated: "1", recomputed: "1.0" }],
    [{ a: ["1"] }, { a: ["1", "2"] }, { pointer: "/a/1", stated: null, recomputed: "2" }],
    [{ a: "1", b: "2" }, { a: "1" }, { pointer: "/b", stated: "2", recomputed: null }],
    [{}, { "a/b": { "c~": "1" } }, { pointer: "/a~1b", stated: null, recomputed: '{"c~":"1"}' }],
    [{ a: null }, { a: "0" }, { pointer: "/a", stated: "null", recomputed: "0" }],
  ])("%j against %j", (stated, recomputed, difference) => {
    expect(compareResults(stated, recomputed).difference).toEqual(difference);
  });
});

describe("data that only one of two readers finds", () => {
  const equal = { kind: "compared", figures: 3, difference: null, isSameRenderer: true } as const;
  const differing = {
    ...equal,
    difference: { section: "1", row: "", column: "", printed: "1", recomputed: "2" },
  };

  it("are not called absent next to totals that were calculated with them", async () => {
    const rebuild = () => Promise.reject(new TransparencyError("no_embedded_inventory"));
    const result = await verifyReport(await inputFor(report, { rebuild }));
    expect(result.checks[4]).toMatchObject({ id: "totals", outcome: "passed" });
    expect(result.checks[5]).toMatchObject({
      ...{ id: "printed", outcome: "not_done", reason: "printed_unreadable" },
      facts: { fault: "not_our_form" },
    });
  });

  it.each([equal, differing])("are not compared with the print next to totals that found none", async (rebuilt) => {
    const input = await inputFor(report, {
      file: encodeUtf8("%PDF-1.7"),
      rebuild: () => Promise.resolve(rebuilt),
    });
    const result = await verifyReport(input);
    expect(result.verdict).toBe("altered");
    expect(result.checks[4]).toMatchObject({ id: "totals", reason: "no_data" });
    expect(result.checks[5]).toMatchObject({
      ...{ id: "printed", outcome: "not_done", reason: "printed_unreadable" },
      facts: { fault: "no_embedded_inventory" },
    });
  });

  it("are named as unread where both find none, and as compared where both find them", async () => {
    const without = await inputFor(report, {
      file: encodeUtf8("%PDF-1.7"),
      rebuild: () => Promise.reject(new TransparencyError("no_embedded_inventory")),
    });
    expect((await verifyReport(without)).checks[5]).toMatchObject({ facts: { fault: "no_embedded_inventory" } });
    const both = await verifyReport(await inputFor(report, { rebuild: () => Promise.resolve(equal) }));
    expect(both.checks[5]).toMatchObject({ outcome: "passed", reason: "printed_equal" });
  });
});

describe("what is said", () => {
  it("has a line for every reason in both languages, with no fact left out", async () => {
    const results = await Promise.all([
      verifyReport(await inputFor(report)),
      verifyReport(await inputFor(report, { file: encodeUtf8("%PDF-1.7") })),
      verifyReport(await inputFor(report, { registered: "unreachable" })),
      verifyReport(await inputFor(report, { registered: "unknown" })),
      verifyReport(await withRecord({ proof: "x" })),
    ]);
    for (const locale of ["en", "zh"] as const) {
      const { line, sentence } = translator(locale).verify;
      for (const result of results) {
        const texts = [
          sentence(verdictFactsOf(result)),
          ...result.checks.map(({ reason, facts }) => line[reason](facts)),
        ];
        for (const text of texts) expect(text).not.toMatch(/undefined|null|NaN|^\s*$/);
      }
    }
  });

  it("is about a canonical document only", async () => {
    expect(canonicalJson(JSON.parse(new TextDecoder().decode(report.inventory)))).toBe(
      new TextDecoder().decode(report.inventory),
    );
  });
});
