import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { omit } from "#app/encoding/omit.ts";
import { REPORT_LOCALES, type ReportLocale } from "#app/encoding/report-locale.ts";
import { translator } from "#app/i18n/index.ts";
import { buildReportModel, type ReportFacts, type ReportModel } from "#app/report/model.ts";
import { type PrintedText, plainOf, printedTexts } from "#app/report/printed-text.ts";
import { renderReport } from "#app/report/render.ts";
import { sampleDocument, sampleFacts } from "#app/report/sample-report.ts";
import { compareLanguages } from "#tests/support/compare-languages.ts";

const verified: Partial<ReportFacts> = {
  assurance: {
    status: "limited",
    body: { en: "Sample Verifier", zh: "示例核查机构" },
    statement: "SV-17",
    date: "2026-03-20",
  },
  baseYear: {
    isFirstYear: false,
    year: "2023",
    co2eKg: "12000000",
    co2eKgMarketBased: "11900000",
    recalculation: { en: "Sample: a plant was sold.", zh: "示例：出售了一座工厂。" },
    thresholdPercent: "5",
    bridge: {
      before: { co2eKg: "13000000", co2eKgMarketBased: "12900000" },
      effects: [{ trigger: "structural", co2eKg: "-1000000", co2eKgMarketBased: "-1000000" }],
      after: { co2eKg: "12000000", co2eKgMarketBased: "11900000" },
    },
  },
  previousReport: {
    number: "GHG-2025-000101-3",
    period: { start: "2024-01-01", end: "2024-12-31" },
    co2eKg: "12900000",
    changes: [{ en: "Sample: the GWP set changed from AR5 to AR6.", zh: "示例：GWP 由 AR5 改为 AR6。" }],
  },
};

/** More lines than are listed individually, from two facilities, over periods that are not whole months. */
function manyLines(): InventoryDocument {
  const { results: _, ...document } = sampleDocument();
  const activities = Array.from({ length: 30 }, (_, copy) =>
    document.activities.map((activity) => ({
      // A certificate can be claimed only once.
      ...(copy === 0 ? activity : omit(activity, "market")),
      id: `${activity.id}-${copy}`,
    })),
  ).flat();
  const long = { ...document, activities };
  return { ...long, results: runInventory(long) };
}

/** Nothing excluded, estimated, claimed or chosen. Every section must still state that. */
function bare(): InventoryDocument {
  const { results: _, ...document } = sampleDocument();
  const activities = document.activities.slice(0, 2).map(({ market: _market, estimate: _estimate, ...activity }) => ({
    ...activity,
    dataQuality: "measured" as const,
  }));
  const short = { ...document, activities };
  return { ...short, results: runInventory(short) };
}

const CASES: [name: string, document: InventoryDocument, facts: Partial<ReportFacts>][] = [
  ["the sample", sampleDocument(), {}],
  ["a verified report with an earlier one", sampleDocument(), verified],
  ["a draft", sampleDocument(), { number: null }],
  ["thousands of lines", manyLines(), {}],
  ["hardly anything", bare(), { exclusions: [], overlays: [], previousVersions: [], gapAnswers: [], checklist: [] }],
];

function modelOf(document: InventoryDocument, facts: Partial<ReportFacts>, locale: ReportLocale): ReportModel {
  const inventoryJson = JSON.stringify(document);
  const hash = createHash("sha256").update(inventoryJson).digest("hex");
  return buildReportModel({ document, facts: sampleFacts(hash, facts), locale, inventoryJson });
}

describe.each(CASES)("the languages of %s", (_, document, facts) => {
  const models = new Map(REPORT_LOCALES.map((locale) => [locale, modelOf(document, facts, locale)]));
  const files = new Map<ReportLocale, Uint8Array>();
  const texts = new Map<ReportLocale, PrintedText[]>();
  beforeAll(async () => {
    for (const [locale, model] of models) {
      files.set(locale, await renderReport(model, { compress: false }));
      texts.set(locale, contentOf(printedTexts(files.get(locale)!)));
    }
  });

  it("agree in every number, date, unit and name, text by text", () => {
    expect(compareLanguages(texts.get("en")!, texts.get("zh")!, models.get("en")!)).toEqual([]);
  });

  it("appear in the bilingual document, with each figure once", () => {
    const both = texts.get("both")!.filter(({ type }) => type !== "Figure");
    const english = both.map(({ parts }) => squeeze(parts.filter(({ lang }) => lang === null))).filter(Boolean);
    expect(english).toEqual(
      withoutTranslation(texts.get("en")!, "en")
        .filter(({ type }) => type !== "Figure")
        .map(({ parts }) => squeeze(parts))
        .filter(Boolean),
    );
    const chinese = squeeze(withoutTranslation(texts.get("zh")!, "zh").flatMap(({ parts }) => parts));
    let at = 0;
    for (const part of both.flatMap(({ parts }) => parts.filter(({ lang }) => lang !== null))) {
      const found = chinese.indexOf(squeeze([part]), at);
      expect(found, part.text).toBeGreaterThanOrEqual(0);
      at = found;
    }
  });

  it("agree in the text that poppler reads, where it is installed", ({ skip }) => {
    const amounts = REPORT_LOCALES.map((locale) => poppler(files.get(locale)!));
    if (amounts.includes(null)) skip("pdftotext is not installed");
    expect(amounts[1]).toEqual(amounts[0]);
    // A sentence printed twice contains its figure twice.
    expect([...new Set(amounts[2])]).toEqual([...new Set(amounts[0])]);
    expect(amounts[0]!.length).toBeGreaterThan(40);
  });
});

describe("the comparison", () => {
  const model = modelOf(sampleDocument(), {}, "en");
  let en: PrintedText[];
  let zh: PrintedText[];
  beforeAll(async () => {
    en = contentOf(printedTexts(await renderReport(model, { compress: false })));
    zh = contentOf(printedTexts(await renderReport({ ...model, locale: "zh" }, { compress: false })));
  });

  it.each<[string, RegExp, (text: string) => string]>([
    ["a digit", /^1,211\.29$/, () => "1,211.28"],
    ["a sign", /^−0\.32$/, () => "0.32"],
    ["a thousandfold", /^7,864\.93$/, () => "7.86493"],
    ["a day", /2025年12月31日/, (text) => text.replace("31日", "30日")],
    ["a month", /2025年12月31日/, (text) => text.replace("12月31日", "10月31日")],
    ["a month of a table", /^2025-05$/, () => "2025-06"],
    ["a unit", /^kWh$/, () => "MWh"],
    ["a name", /^一号工厂$/, () => "二号工厂"],
    ["a category", /^固定源燃烧$/, () => "移动源燃烧"],
    ["a share", /^63\.0%$/, () => "63.1%"],
    ["a report number", /^GHG-2026-000398-4$/, () => "GHG-2026-000399-4"],
  ])("finds %s that differs", (_, pattern, change) => {
    const index = zh.findIndex(({ parts }) => pattern.test(plainOf(parts)));
    expect(index).toBeGreaterThanOrEqual(0);
    const forged = zh.with(index, { ...zh[index]!, parts: [{ text: change(plainOf(zh[index]!.parts)), lang: null }] });
    expect(compareLanguages(en, forged, model)).toHaveLength(1);
  });

  it("finds a row that one language leaves out", () => {
    expect(compareLanguages(en, zh.toSpliced(120, 1), model).length).toBeGreaterThan(0);
  });
});

/** Everything after the cover, which is always in both languages. */
function contentOf(texts: PrintedText[]): PrintedText[] {
  return texts.slice(texts.findIndex(({ type, section }) => type === "H1" && section.startsWith("1 ")));
}

/** A report in one language also prints the legal name in the other. The bilingual one includes it anyway. */
function withoutTranslation(texts: PrintedText[], locale: ContentLanguage): PrintedText[] {
  const label = translator(locale).report.boundary.legalNameOther;
  const index = texts.findIndex(({ parts }) => plainOf(parts) === label);
  return index < 0 ? texts : texts.toSpliced(index, 2);
}

/** A text without spaces and without the dot that separates two languages. */
function squeeze(parts: PrintedText["parts"]): string {
  return plainOf(parts).replaceAll(/[\s·]+/g, "");
}

/** The amounts with two digits that poppler finds, unordered because pages break elsewhere. */
function poppler(file: Uint8Array): string[] | null {
  const path = join(mkdtempSync(join(tmpdir(), "report-")), "report.pdf");
  writeFileSync(path, file);
  try {
    const text = execFileSync("pdftotext", ["-raw", path, "-"], { encoding: "utf8", maxBuffer: 1e8 });
    return (text.match(/−?\d[\d,]*\.\d{2}(?!\d)/g) ?? []).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
