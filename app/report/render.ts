import { createHash } from "node:crypto";
import { languageTag } from "#app/i18n/index.ts";
import { drawActivities } from "./content/activities.ts";
import { drawBoundary } from "./content/boundary.ts";
import { drawCover } from "./content/cover.ts";
import { drawDistribution } from "./content/distribution.ts";
import { drawMethodology } from "./content/methodology.ts";
import { drawQuality } from "./content/quality.ts";
import { drawRegister } from "./content/register.ts";
import { drawResults } from "./content/results.ts";
import { drawVerification } from "./content/verification.ts";
import { type Words, wordsOf } from "./content/words.ts";
import { closeDocument, openDocument, type Pdf } from "./layout/document.ts";
import { Page } from "./layout/page.ts";
import { drawRunning } from "./layout/running.ts";
import { addSealField } from "./layout/seal-field.ts";
import type { DocumentInfo } from "./layout/xmp.ts";
import type { ReportModel } from "./model.ts";

/**
 * What the bytes of a report depend on beside its model; stored with each report. `drawing` is raised by hand whenever a
 * change here moves a mark on the page; a test compares the libraries with package.json.
 */
export const RENDERER_VERSION = "drawing 3; pdfkit 0.20.2; fontkit 2.0.4; linebreak 1.1.0; qrcode 1.5.4";

/** The name of the inventory document inside the PDF. */
export const ATTACHMENT_NAME = "inventory.json";

/** The contents of a report after its cover, in order. */
const SECTIONS: ((page: Page, model: ReportModel, words: Words) => void)[] = [
  drawBoundary,
  (page, model, words) => {
    drawResults(page, model, words);
    drawDistribution(page, model, words);
  },
  drawMethodology,
  drawQuality,
  drawRegister,
  drawActivities,
  drawVerification,
];

/**
 * Draws a report. The same model gives the same bytes; `compress: false` keeps zlib out of them. Built to PDF/A-3a and
 * PDF/UA-1, with `inventoryJson` attached byte for byte. An issued one has an empty signature field for `sealPdf`.
 * @throws {MissingGlyph} when a text holds a character that no face of the report has
 * @throws Error when the inventory hash is not that of `inventoryJson`, or the address of verification is not allowed
 */
export async function renderReport(model: ReportModel, options: { compress?: boolean } = {}): Promise<Uint8Array> {
  const inventory = Buffer.from(model.inventoryJson, "utf8");
  const hash = createHash("sha256").update(inventory).digest("hex");
  if (hash !== model.facts.inventoryHash)
    throw new Error("the inventory hash does not belong to the inventory document");
  const words = wordsOf(model.locale);
  const language = languageTag(model.locale);
  const info = describeReport(model, words);
  const pdf = openDocument({ info, language, compress: options.compress ?? true });
  const page = new Page(pdf, { language, watermark: model.facts.number === null ? words.t.draft : null });

  drawCover(page, model);
  for (const drawSection of SECTIONS) {
    page.beginSection();
    drawSection(page, model, words);
  }
  drawRunning(page, runningText(model, words));
  attach(pdf, inventory, words.t.attachment, info.date);
  if (model.facts.number !== null) addSealField(pdf, words.t.sealField);
  return closeDocument(pdf);
}

function describeReport(model: ReportModel, words: Words): DocumentInfo {
  const { facts, period } = model;
  const number = facts.number ?? "draft";
  return {
    title: words.t.title,
    author: words.name(facts.issuer),
    subject: words.t.subject(words.name(facts.organization.legalName), words.period(period)),
    keywords: `sha256:${facts.inventoryHash} report:${number} version:${facts.version} lang:${model.locale}`,
    creator: "Truetonne",
    producer: `Truetonne (${RENDERER_VERSION})`,
    date: new Date(facts.issuedAt),
  };
}

function runningText(model: ReportModel, words: Words) {
  const { facts } = model;
  const { t } = words;
  return {
    header: `${t.runningTitle(words.period(model.period))} · ${words.name(facts.organization.legalName)}`,
    footer: [facts.number ?? t.draft, facts.publicHost].join(" · "),
    pageOf: (page: number, pages: number) => t.pageOf(page, pages),
  };
}

function attach(pdf: Pdf, bytes: Buffer, description: string, date: Date): void {
  pdf.file(bytes, {
    name: ATTACHMENT_NAME,
    type: "application/json",
    description,
    relationship: "Data",
    creationDate: date,
    modifiedDate: date,
  } as PDFKit.Mixins.PDFAttachmentOptions);
}
