import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import { REPORT_LOCALES, type ReportLocale } from "#app/encoding/report-locale.ts";
import { expandPdf } from "#app/pdf/expand-pdf.ts";
import { checkPrinted } from "#app/proof/check-printed.ts";
import { samplePdf } from "#app/proof/testing/sample-report.ts";
import { comparePrinted } from "#app/report/compare-printed.ts";
import { expectedTexts } from "#app/report/expected-text.ts";
import { buildReportModel, type ReportFacts, type ReportModel } from "#app/report/model.ts";
import { type PrintedText, plainOf, printedTexts } from "#app/report/printed-text.ts";
import { renderReport } from "#app/report/render.ts";
import { sampleDocument, sampleFacts } from "#app/report/sample-report.ts";
import { rebuildPrinted } from "./rebuild-printed.ts";

const SLOW = 60_000;

/** As the press builds it, from the embedded text. */
function modelOf(locale: ReportLocale, facts: Partial<ReportFacts> = {}, source = sampleDocument()): ReportModel {
  const inventoryJson = canonicalJson(source);
  const document = JSON.parse(inventoryJson) as InventoryDocument;
  const hash = createHash("sha256").update(inventoryJson).digest("hex");
  return buildReportModel({ document, facts: sampleFacts(hash, facts), locale, inventoryJson });
}

/** More lines than are printed one by one. Certificates can be claimed only once, so copies have none. */
function longDocument(): InventoryDocument {
  const { results: _, ...document } = sampleDocument();
  const activities = Array.from({ length: 40 }, (_, copy) =>
    document.activities.map((activity) => ({
      ...(copy === 0 ? activity : omit(activity, "market")),
      id: `${activity.id}-${copy}`,
    })),
  ).flat();
  return { ...document, activities, results: runInventory({ ...document, activities }) };
}

const check = async (model: ReportModel) => checkPrinted(await renderReport(model), rebuildPrinted);

describe("the text of a report, generated again from the file alone", () => {
  it.each(REPORT_LOCALES)("is what the pages print, in %s", { timeout: SLOW }, async (locale) => {
    const { outcome, reason, facts } = await check(modelOf(locale));
    expect([outcome, reason, facts]).toMatchObject(["passed", "printed_equal", {}]);
    expect(Number(facts.figures)).toBeGreaterThan(1000);
  });

  it.each<[string, ReportModel]>([
    ["thousands of lines", modelOf("zh", {}, longDocument())],
    ["hardly any statements", modelOf("both", { exclusions: [], overlays: [], previousVersions: [], checklist: [] })],
  ])("is what the pages print of %s", { timeout: SLOW }, async (_, model) => {
    expect(await check(model)).toMatchObject({ outcome: "passed", reason: "printed_equal" });
  });

  it("is not there for a draft, which has no data", { timeout: SLOW }, async () => {
    expect(await check(modelOf("en", { number: null }))).toMatchObject({
      outcome: "not_done",
      facts: { fault: "no_embedded_inventory" },
    });
  });

  it("names the first changed figure with both values and its place", {
    timeout: SLOW,
  }, async () => {
    const model = modelOf("en");
    const totals = model.document.results!.totals!;
    const kg = totals.byScope[3];
    const forged = {
      ...totals,
      byScope: { ...totals.byScope, 3: `${kg.replace(/^\d/, (digit) => `${(Number(digit) % 9) + 1}`)}` },
    };
    const results = { ...model.document.results!, totals: forged };
    const { outcome, reason, facts } = await check({ ...model, document: { ...model.document, results } });
    expect([outcome, reason]).toEqual(["failed", "printed_differs"]);
    expect(facts.printed).not.toBe(facts.recomputed);
    expect(facts.printed?.slice(1)).toBe(facts.recomputed?.slice(1));
    expect(facts.section).not.toBe("");
  });

  it("names a changed text that people entered", { timeout: SLOW }, async () => {
    const model = modelOf("en");
    const [facility] = model.facts.boundary.facilities;
    const forged = {
      ...model.facts.boundary,
      facilities: [{ ...facility!, share: "0.25" }, ...model.facts.boundary.facilities.slice(1)],
    };
    const pdf = await renderReport({ ...model, facts: { ...model.facts, boundary: forged } });
    // The forger changed the attachment as well as the page. The page then matches it, and only the hash differs.
    expect(await checkPrinted(pdf, rebuildPrinted)).toMatchObject({ outcome: "passed" });
  });

  it("reports why the text could not be generated", async () => {
    const old = await samplePdf({ inventory: new TextEncoder().encode("{}"), number: "x", hash: "y" });
    expect(await checkPrinted(old, rebuildPrinted)).toMatchObject({
      outcome: "not_applicable",
      reason: "printed_before_facts",
    });
    expect(await checkPrinted(undefined, rebuildPrinted)).toMatchObject({ reason: "no_file" });
    expect(await checkPrinted(new TextEncoder().encode("{}"), rebuildPrinted)).toMatchObject({
      reason: "printed_in_pdf_only",
    });
    expect(await checkPrinted(old, null)).toMatchObject({ outcome: "not_applicable", reason: "printed_not_asked" });
    const broken = new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<<\n");
    expect(await checkPrinted(broken, rebuildPrinted)).toMatchObject({
      outcome: "not_done",
      reason: "printed_unreadable",
    });
  });

  it("is not compared with pages that another version of the program wrote", async () => {
    const difference = { section: "1", row: "", column: "", printed: "1", recomputed: "2" };
    const other = async () => ({ kind: "compared" as const, figures: 3, difference, isSameRenderer: false });
    const pdf = new TextEncoder().encode("%PDF-1.7");
    expect(await checkPrinted(pdf, other)).toMatchObject({
      outcome: "not_applicable",
      reason: "printed_by_other_edition",
    });
  });
});

describe("the comparison with print", () => {
  const model = modelOf("both");
  const expected = expectedTexts(model);
  let printed: PrintedText[];
  beforeAll(async () => {
    printed = printedTexts(await expandPdf(await renderReport(model)));
  }, SLOW);

  it("catches one changed digit of any figure on any page", () => {
    let changed = 0;
    for (const [at, text] of printed.entries()) {
      if (text.type === "Figure") continue;
      const plain = plainOf(text.parts);
      for (const { index } of plain.matchAll(/\d/g)) {
        const digit = `${(Number(plain[index]) + 1) % 10}`;
        const forged = {
          ...text,
          parts: [{ text: plain.slice(0, index) + digit + plain.slice(index + 1), lang: null }],
        };
        // Only this text and the ones before it matter. The rest is omitted to keep the test fast.
        const window = comparePrinted([forged], [expected[at - figuresBefore(printed, at)]!]);
        expect(window.difference, `${plain} at ${index}`).not.toBeNull();
        changed += 1;
      }
    }
    expect(changed).toBeGreaterThan(3000);
  });

  it("catches a text that is missing, added or moved", () => {
    expect(comparePrinted(printed, expected).difference).toBeNull();
    expect(comparePrinted(printed.slice(0, -1), expected).difference).not.toBeNull();
    expect(comparePrinted([...printed, printed[0]!], expected).difference).not.toBeNull();
    const [first, second, ...rest] = printed;
    expect(comparePrinted([second!, first!, ...rest], expected).difference).not.toBeNull();
  });
});

/** Pictures have no expected text. */
function figuresBefore(printed: PrintedText[], at: number): number {
  return printed.slice(0, at).filter(({ type }) => type === "Figure").length;
}
