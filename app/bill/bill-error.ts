/**
 * Why a file can't be read. `unknown_format`: neither PDF, OFD nor an invoice in XML. `damaged`. `protected`: a password is
 * set. `too_large`: more content than a bill has. `document_type`: XML that declares entities.
 */
export type BillErrorCode = "unknown_format" | "damaged" | "protected" | "too_large" | "document_type";

export class BillError extends Error {
  readonly code: BillErrorCode;

  constructor(code: BillErrorCode) {
    super(code);
    this.name = "BillError";
    this.code = code;
  }
}

/** More than bills have. A file beyond these is refused, or its further pages are left out. */
export const MOST = {
  fileBytes: 20 * 1024 * 1024,
  pages: 40,
  runs: 40_000,
  /** Of one run. */
  characters: 2000,
  lineCharacters: 2000,
  elements: 200_000,
  lines: 200,
  candidates: 12,
} as const;
