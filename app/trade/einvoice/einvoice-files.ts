/** The forms of an e-invoice: names below the address of its document, and keys of `invoice.einvoice`. */
export const EINVOICE_FILES = [
  { file: "einvoice.xml", words: "download" },
  { file: "factur-x.pdf", words: "facturX" },
] as const;
