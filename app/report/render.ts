import { createHash } from "node:crypto";
import { drawPageNumbers } from "#app/press/layout/contents.ts";
import { type CoverLogo, drawCoverSheet } from "#app/press/layout/cover-sheet.ts";
import { closeDocument, openDocument, type Pdf } from "#app/press/layout/document.ts";
import { drawBlocks } from "#app/press/layout/draw-blocks.ts";
import { Page } from "#app/press/layout/page.ts";
import { drawRunning } from "#app/press/layout/running.ts";
import { addSealField } from "#app/press/layout/seal-field.ts";
import type { DocumentInfo } from "#app/press/layout/xmp.ts";
import { KEY_PROOF_NAME } from "#app/proof/extract-inventory.ts";
import { describeCover } from "./content/cover.ts";
import { describeDocument } from "./content/document.ts";
import { describeSections } from "./content/sections.ts";
import { FACTS_NAME, formatReportFacts, RENDERER_VERSION } from "./embedded-facts.ts";
import { isolateTexts } from "./isolate-model.ts";
import type { ReportModel } from "./model.ts";

/** The name of the inventory document inside the PDF. */
export const ATTACHMENT_NAME = "inventory.json";

/**
 * Draws a report. The same model gives the same bytes; `compress: false` keeps zlib out of them. PDF/A-3a and
 * PDF/UA-1, with the facts attached. An issued report also has `inventoryJson`, byte for byte, so that anyone can
 * reproduce the text, and an empty signature field for `sealPdf`. A draft may go to a client before the order is paid, so
 * it never has the inventory document.
 * @throws {MissingGlyph} when a text holds a character that no face of the report has
 * @throws Error when the logo is not the one that the facts name; when the inventory hash is not that of
 * `inventoryJson`, or the address of verification is not allowed
 */
export async function renderReport(model: ReportModel, options: RenderOptions = {}): Promise<Uint8Array> {
  const inventory = Buffer.from(model.inventoryJson, "utf8");
  const hash = createHash("sha256").update(inventory).digest("hex");
  if (hash !== model.facts.inventoryHash)
    throw new Error("the inventory hash does not belong to the inventory document");
  const { title, author, subject, keywords, language } = describeDocument(model);
  const shown = isolateTexts(model);
  const words = describeDocument(shown);
  const producer = `Truetonne (${RENDERER_VERSION})`;
  const date = new Date(model.facts.issuedAt);
  const info: DocumentInfo = { title, author, subject, keywords, creator: "Truetonne", producer, date };
  const pdf = openDocument({ info, language, compress: options.compress ?? true });
  const { brand } = model.facts;
  const page = new Page(pdf, { language, watermark: words.watermark, ...(brand ? { accent: brand.accent } : {}) });

  drawCoverSheet(page, describeCover(shown), logoOf(model, options.logo));
  let onNewPage = true;
  for (const { blocks, hasOwnPage = false } of describeSections(shown)) {
    page.beginSection({ onNewPage });
    drawBlocks(page, blocks);
    onNewPage = hasOwnPage;
  }
  drawPageNumbers(page);
  drawRunning(page, words);
  const isIssued = model.facts.number !== null;
  if (isIssued) attach(pdf, { name: ATTACHMENT_NAME, bytes: inventory, description: words.attachment, date });
  const statements = Buffer.from(formatReportFacts(model), "utf8");
  attach(pdf, { name: FACTS_NAME, bytes: statements, description: words.factsAttachment, date });
  if (options.keyProof !== undefined) attachKeyProof(pdf, options.keyProof, words.keyProofAttachment, date);
  if (isIssued) addSealField(pdf, words.sealField);
  return closeDocument(pdf);
}

interface RenderOptions {
  compress?: boolean;
  /** The bytes of the logo that the facts name by its hash. */
  logo?: Uint8Array | null;
  /** The proof that the log has the key of the issuer. Not printed; attached for readers who have no bundle. */
  keyProof?: string;
}

function logoOf({ facts }: ReportModel, bytes: Uint8Array | null | undefined): CoverLogo | null {
  const logo = facts.brand?.logo;
  if (!logo) return null;
  if (!bytes || createHash("sha256").update(bytes).digest("hex") !== logo.sha256)
    throw new Error("the logo is not the one that the report names");
  const name = facts.brand?.name ?? facts.issuer;
  return {
    bytes: Buffer.from(bytes),
    width: logo.width,
    height: logo.height,
    alt: [name.en, name.zh].filter(Boolean).join(" "),
  };
}

function attachKeyProof(pdf: Pdf, proof: string, description: string, date: Date): void {
  attach(pdf, { name: KEY_PROOF_NAME, bytes: Buffer.from(proof, "utf8"), description, date, type: "text/plain" });
}

interface Attachment {
  name: string;
  bytes: Buffer;
  description: string;
  date: Date;
  type?: string;
}

function attach(pdf: Pdf, { name, bytes, description, date, type = "application/json" }: Attachment): void {
  pdf.file(bytes, {
    name,
    type,
    description,
    relationship: "Data",
    creationDate: date,
    modifiedDate: date,
  } as PDFKit.Mixins.PDFAttachmentOptions);
}
