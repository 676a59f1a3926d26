import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { condense } from "#app/carbon/condense/condense.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { DetailTree, newSalt, piecesOf, printPiece } from "#app/proof/detail/record-detail.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { issueSampleReport, sampleDocument, WHILE_FRESH } from "#app/proof/testing/sample-report.ts";
import { checkRecords } from "./check-records.ts";

const answers = new Map<string, BodyInit>();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(WHILE_FRESH) });
  vi.stubGlobal(
    "fetch",
    async (path: string) => new Response(answers.get(path), answers.has(path) ? {} : { status: 404 }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  answers.clear();
});

/** A report on three records in one line, and the file of its records. */
async function issue() {
  const sample = sampleDocument() as unknown as InventoryDocument;
  const [first] = sample.activities;
  const activities = ["1", "2.5", "3"].map((quantity, index) => ({ ...first!, id: `r${index}`, quantity }));
  const condensed = condense({ ...sample, activities });
  const tree = new DetailTree();
  const pieces: string[] = [];
  for (const { line, records } of condensed.detail) {
    for (const piece of piecesOf(line, records)) {
      pieces.push(printPiece({ ...piece, salt: newSalt() }));
      await tree.add(pieces.at(-1)!, records.length);
    }
  }
  const document = { ...condensed.document, detail: await tree.print() } as unknown as JsonObject;
  const results = recomputeInventory(document) as JsonObject;
  const report = await issueSampleReport({ document: { ...document, results } });
  const { credential, proof: tlogProof, keyProof, keys, statusLists, pdf, facts } = report;
  answers.set(
    `/verify/${facts.number}/evidence.json`,
    JSON.stringify({ credential, tlogProof, keyProof, keys, statusLists }),
  );
  answers.set(`/verify/${facts.number}/report.pdf`, new Blob([new Uint8Array(pdf)]));
  return {
    report,
    records: pieces.map((piece) => `${piece}\n`).join(""),
    subject: { number: facts.number, notice: {} },
  };
}

describe("checkRecords", () => {
  it("finds the records of the issued report, loaded or held, as PDF or as its document", async () => {
    const { report, records, subject } = await issue();
    for (const held of [null, report.pdf, report.inventory]) {
      const read: number[] = [];
      const found = await checkRecords(subject, held, new Blob([records]), (bytes) => read.push(bytes));
      expect(found).toEqual({ kind: "checked", check: { ok: true, records: 3, pieces: 1 }, lines: 1 });
      expect(read.at(-1)).toBe(records.length);
    }
  });

  it("names the place of a record that was changed", async () => {
    const { records, subject } = await issue();
    const found = await checkRecords(subject, null, new Blob([records.replace('"2.5"', '"2.6"')]), () => {});
    expect(found).toMatchObject({ kind: "checked", check: { ok: false, fault: { code: "line_differs" } } });
  });

  it("reads no records where the report is missing or is not the issued one", async () => {
    const { report, records, subject } = await issue();
    const altered = report.pdf.slice();
    altered[12]! ^= 1;
    expect(await checkRecords(subject, altered, new Blob([records]), () => {})).toEqual({ kind: "not_issued" });
    answers.delete(`/verify/${subject.number}/report.pdf`);
    expect(await checkRecords(subject, null, new Blob([records]), () => {})).toEqual({ kind: "no_report" });
  });
});
