import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EntryContext } from "#app/carbon/entry/activity-entry.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { openWorkbook } from "#app/encoding/workbook/read-workbook.ts";
import { translator } from "#app/i18n/index.ts";
import { printTemplateCsv, type TemplateInput, writeTemplate } from "./activity-template.ts";
import type { CheckedRow } from "./file/activity-file.ts";
import { checkMapping } from "./file/check-mapping.ts";
import { checkRow } from "./file/check-row.ts";
import { describeTable } from "./file/describe-table.ts";
import { openTable } from "./file/open-table.ts";
import { readFileRows } from "./file/read-rows.ts";
import { suggestMapping } from "./file/suggest-mapping.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "template-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const period = { start: "2025-01-01", end: "2025-12-31" };
const context: EntryContext = {
  period,
  sources: [
    { id: "a", facilityNames: ["一厂"], names: ["外购电力"], unit: "kWh", scope: 2, category: "x" },
    { id: "b", facilityNames: ["一厂"], names: ['=HYPERLINK("x")'], unit: "t", scope: 1, category: "x" },
  ],
};

function inputOf(form: "tall" | "wide", locale: ContentLanguage): TemplateInput {
  const sources = context.sources.map(({ facilityNames, names, unit }) => ({
    facility: facilityNames[0]!,
    source: names[0]!,
    unit,
  }));
  return { form, locale, period, facilities: ["一厂"], sources };
}

function wordsOf(locale: ContentLanguage) {
  const { template } = translator(locale).activityFile;
  return { sheet: template.sheet, list: template.list, title: "t", lines: ["l"] };
}

/** Imports a file with the suggested mapping. */
function importFile(name: string, bytes: Uint8Array | string): CheckedRow[] {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const table = openTable(path);
  const sheet = describeTable(table).sheets[0]!;
  const { decimal, ...suggested } = suggestMapping(sheet, 2025);
  expect(decimal).toBe("point");
  const mapping = { ...suggested, decimal: "point" as const };
  expect(checkMapping(mapping, sheet)).toEqual([]);
  return [...readFileRows(table, mapping)].flat().map((read) => checkRow(read, context));
}

describe.each(["en", "zh"] as const)("a template in %s", (locale) => {
  it.each(["tall", "wide"] as const)("%s, filled in as text, is read completely", (form) => {
    const lines = printTemplateCsv(inputOf(form, locale)).split("\r\n");
    const filled = lines.map((line, at) => {
      if (at === 0 || line === "") return line;
      return form === "tall" ? line.replace("2025-01,,", "2025-01,12.5,") : line.replace(/(kWh|,t),,/, "$1,12.5,");
    });
    const rows = importFile(`${form}-${locale}.csv`, filled.join("\r\n"));
    const records = rows.filter((row) => row.outcome === "record");
    expect(records.map((row) => [row.value.sourceId, row.value.period.start, row.value.quantity])).toEqual([
      ["a", "2025-01-01", "12.5"],
      ["b", "2025-01-01", "12.5"],
    ]);
    expect(rows.filter((row) => row.outcome === "faulty")).toEqual([]);
  });

  it.each(["tall", "wide"] as const)("%s, as a workbook, is read without changes, one row per source", (form) => {
    const rows = importFile(`${form}-${locale}.xlsx`, writeTemplate(inputOf(form, locale), wordsOf(locale)));
    expect(new Set(rows.map(({ entry }) => entry.source))).toEqual(
      new Set(context.sources.map(({ names }) => names[0])),
    );
    const outcomes = rows.map((row) =>
      row.outcome === "faulty" ? row.faults.map(({ code }) => code).join() : row.outcome,
    );
    expect(new Set(outcomes)).toEqual(new Set([form === "tall" ? "quantity_missing" : "skipped"]));
  });
});

it("contains no formula for any source name, and is the same bytes each time", () => {
  const bytes = writeTemplate(inputOf("tall", "en"), wordsOf("en"));
  expect(writeTemplate(inputOf("tall", "en"), wordsOf("en"))).toEqual(bytes);
  const workbook = openWorkbook(bytes);
  const cells = workbook.sheets.flatMap(({ name }) => workbook.readSheet(name).rows.flatMap((row) => row.cells));
  expect(cells.some(({ isFormula }) => isFormula)).toBe(false);
  expect(cells.some(({ text }) => text.startsWith("=HYPERLINK"))).toBe(true);
});
