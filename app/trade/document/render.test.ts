import { describe, expect, test } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findEmbedded } from "#app/pdf/embedded-file.ts";
import { checkPdf } from "#app/pdf/pdf-checker.ts";
import { attachmentOf, readPdf, textOf } from "#app/pdf/pdf-reader.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import type { QuoteWork } from "#app/trade/quote/quote-work.ts";
import { type ExportList, renderExportList } from "./export-list.ts";
import { printTradeJson } from "./machine-readable.ts";
import type { TradeDocument } from "./model.ts";
import { renderTradeDocument } from "./render.ts";
import { SAMPLE_BALANCE, SAMPLE_CONTRACT, SAMPLE_CREDIT_NOTE, SAMPLE_INVOICE, SAMPLE_QUOTE } from "./sample.ts";

const WORK: QuoteWork = { ...SAMPLE_CONTRACT.work!, purchaseOrder: "PO-4500012345" };

const SAMPLES: TradeDocument[] = [SAMPLE_QUOTE, SAMPLE_CONTRACT, SAMPLE_INVOICE, SAMPLE_CREDIT_NOTE];

describe.each(SAMPLES)("the file of a $kind", (document) => {
  test("conforms to PDF/A-3a and PDF/UA-1", async () => {
    expect(checkPdf(await renderTradeDocument(document, { compress: false }))).toEqual([]);
  });

  test("is identical byte for byte each time, and differs if an amount differs", async () => {
    const first = await renderTradeDocument(document);
    expect(await renderTradeDocument(structuredClone(document))).toEqual(first);
    expect(await renderTradeDocument({ ...document, totalMinor: document.totalMinor + 1n })).not.toEqual(first);
  });

  test("embeds its data as JSON with decimal amounts", () => {
    const facts = JSON.parse(printTradeJson(document));
    expect(facts).toMatchObject({ kind: document.kind, number: document.number, currency: "USD" });
    expect(facts.total).toBe(document.kind === "credit_note" ? "800.00" : "4800.00");
    expect(facts.lines[0].net).toMatch(/^[0-9]+\.[0-9]{2}$/);
    expect(JSON.stringify(facts)).not.toMatch(/Minor|brand/);
  });
});

test("prints the buyer's reference, the service period and what a balance is made of", async () => {
  const file = await renderTradeDocument(SAMPLE_BALANCE, { compress: false });
  expect(checkPdf(file)).toEqual([]);
  const text = printedIn(file);
  for (const shown of ["PO-4500012345", "2026-10-01–2026-11-27", "4,800.00", "−1,440.00", "INV-2026-000001"]) {
    expect(text).toContain(shown);
  }
  const { order } = JSON.parse(printTradeJson(SAMPLE_BALANCE));
  expect([order.net, order.deductions[0].net, order.services[0].net]).toEqual(["4800.00", "1440.00", "3600.00"]);
});

test("prints the work of a quote, and leaves a quote without one as it was", async () => {
  const file = await renderTradeDocument({ ...SAMPLE_QUOTE, work: WORK }, { compress: false });
  expect(checkPdf(file)).toEqual([]);
  const text = printedIn(file);
  expect(text.split(translator("en").tradeDocument.scope.replaceAll(" ", ""))).toHaveLength(2);
  for (const shown of [
    "Reportingyear",
    "报告年度",
    "2025",
    "SampleWorks",
    "Datatable",
    "数据表",
    "Twosites",
    "2027-01-31",
  ]) {
    expect(text).toContain(shown);
  }
  expect(text).toMatch(/Datacomplete.*2026-12-15/);
  expect(JSON.parse(printTradeJson({ ...SAMPLE_QUOTE, work: WORK })).work).toEqual(WORK);
  expect(Object.keys(JSON.parse(printTradeJson(SAMPLE_QUOTE)))).not.toContain("work");
});

test("prints options below the total, and leaves a quote without them as it was", async () => {
  const option = { ...SAMPLE_QUOTE.lines[0]!, descriptionEn: "Training day", descriptionZh: "培训", netMinor: 90_000n };
  const offering = { ...SAMPLE_QUOTE, options: [option] };
  const file = await renderTradeDocument(offering, { compress: false });
  expect(checkPdf(file)).toEqual([]);
  expect(printedIn(file)).toMatch(/4,800\.00.*Options,notpartofthetotal.*可选项.*Trainingday.*培训.*900\.00/);
  expect(JSON.parse(printTradeJson(offering))).toMatchObject({ total: "4800.00", options: [{ net: "900.00" }] });
  expect(Object.keys(JSON.parse(printTradeJson(SAMPLE_QUOTE)))).not.toContain("options");
});

test("prints a contract as unsigned, with the acceptance and a place to sign for each side on one page", async () => {
  const file = await renderTradeDocument(SAMPLE_CONTRACT, { compress: false });
  const pdf = readPdf(file);
  const texts = pdf.pages.map((page) => textOf(pdf, page).replaceAll(/\s/g, ""));
  expect(texts[0]).toMatch(/Unsignedcopy[\s\S]*未签署文本/);
  expect(texts.join("")).toMatch(/SampleSigner[\s\S]*Managingdirector[\s\S]*2026-11-2809:30:00UTC[\s\S]*PO-4500012345/);
  expect(texts.join("")).not.toContain("Thisisaquote");
  const signed = texts.filter((text) => text.includes("签字/盖章"));
  expect(signed).toHaveLength(1);
  expect(signed[0]!.split("签字/盖章")).toHaveLength(3);
  expect(JSON.parse(printTradeJson(SAMPLE_CONTRACT))).toMatchObject({
    acceptance: SAMPLE_CONTRACT.acceptance,
    deposit: { percent: "30", amount: "1440.00" },
  });
});

test("breaks no Chinese label of the facts inside a word", async () => {
  const file = await renderTradeDocument({ ...SAMPLE_QUOTE, work: WORK }, { compress: false });
  const pdf = readPdf(file);
  expect(pdf.pages.map((page) => textOf(pdf, page)).join("\n")).toContain("采购订单号");
});

test("repeats the buyer's reference and the service period on a credit note, where the invoice had them", async () => {
  const print = async (change: object) =>
    printedIn(await renderTradeDocument({ ...SAMPLE_CREDIT_NOTE, ...change }, { compress: false }));
  const [shown, without] = [await print({}), await print({ buyerReference: "", period: null })];
  for (const fact of ["PO-4500012345", "2026-10-01–2026-11-27"]) {
    expect(shown).toContain(fact);
    expect(without).not.toContain(fact);
  }
});

test("has a code for SEPA transfers only in euros", async () => {
  const figures = async (document: TradeDocument) =>
    Buffer.from(await renderTradeDocument(document, { compress: false }))
      .toString("latin1")
      .split("/S /Figure").length;
  const without = await figures({ ...SAMPLE_BALANCE, currency: "USD" });
  expect((await figures(SAMPLE_BALANCE)) - without).toBe(1);
});

test.each([SAMPLE_INVOICE, SAMPLE_CREDIT_NOTE])(
  "embeds the data of Factur-X in a $kind, on the same pages",
  async (document) => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<a>${document.number} 发票</a>\n`;
    const file = await renderTradeDocument(document, { compress: false, facturX: xml });
    const pages = (pdf: Uint8Array) => readPdf(pdf).pages.map(({ content }) => content);
    expect(checkPdf(file)).toEqual([]);
    expect(Buffer.from(attachmentOf(readPdf(file), "factur-x.xml")!).toString("utf8")).toBe(xml);
    expect(pages(file)).toEqual(pages(await renderTradeDocument(document, { compress: false })));
    expect(findEmbedded(await renderTradeDocument(document, { facturX: xml }), "factur-x.xml")).not.toBeNull();
  },
);

test("repeats the table head of a long invoice on each page", async () => {
  const lines = Array.from({ length: 60 }, (_, index) => ({ ...SAMPLE_INVOICE.lines[0]!, position: index + 1 }));
  const file = await renderTradeDocument({ ...SAMPLE_INVOICE, lines }, { compress: false });
  expect(checkPdf(file)).toEqual([]);
  expect(readPdf(file).pages.length).toBeGreaterThan(2);
});

/** A name in Latin letters with a Cyrillic о, and one of Cyrillic letters that all look Latin. */
const MIXED = "Sаmple Nоrth";
const NOTICES = {
  mixed: ["This name contains Cyrillic letters: а, о.", "名称中含有西里尔字母：а、о。"],
  looksLatin: ["This name uses only Cyrillic letters. It looks like “COCA” in Latin letters.", "“COCA”"],
};
const printedIn = (file: Uint8Array) => {
  const pdf = readPdf(file);
  const text = pdf.pages.map((page) => textOf(pdf, page)).join(" ");
  return text.replace(/\s+/g, "");
};

test.each(SAMPLES)("explains misleading letters of a name on a $kind, next to the name", async (document) => {
  const party = (name: string) => ({ ...document.seller, legalNameEn: name, legalNameZh: "" });
  const noticed = { ...document, seller: party(MIXED), client: party("СОСА") };
  const file = await renderTradeDocument(noticed, { compress: false });
  expect(checkPdf(file)).toEqual([]);
  const text = printedIn(file);
  for (const sentence of [...NOTICES.mixed, ...NOTICES.looksLatin]) {
    expect(text).toContain(sentence.replace(/\s+/g, ""));
  }
  expect(printTradeJson(noticed)).not.toContain("Cyrillic");
  expect(printedIn(await renderTradeDocument(document, { compress: false }))).not.toContain("Thename");
});

test("explains misleading letters of the account holder on an invoice", async () => {
  const bank = { ...SAMPLE_INVOICE.bank!, holder: MIXED };
  const file = await renderTradeDocument({ ...SAMPLE_INVOICE, bank }, { compress: false });
  expect(checkPdf(file)).toEqual([]);
  for (const sentence of NOTICES.mixed) expect(printedIn(file)).toContain(sentence.replace(/\s+/g, ""));
});

test("conforms with a right-to-left name, whose letters are explained in the facts", async () => {
  const name = "شركة المثال GmbH";
  const client = { ...SAMPLE_INVOICE.client, legalNameEn: name, legalNameZh: "" };
  const document = { ...SAMPLE_INVOICE, client };
  const file = await renderTradeDocument(document, { compress: false });
  expect(checkPdf(file)).toEqual([]);
  expect(printTradeJson(document)).toContain(`"legalNameEn": "${name}"`);
});

test("refuses a character without a glyph instead of drawing a box", async () => {
  const client = { ...SAMPLE_INVOICE.client, legalNameEn: "Sample 😀" };
  await expect(renderTradeDocument({ ...SAMPLE_INVOICE, client })).rejects.toThrow(MissingGlyph);
});

test("changes only the look with a brand's colour and logo", async () => {
  const brand = { accent: "#123A7A", logo: null };
  const file = await renderTradeDocument({ ...SAMPLE_INVOICE, brand }, { compress: false });
  expect(checkPdf(file)).toEqual([]);
  expect(printTradeJson({ ...SAMPLE_INVOICE, brand })).toBe(printTradeJson(SAMPLE_INVOICE));
});

const EXPORTS: ExportList = {
  locale: "zh",
  seller: {
    en: "Sample Carbon Advisory Co., Ltd.",
    zh: "示例碳咨询有限公司",
    taxId: "91310000SAMPLE001X",
    address: "上海市浦东新区示例路 100 号",
  },
  day: "2026-11-27",
  from: "2026-01-01",
  to: null,
  atHome: [{ currency: "CNY", count: 60, net: "426,138.00", received: "255,682.80", withoutRate: 1 }],
  totals: [
    {
      by: "country",
      title: "国家或地区",
      rows: [{ name: "德国", currency: "USD", count: 1, net: "1,000.00", received: "600.00", home: "CNY 7,102.30" }],
    },
  ],
  rows: Array.from({ length: 60 }, (_, index) => ({
    number: `INV-2026-${index}`,
    issuedOn: "2026-11-27",
    period: index === 0 ? null : { from: "2026-10-01", to: "2026-11-27" },
    services: index === 0 ? ["目录外项目"] : ["温室气体清单报告"],
    ebops: index === 0 ? [] : [{ item: "10.3.1.3", code: "SJ313" }],
    supplyModes: index === 0 ? [] : ["1"],
    client: { en: "Sample Buyer GmbH", zh: "" },
    country: "德国",
    currency: "USD",
    net: "1,000.00",
    home: "CNY 7,102.30",
    contract: index === 0 ? null : { number: "Q-2026-000001", acceptedOn: "2026-10-02", signerName: "Sample Signer" },
    received: "600.00",
    receivedAtHome: "CNY 4,261.38",
    outstanding: "400.00",
    isForeignCurrency: true,
    receivedOn: ["2026-11-27"],
    payers: index === 0 ? [] : ["德国"],
    hasUnknownPayer: index === 0,
    fapiao: index === 0 ? "" : "26312000000000000017",
  })),
};

test.each(["en", "zh"] as const)(
  "prints a list of exported services in %s with the same rules and bytes",
  async (locale) => {
    const list = { ...EXPORTS, locale };
    const file = await renderExportList(list, { compress: false });
    expect(checkPdf(file)).toEqual([]);
    expect(readPdf(file).pages.length).toBeGreaterThan(1);
    expect(await renderExportList(structuredClone(list), { compress: false })).toEqual(file);
  },
);
