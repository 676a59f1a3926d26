import { expect, it } from "vitest";
import { openWorkbook } from "#app/encoding/workbook/read-workbook.ts";
import { translator } from "#app/i18n/index.ts";
import type { RequestView } from "../request/request-list.tsx";
import type { VerifierLine } from "./lines-list.ts";
import { linesWorkbook } from "./lines-workbook.ts";

const line: VerifierLine = {
  id: "a1",
  at: 0,
  source: { en: "=HYPERLINK(1)", zh: "+1" },
  facility: { en: "@Plant" },
  sourceId: "s",
  facilityId: "f",
  period: { start: "2025-01-01", end: "2025-01-31" },
  scope: 2,
  category: "purchased_electricity",
  quantity: "-1",
  unit: "kWh",
  method: "entered",
  factor: "=f@1",
  dataset: "-Dataset",
  datasetCode: "0",
  basis: "estimated",
  records: 1,
  evidenced: "all",
  co2eKg: "123456789012345678.000000000000000000001",
  isCounted: true,
  weight: 1,
  cumulativeKg: "123456789012345678.000000000000000000001",
  totalKg: "370370367037037034.000000000000000000003",
  mark: { note: "=1+1", by: "Verifier", at: "2026-01-01T00:00:00.000Z" },
  findings: [2],
  samples: [],
};

const request: RequestView = {
  id: "r",
  number: 3,
  text: "=The bills of March",
  dueOn: "2026-02-01",
  by: "Verifier",
  at: "2026-01-10T00:00:00.000Z",
  state: "answered",
  steps: [
    {
      step: 1,
      state: "answered",
      text: "Here it is.",
      by: "Sample",
      at: "2026-01-20T00:00:00.000Z",
      files: [{ id: "f", name: "=bill.pdf", size: 1 }],
    },
  ],
};

it.each(["en", "zh"] as const)("keeps exact figures and every text as a text in %s", (locale) => {
  const bytes = linesWorkbook({
    t: translator(locale),
    locale,
    lines: [line],
    files: new Map([[0, ["=bill.pdf", "scan.png"]]]),
    recordIds: { a1: "record-1" },
    findings: [],
    requests: [request],
  });
  const book = openWorkbook(bytes);
  const [head, row] = book.readSheet(book.sheets[0]!.name).rows;
  const cells = row!.cells.map(({ kind, text, isFormula }) => ({ kind, text, isFormula }));
  expect(cells.some(({ isFormula }) => isFormula)).toBe(false);
  for (const text of ["a1", "=f@1", "-Dataset", "-1", line.co2eKg, "=bill.pdf; scan.png", "=1+1", "record-1", "F2"])
    expect(cells).toContainEqual({ kind: "text", text, isFormula: false });
  expect(cells).toContainEqual({ kind: "number", text: expect.stringMatching(/^33\.33333/), isFormula: false });
  expect(head!.cells.length).toBeGreaterThanOrEqual(cells.length);
  expect(book.sheets).toHaveLength(3);
  const [, asked] = book.readSheet(book.sheets[2]!.name).rows;
  const texts = asked!.cells.map(({ text }) => text);
  for (const text of ["R3", "2026-02-01", "=The bills of March", "=bill.pdf"]) expect(texts).toContain(text);
  expect(texts.at(-1)).toMatch(/^2026-01-20T00:00:00\.000Z Sample: .+: Here it is\.$/);
  expect(asked!.cells.some(({ isFormula }) => isFormula)).toBe(false);
});
