import type { Bill, BillDocument, BillProblem, BillReading, BillState } from "./bill.ts";
import { BillError, MOST } from "./bill-error.ts";
import { readEInvoice } from "./format/read-einvoice.ts";
import { isOfd, readOfd } from "./format/read-ofd.ts";
import { readPdf } from "./format/read-pdf.ts";
import { problemsOf, stateOf } from "./judge-bill.ts";
import { isChineseInvoice, readChineseInvoice } from "./layout/chinese-invoice.ts";
import { mergeBills } from "./layout/merge-bills.ts";
import { readUtilityBill } from "./layout/utility-bill.ts";

/**
 * Reads a bill from the bytes of a file. The format is detected from the content.
 *
 * @param cMapUrl the folder of character maps of pdfjs-dist, with a slash at its end
 * @throws BillError
 */
export async function readBill(bytes: Uint8Array, cMapUrl: string): Promise<BillReading> {
  return interpretDocument(await openDocument(bytes, cMapUrl));
}

async function openDocument(bytes: Uint8Array, cMapUrl: string): Promise<BillDocument> {
  if (bytes.length > MOST.fileBytes) throw new BillError("too_large");
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  if (start.startsWith("%PDF-")) return readPdf(bytes, cMapUrl);
  if (start.startsWith("PK\x03\x04") && isOfd(bytes)) return readOfd(bytes);
  const invoice = /^(?:ï»¿)?\s*</.test(start) ? readEInvoice(bytes) : null;
  if (!invoice) throw new BillError("unknown_format");
  return invoice;
}

export function interpretDocument(document: BillDocument): BillReading {
  const { format, pages } = document;
  const drawn = pages.filter(({ kind }) => kind === "drawn");
  const withText = drawn.filter(({ runs }) => runs.length > 0);
  const scanned = drawn.filter(({ runs, hasImage }) => runs.length === 0 && hasImage);
  const problems = [...document.problems];
  const give = (state: BillState, bill: Bill | null, more: BillProblem[] = []): BillReading => ({
    format,
    state,
    pages,
    bill,
    problems: [...problems, ...more],
  });
  if (withText.length === 0 && !document.data) return give(scanned.length > 0 ? "scanned" : "no_text", null);
  if (scanned.length > 0) problems.push("some_scanned");
  const printed = isChineseInvoice(withText) ? readChineseInvoice(withText) : readUtilityBill(withText);
  if (!document.data) return printed ? give(stateOf(printed), printed, problemsOf(printed)) : give("not_a_bill", null);
  if (!printed) return give(stateOf(document.data), document.data, problemsOf(document.data));
  const { bill, differs } = mergeBills(document.data, printed);
  return give(stateOf(bill), bill, [...(differs ? (["data_differs"] as const) : []), ...problemsOf(bill)]);
}
