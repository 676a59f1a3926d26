import type { Pdf } from "#app/press/layout/document.ts";
import type { XmpSchema } from "#app/press/layout/xmp.ts";

/** The name that Factur-X 1.0 and ZUGFeRD 2 prescribe. */
export const FACTUR_X_FILE = "factur-x.xml";

/** The metadata of Factur-X 1.0, profile EN 16931. A credit note is of the type `INVOICE` too. */
export const FACTUR_X_SCHEMA: XmpSchema = {
  name: "Factur-X PDFA Extension Schema",
  namespace: "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
  prefix: "fx",
  properties: [
    { name: "DocumentFileName", value: FACTUR_X_FILE, description: "Name of the embedded XML invoice file" },
    { name: "DocumentType", value: "INVOICE", description: "Type of the hybrid document" },
    { name: "Version", value: "1.0", description: "Version of the XML invoice data" },
    { name: "ConformanceLevel", value: "EN 16931", description: "Profile of the XML invoice data" },
  ],
};

/** Embeds the invoice data. The pages and the data are two forms of one invoice, so the relationship is `Alternative`. */
export function attachFacturX(pdf: Pdf, { xml, date }: { xml: string; date: Date }): void {
  pdf.file(Buffer.from(xml, "utf8"), {
    name: FACTUR_X_FILE,
    type: "text/xml",
    description: "Factur-X",
    relationship: "Alternative",
    creationDate: date,
    modifiedDate: date,
  } as PDFKit.Mixins.PDFAttachmentOptions);
}
