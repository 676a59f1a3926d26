import { SaxesParser } from "saxes";

/** Invoices have kilobytes. */
const MOST_BYTES = 2 * 1024 * 1024;
const DEEPEST = 64;
const START = /^(?:\xef\xbb\xbf)?\s{0,100}<(?:\?xml\b|(?:\w{1,10}:)?e?E?Invoice\b)/;
const NAMESPACE_OF_PAGES = "http://www.w3.org/";

class NotAnInvoice extends Error {}

/**
 * Whether bytes are the data of a Chinese digital invoice: well-formed UTF-8, with `EInvoice` or `eInvoice` around it, without a
 * document type, without instructions to a browser and without elements that a browser would show or run.
 */
export function isInvoiceXml(bytes: Uint8Array, start: string): boolean {
  if (bytes.length > MOST_BYTES || !START.test(start)) return false;
  const parser = new SaxesParser();
  const refuse = () => {
    throw new NotAnInvoice();
  };
  let depth = 0;
  let isInvoice = false;
  parser.on("error", refuse);
  parser.on("doctype", refuse);
  parser.on("processinginstruction", refuse);
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth === 1) isInvoice = /^(?:\w{1,10}:)?(?:EInvoice|eInvoice)$/.test(name);
    const isOfPages = Object.values(attributes as Record<string, string>).some((value) =>
      value.startsWith(NAMESPACE_OF_PAGES),
    );
    if (!isInvoice || depth > DEEPEST || isOfPages) refuse();
  });
  parser.on("closetag", () => {
    depth -= 1;
  });
  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
    return isInvoice;
  } catch (error) {
    // A decoder reports bytes that are no UTF-8 as a TypeError.
    if (error instanceof NotAnInvoice || error instanceof TypeError) return false;
    throw error;
  }
}
