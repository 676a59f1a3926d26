import { closeDocument, openDocument } from "#app/press/layout/document.ts";
import { addSealField } from "#app/press/layout/seal-field.ts";

const DATE = new Date("2026-03-02T09:00:00Z");

/**
 * The smallest document that can be sealed: one empty page with the field, made by the report's own parts; packed, with a
 * table that is a stream, or with a classic one.
 */
export async function makeSealable(table: "stream" | "classic" = "stream"): Promise<Uint8Array> {
  const text = "Sample";
  const info = { title: text, author: text, subject: text, keywords: text, creator: text, producer: text, date: DATE };
  const pdf = openDocument({ info, language: "en", compress: table === "stream" });
  pdf.addPage();
  addSealField(pdf, "Seal");
  return closeDocument(pdf);
}
