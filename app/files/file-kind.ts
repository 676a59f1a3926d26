/** Accepted types of evidence. OFD and XML are invoices of China. The type is detected from the bytes. File name and browser information don't count. */
export const MEDIA_TYPES = {
  pdf: "application/pdf",
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  ofd: "application/ofd",
  xml: "application/xml",
} as const;

export type FileKind = keyof typeof MEDIA_TYPES;

/** Why a file is rejected: a known but unsupported type, or an error in a supported one. */
export type FileFault =
  | "empty"
  | "unknown"
  | "html"
  | "svg"
  | "script"
  | "executable"
  | "heic"
  | "other_image"
  | "archive"
  | "office_document"
  | "old_office"
  | "macro"
  | "encrypted"
  | "text"
  | "polyglot"
  | "damaged"
  | "too_many_pixels";
