import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { packBundle } from "#app/proof/bundle.ts";
import { issuedHashOf } from "#app/proof/credential.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import {
  issueSampleReport,
  type SampleOptions,
  type SampleReport,
  sampleDocument,
  samplePdf,
  WHILE_FRESH,
} from "#app/proof/testing/sample-report.ts";
import { checkFile, checkRecord, checkRecordWithTotals } from "./check-report.ts";
import { type Identified, identifyFile } from "./identify-file.ts";

/** What the register answers, by path; a path that is not here answers 404. */
const answers = new Map<string, BodyInit>();
const asked: { path: string; init: RequestInit | undefined }[] = [];
let isReachable = true;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(WHILE_FRESH) });
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    asked.push({ path, init });
    if (!isReachable) throw new TypeError("network");
    const answer = answers.get(path);
    if (answer !== undefined) return new Response(answer);
    return path.startsWith("/verify/by-hash/") ? new Response("[]") : new Response("", { status: 404 });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  answers.clear();
  asked.length = 0;
  isReachable = true;
});

/** A registered report whose results really follow from its lines. */
async function register(options: SampleOptions = {}): Promise<SampleReport> {
  const document = sampleDocument();
  const results = recomputeInventory(document) as JsonObject;
  const report = await issueSampleReport({ ...options, document: { ...document, results } });
  const { number, hashes } = report.facts;
  const found = JSON.stringify([
    { number, pdfSha256: hashes.editions.map(issuedHashOf), inventorySha256: hashes.inventory },
  ]);
  for (const hash of [...hashes.editions.map(issuedHashOf), hashes.inventory])
    answers.set(`/verify/by-hash/${hash}`, found);
  const { credential, proof: tlogProof, keyProof, keys, statusLists } = report;
  answers.set(
    `/verify/${number}/evidence.json`,
    JSON.stringify({ credential, tlogProof, keyProof, keys, statusLists }),
  );
  answers.set(`/verify/${number}/report.pdf`, new Blob([new Uint8Array(report.pdf)]));
  return report;
}

async function identify(content: Uint8Array): Promise<Identified> {
  return (await identifyFile(content, "reports.example")).identified;
}

async function verdictOf(content: Uint8Array): Promise<string> {
  const identified = await identify(content);
  if (identified.kind !== "report") return identified.kind;
  const { number, file, bundle } = identified;
  return (await checkFile({ number, notice: {} }, file, bundle)).verdict;
}

function change(bytes: Uint8Array, at: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = (changed[at] as number) ^ 1;
  return changed;
}

describe("a file that is checked in the browser", () => {
  it("is authentic as the PDF, as the bundle and as the data package", async () => {
    const report = await register();
    expect(await verdictOf(report.pdf)).toBe("authentic");
    expect(await verdictOf(packBundle(report))).toBe("authentic");
    expect(await verdictOf(report.inventory)).toBe("authentic");
  });

  it("is never sent: every request is a plain GET, with its hash or its number", async () => {
    const report = await register();
    await verdictOf(report.pdf);
    const sha256 = await sha256Hex(report.pdf);
    expect(asked.map(({ path }) => path)).toEqual([
      `/verify/by-hash/${sha256}`,
      `/verify/${report.facts.number}/evidence.json`,
    ]);
    expect(asked.every(({ init }) => init === undefined)).toBe(true);
  });

  it("is altered when any byte of the PDF changed", async () => {
    const report = await register();
    for (const at of [12, report.pdf.length >> 1, report.pdf.length - 2]) {
      expect(await verdictOf(change(report.pdf, at)), `byte ${at}`).toBe("altered");
    }
  });

  it("is altered when a part of the bundle was replaced or a byte changed", async () => {
    const report = await register();
    const other = await samplePdf({ inventory: report.inventory, number: report.facts.number, hash: "other" });
    expect(await verdictOf(packBundle({ ...report, pdf: other }))).toBe("altered");
    expect(await verdictOf(packBundle({ ...report, inventory: encodeUtf8("{}") }))).toBe("altered");
    expect(await verdictOf(packBundle({ ...report, credential: report.credential.replace("2025", "2024") }))).toBe(
      "altered",
    );
    const archive = packBundle(report);
    expect(await verdictOf(change(archive, archive.length - 3))).toBe("damaged_bundle");
  });

  it.each([
    ["withdrawn", { withdrawn: true }],
    ["superseded", { superseded: true }],
  ])("is %s when the signed list states it, whatever the register adds", async (verdict, options) => {
    expect(await verdictOf((await register(options)).pdf)).toBe(verdict);
  });

  it("is unknown when it names no known report", async () => {
    await register();
    expect(await verdictOf(encodeUtf8("%PDF-1.7\nhello"))).toBe("unknown");
    expect(await verdictOf(encodeUtf8("PK\u0003\u0004 no archive"))).toBe("unknown");
    const stranger = await samplePdf({
      inventory: encodeUtf8("{}"),
      number: "GHG-2026-000001-AAAAAAA-AAAAAAA",
      hash: "x",
    });
    expect(await verdictOf(stranger)).toBe("unknown");
  });

  it("is unknown when it names a valid number that was never issued", async () => {
    const report = await register();
    answers.clear();
    expect(await verdictOf(report.pdf)).toBe("unknown");
  });

  it("is a report of another installation when its links lead there, as a file and as a bundle", async () => {
    const report = await register({ base: "https://elsewhere.example" });
    const { number } = report.facts;
    answers.clear();
    const foreign = { kind: "foreign", number, host: "elsewhere.example" };
    expect(await identify(report.pdf)).toEqual(foreign);
    expect(await identify(packBundle(report))).toEqual(foreign);
    answers.clear();
    const own = await register();
    answers.clear();
    expect(await identify(own.pdf)).toEqual({ kind: "unknown", number: own.facts.number });
  });

  it("gets no verdict while the register cannot be reached", async () => {
    const report = await register();
    isReachable = false;
    expect(await verdictOf(report.pdf)).toBe("unreachable");
  });

  it("gets no verdict when the evidence disappears between look-up and check", async () => {
    const report = await register();
    const identified = await identify(report.pdf);
    isReachable = false;
    if (identified.kind !== "report") throw new Error(identified.kind);
    const { verdict } = await checkFile({ number: identified.number, notice: {} }, identified.file, null);
    expect(verdict).toBe("cannot_tell");
  });

  it("is recomputed when it is a bare inventory document", async () => {
    const document = sampleDocument();
    const results = recomputeInventory(document) as JsonObject;
    const right = await identify(encodeUtf8(JSON.stringify({ ...document, results }, null, 2)));
    expect(right).toMatchObject({ kind: "document", check: { outcome: "passed" } });
    const totals = { ...(results.totals as JsonObject), co2eKg: "1" };
    const wrong = await identify(encodeUtf8(JSON.stringify({ ...document, results: { ...results, totals } })));
    expect(wrong).toMatchObject({
      kind: "document",
      check: { outcome: "failed", facts: { pointer: "/results/totals/co2eKg" } },
    });
    expect(await identify(encodeUtf8("{ no"))).toMatchObject({ kind: "document", check: { outcome: "not_done" } });
  });
});

describe("a record that is looked up by number", () => {
  it("has all checks done except the file, with totals from the issued PDF", async () => {
    const report = await register();
    const { verdict, subject, checks } = await checkRecordWithTotals({ number: report.facts.number, notice: {} });
    expect([verdict, subject]).toEqual(["authentic", "record"]);
    expect(checks.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["file", "not_applicable"],
      ["signature", "passed"],
      ["log", "passed"],
      ["status", "passed"],
      ["totals", "passed"],
      ["printed", "not_applicable"],
      ["seal", "not_applicable"],
    ]);
  });

  it("does not download the issued file without a request", async () => {
    const report = await register();
    const { checks } = await checkRecord({ number: report.facts.number, notice: {} });
    expect(checks.find(({ id }) => id === "totals")).toMatchObject({ outcome: "not_applicable" });
    expect(asked.map(({ path }) => path)).toEqual([`/verify/${report.facts.number}/evidence.json`]);
  });

  it("is not confirmed by keys that contradict themselves", async () => {
    const report = await register();
    const { credential, proof: tlogProof, keyProof, statusLists } = report;
    const evidence = { credential, tlogProof, keyProof, statusLists, keys: '{"keys":[]}' };
    answers.set(`/verify/${report.facts.number}/evidence.json`, JSON.stringify(evidence));
    const { verdict } = await checkRecord({ number: report.facts.number, notice: {} });
    expect(verdict).toBe("cannot_tell");
  });
});
