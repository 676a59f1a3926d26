import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatTonnes } from "#app/carbon/format.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { checkPdf } from "#app/pdf/pdf-checker.ts";
import { attachmentOf, type PdfFile, readPdf, textOf } from "#app/pdf/pdf-reader.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import { RENDERER_VERSION } from "./embedded-facts.ts";
import { buildReportModel, type ReportFacts } from "./model.ts";
import { ATTACHMENT_NAME, renderReport } from "./render.ts";
import { sampleDocument, sampleFacts, sampleModel } from "./sample-report.ts";

const SLOW = 30_000;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function draw(locale: ContentLanguage, changes: Partial<ReportFacts> = {}): Promise<PdfFile> {
  const bytes = await renderReport(sampleModel(locale, changes), { compress: false });
  expect(checkPdf(bytes)).toEqual([]);
  return readPdf(bytes);
}

/** All text of a file without line ends, so that a wrapped sentence is found. */
function wordsOf(pdf: PdfFile): string {
  return pdf.pages
    .map((page) => textOf(pdf, page))
    .join("\n")
    .replaceAll("\n", "");
}

function organization(en: string, zh: string): Partial<ReportFacts> {
  const sample = sampleFacts("").organization;
  return { organization: { ...sample, legalName: { en, zh } } };
}

describe("renderReport", () => {
  it.each([
    [
      "en",
      ["Base year 2024: 400.00", "390.00", "% location-based", "2.5% of base-year emissions", "A meter was misread."],
    ],
    ["zh", ["基准年为2024年，排放量 400.00", "390.00", "%（基于位置）", "基准年排放量的 2.5%", "电表读数有误。"]],
  ] as const)(
    "states the base year, the change against it and what would have it recalculated (%s)",
    async (locale, sentences) => {
      const recalculation = { en: "A meter was misread.", zh: "电表读数有误。" };
      const stated = {
        isFirstYear: false,
        year: "2024",
        co2eKg: "400000",
        co2eKgMarketBased: "390000",
        recalculation,
        thresholdPercent: "2.5",
      } as const;
      const words = wordsOf(await draw(locale, { baseYear: stated }));
      for (const sentence of sentences) expect(words).toContain(sentence);
    },
    SLOW,
  );

  it.each([
    [
      "en",
      [
        "all errors were independent",
        "with the same factor share its error",
        "31 days",
        "1 day)",
        "±58.8%",
        "table 7.6",
      ],
    ],
    ["zh", ["若全部误差相互独立", "共有该因子的误差", "31 天", "1 天", "±58.8%", "表 7.6"]],
  ] as const)(
    "states how certain the figures are, and which days a source lacks or counts twice (%s)",
    async (locale, sentences) => {
      const document = sampleDocument();
      const grades = {
        technology: "good",
        time: "good",
        geography: "fair",
        completeness: "good",
        reliability: "good",
      } as const;
      document.activities = document.activities
        .filter(({ emissionSource, period }) => emissionSource !== "s2" || !period.start.startsWith("2025-07"))
        .map((activity) => ({ ...activity, quality: grades }));
      document.activities[0]!.uncertainty = { activity: "20", factor: "60" };
      document.activities[3]!.period = { start: "2025-01-01", end: "2025-02-01" };
      document.results = runInventory(document);
      const inventoryJson = JSON.stringify(document);
      const facts = sampleFacts(sha256(Buffer.from(inventoryJson)));
      const bytes = await renderReport(buildReportModel({ document, facts, locale, inventoryJson }), {
        compress: false,
      });
      expect(checkPdf(bytes)).toEqual([]);
      const words = wordsOf(readPdf(bytes)).replaceAll(" ", "");
      for (const sentence of sentences) expect(words).toContain(sentence.replaceAll(" ", ""));
    },
    SLOW,
  );

  it(
    "has each text outside of object streams where no number of an object is a place in the file",
    async () => {
      const text = Buffer.from(await renderReport(sampleModel("both"))).toString("latin1");
      const objects = [...text.matchAll(/(?<=\n)(\d+) 0 obj\n.*?\n(stream|endobj)\n/gs)].filter(
        ([, , end]) => end === "endobj",
      );
      const size = Number(/\/Size (\d+)/.exec(text)![1]);
      expect(objects.length).toBeGreaterThan(10);
      const early = objects.filter(({ index }) => index <= size);
      expect(early.map(([, number]) => number)).toEqual([]);
    },
    SLOW,
  );

  it.each(["en", "zh"] as const)(
    "gives the same bytes for the same model, also interleaved (%s)",
    async (locale) => {
      const [one, two] = await Promise.all([renderReport(sampleModel(locale)), renderReport(sampleModel(locale))]);
      expect(sha256(two)).toBe(sha256(one));
      const other = await renderReport(sampleModel(locale, { number: "GHG-2026-000418-M" }));
      expect(sha256(other)).not.toBe(sha256(one));
    },
    SLOW,
  );

  it.each(["en", "zh"] as const)(
    "prints the figures, the facts and how to verify (%s)",
    async (locale) => {
      const model = sampleModel(locale);
      const words = wordsOf(await draw(locale));
      const totals = model.document.results!.totals!;
      const figures = [
        totals.co2eKg,
        totals.co2eKgMarketBased,
        ...Object.values(totals.byScope),
        ...Object.values(totals.byCategory),
      ];
      for (const kg of figures) expect(words).toContain(formatTonnes(kg, { locale, digits: 2 }));
      expect(words).toContain("GHG-2026-000417-K");
      expect(words).toContain(model.facts.inventoryHash);
      expect(words).toContain("truetonne.example");
      expect(words).toContain("Not verified by a third party");
      expect(words).toContain("未经第三方核查");
      expect(words).toContain(locale === "en" ? "not quantified" : "未量化");
      for (const { factor } of model.factors) expect(words).toContain(factor.name![locale]!);
      const entered = model.document.activities.filter(({ entry }) => entry !== undefined);
      expect(entered.length).toBeGreaterThan(0);
      for (const { id } of entered) expect(words).toContain(id);
      expect(words).not.toMatch(/certificate of|核查声明》|NaN|undefined|\[object/);
    },
    SLOW,
  );

  it(
    "embeds the inventory document byte for byte",
    async () => {
      const model = sampleModel("en");
      const pdf = readPdf(await renderReport(model, { compress: false }));
      const attached = attachmentOf(pdf, ATTACHMENT_NAME)!;
      expect(Buffer.from(attached).equals(Buffer.from(model.inventoryJson, "utf8"))).toBe(true);
      expect(sha256(attached)).toBe(model.facts.inventoryHash);
    },
    SLOW,
  );

  it(
    "refuses a hash of other bytes, and an address that is not https",
    async () => {
      const model = sampleModel("en");
      await expect(renderReport({ ...model, inventoryJson: `${model.inventoryJson} ` })).rejects.toThrow(/hash/);
      for (const verifyUrl of [
        "javascript:alert(1)",
        "http://truetonne.example/x",
        "https://a:b@truetonne.example/",
        "x",
      ]) {
        await expect(renderReport(sampleModel("en", { verifyUrl }))).rejects.toThrow();
      }
      await draw("en", { verifyUrl: "http://localhost:3000/verify/X" });
    },
    SLOW,
  );

  it(
    "keeps the metadata well-formed whatever a name contains",
    async () => {
      const name = `R&D <"Sample"> 'Ltd' ]]>`;
      const pdf = await draw("en", { ...organization(name, "示例 & <研发>"), issuer: { en: name } });
      expect(wordsOf(pdf)).toContain(name);
    },
    SLOW,
  );

  it(
    "throws for a character that no face has, and never draws a box",
    async () => {
      const nowhere = "\u{31350}";
      await expect(renderReport(sampleModel("zh", organization("Sample", `示例${nowhere}`)))).rejects.toThrow(
        MissingGlyph,
      );
      await expect(renderReport(sampleModel("en", organization("Sample \u{10ffff}", "示例")))).rejects.toMatchObject({
        codePoint: "U+10FFFF",
      });
    },
    SLOW,
  );

  it(
    "takes a rare character from the full face",
    async () => {
      expect(wordsOf(await draw("zh", organization("Sample", "示例㊣鿫公司")))).toContain("示例㊣鿫公司");
    },
    SLOW,
  );

  it(
    "draws names of two hundred characters whole",
    async () => {
      const zh = `${"示例公司名".repeat(39)}末字在此。`;
      const en = `${"Sample ".repeat(27)}Last word`;
      const long = { en, zh };
      const words = wordsOf(
        await draw("zh", {
          ...organization(en, zh),
          issuer: long,
          responsible: { name: long, role: long, contact: "a@b.example" },
        }),
      );
      expect(words).toContain(zh);
      expect(words).toContain(en);
    },
    SLOW,
  );

  it(
    "shows a draft as a draft",
    async () => {
      const pdf = await draw("en", { number: null });
      const words = wordsOf(pdf);
      expect(pdf.pages.every((page) => textOf(pdf, page).includes("DRAFT"))).toBe(true);
      expect(words).not.toContain("Verify this report");
      expect(words).not.toContain("in accordance with ISO");
      expect(pdf.text).not.toContain("/S /URI");
    },
    SLOW,
  );

  it.each(["en", "zh", "both"] as const)(
    "attaches no inventory document to a draft: %s",
    async (locale) => {
      const model = sampleModel(locale, { number: null });
      const bytes = Buffer.from(await renderReport(model, { compress: false }));
      const pdf = readPdf(bytes);
      expect(attachmentOf(pdf, ATTACHMENT_NAME)).toBeNull();
      const whole = bytes.toString("latin1");
      for (const { id } of model.document.activities) expect(whole).not.toContain(`"id":"${id}"`);
      expect(wordsOf(pdf)).not.toBe("");
    },
    SLOW,
  );

  it.each([
    [{ status: "not_verified" }, "Self-declared, not verified by a third party", false],
    [
      {
        status: "limited",
        body: { en: "Sample Verification Body" },
        statement: "VS-1",
        date: "2026-02-01",
        identity: { kind: "registration", value: "HRB 1, Sample register", checkedOn: "2026-01-30" },
      },
      "Limited assurance by Sample Verification Body",
      true,
    ],
    [
      {
        status: "limited",
        body: { en: "Sample Verification Body" },
        statement: "VS-1",
        date: "2026-02-01",
        identity: { kind: "domain", value: "verification.example", checkedOn: "2026-01-30" },
      },
      "Limited assurance by verification.example",
      true,
    ],
  ] as const)(
    "names on the cover who answers for the figures, with a seal only for a third party's statement (%j)",
    async (assurance, declaration, hasSeal) => {
      const pdf = await draw("en", { assurance });
      expect(wordsOf(pdf)).toContain(declaration);
      expect(pdf.text.includes("Seal showing the Chinese character")).toBe(hasSeal);
    },
    SLOW,
  );

  const DOMAIN = { kind: "domain", method: "web", value: "sample.example" } as const;
  const REGISTRATION = { kind: "registration", method: "register", value: "HRB 1, Register" } as const;
  const CHECKED = { checkedOn: "2026-03-29", checkedBy: "truetonne.example" };
  const ofName = (name: string) => ({ ...REGISTRATION, ...CHECKED, name });

  it.each([
    ["nothing", false, [], "name of the issuer not checked", "None at the time of issue"],
    ["a domain", false, [{ ...DOMAIN, ...CHECKED }], "controls sample.example (checked on 29 March 2026)", "file on"],
    ["one name of two", false, [ofName("Sample Carbon Advisory")], "name of the issuer not checked", "HRB 1, Register"],
    [
      "both names",
      true,
      [ofName("Sample Carbon Advisory"), ofName("示例碳咨询")],
      "registration checked by the operator of truetonne.example on 29 March 2026",
      "HRB 1, Register",
    ],
  ] as const)(
    "prints next to the issuer's name what was proved of it: %s",
    async (_, nameChecked, proofs, onCover, inSection) => {
      const printed = wordsOf(await draw("en", { issuerProofs: { nameChecked, proofs: [...proofs] } }));
      expect(printed).toContain(onCover);
      expect(printed).toContain(inSection);
      expect(printed.includes("Sample Carbon Advisory (name not checked)")).toBe(!nameChecked);
      // What was checked of the issuer is no check of other names, or of a number.
      expect(printed).toContain("Sample Carbon Advisory for the organization (name not checked)");
      expect(printed).toContain("Sample Precision Co., Ltd. (name not checked)");
      expect(printed).toContain("91320000SAMPLE001X (not compared with a register)");
    },
    SLOW,
  );

  it("states the versions of its libraries as package.json pins them", () => {
    const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
      dependencies: Record<string, string>;
    };
    for (const name of ["pdfkit", "fontkit", "linebreak", "qrcode"]) {
      expect(RENDERER_VERSION).toContain(`${name} ${dependencies[name]}`);
    }
  });
});
