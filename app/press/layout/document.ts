import PDFDocument from "pdfkit";
import { packObjects } from "./pack-objects.ts";
import { type DocumentInfo, describeInfo, describeSchemas, type XmpSchema } from "./xmp.ts";

export type Pdf = PDFKit.PDFDocument;

export interface DocumentSettings {
  info: DocumentInfo;
  /** BCP 47 tag of the body. */
  language: string;
  compress: boolean;
  /** Metadata of further standards that the file keeps. */
  schemas?: readonly XmpSchema[];
}

/** The parts of pdfkit that its types leave out. */
interface PdfInternals {
  _addInfo: () => void;
  compress: boolean;
  page: { dictionary: { data: Record<string, unknown> } };
}

/**
 * A document set up for PDF/A-3a with the PDF/UA-1 identification added. Nothing in it comes from the clock or the
 * machine: the same calls give the same bytes.
 */
export function openDocument({ info, language, compress, schemas = [] }: DocumentSettings): Pdf {
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: "1.7",
    subset: "PDF/A-3a",
    tagged: true,
    lang: language,
    displayTitle: true,
    font: null as unknown as string, // the standard faces cannot be embedded
    compress,
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      Keywords: info.keywords,
      Creator: info.creator,
      Producer: info.producer,
      CreationDate: info.date,
      ModDate: info.date,
    },
  });
  const internals = pdf as unknown as PdfInternals;
  pdf.on("pageAdded", () => {
    delete internals.page.dictionary.data.UserUnit; // a 1 there is valid, yet some checkers refuse it
  });
  internals._addInfo = () => pdf.appendXML(describeInfo(info)); // pdfkit's own writer does not escape
  pdf.appendXML(describeSchemas(schemas));
  return pdf;
}

/** Ends the document and gathers its bytes; objects are packed where streams are compressed. */
export async function closeDocument(pdf: Pdf): Promise<Uint8Array> {
  const written = await new Promise<Uint8Array>((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on("error", reject);
    pdf.end();
  });
  return (pdf as unknown as PdfInternals).compress ? packObjects(written) : written;
}
