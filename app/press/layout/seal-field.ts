import { SEAL_FIELD } from "#app/pdf/pdf-update.ts";
import type { Pdf } from "./document.ts";

/** The parts of pdfkit that its types leave out. */
interface PdfInternals {
  page: { dictionary: object; annotations: unknown[] };
  _root: { data: Record<string, unknown> };
  endAcroForm: () => void;
}

/**
 * Puts an empty signature field on the first page: no size, so nothing is drawn and nothing need be tagged. A seal
 * fills it by an incremental update (`sealPdf`).
 * @param description text of the field for screen readers
 */
export function addSealField(pdf: Pdf, description: string): void {
  const internals = pdf as unknown as PdfInternals;
  pdf.switchToPage(0);
  const widget = pdf.ref({
    Type: "Annot",
    Subtype: "Widget",
    FT: "Sig",
    T: new String(SEAL_FIELD),
    TU: new String(description),
    F: 4,
    Rect: [0, 0, 0, 0],
    P: internals.page.dictionary,
  });
  internals.page.annotations.push(widget);
  // 3: a signature field is there, and it is filled by adding to the file only.
  const form = pdf.ref({ SigFlags: 3, Fields: [widget] });
  internals._root.data.AcroForm = form;
  widget.end("");
  form.end("");
  internals.endAcroForm = () => {}; // pdfkit's own would look for the fonts of form fields
}
