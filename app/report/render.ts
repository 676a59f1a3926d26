import { createHash } from "node:crypto";
import { describeCover } from "./content/cover.ts";
import { describeDocument } from "./content/document.ts";
import { describeSections } from "./content/sections.ts";
import { drawCoverSheet } from "./layout/cover-sheet.ts";
import { closeDocument, openDocument, type Pdf } from "./layout/document.ts";
import { drawBlocks } from "./layout/draw-blocks.ts";
import { Page } from "./layout/page.ts";
import { drawRunning } from "./layout/running.ts";
import { addSealField } from "./layout/seal-field.ts";
import type { DocumentInfo } from "./layout/xmp.ts";
import type { ReportModel } from "./model.ts";

/**
 * What the bytes of a report depend on beside its model; stored with each report. `drawing` is raised by hand whenever a
 * change here moves a mark on the page; a test compares the libraries with package.json.
 */
export const RENDERER_VERSION = "drawing 4; pdfkit 0.20.2; fontkit 2.0.4; linebreak 1.1.0; qrcode 1.5.4";

/** The name of the inventory document inside the PDF. */
export const ATTACHMENT_NAME = "inventory.json";

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
  const words = describeDocument(model);
  const { title, author, subject, keywords, language } = words;
  const producer = `Truetonne (${RENDERER_VERSION})`;
  const date = new Date(model.facts.issuedAt);
  const info: DocumentInfo = { title, author, subject, keywords, creator: "Truetonne", producer, date };
  const pdf = openDocument({ info, language, compress: options.compress ?? true });
  const page = new Page(pdf, { language, watermark: words.watermark });

  drawCoverSheet(page, describeCover(model));
  for (const { blocks } of describeSections(model)) {
    page.beginSection();
    drawBlocks(page, blocks);
  }
  drawRunning(page, words);
  attach(pdf, inventory, words.attachment, date);
  if (model.facts.number !== null) addSealField(pdf, words.sealField);
  return closeDocument(pdf);
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
