/** What evidence may be. The type is found in the bytes; neither a file's name nor what a browser says of it counts. */
export const MEDIA_TYPES = {
  pdf: "application/pdf",
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
} as const;

export type FileKind = keyof typeof MEDIA_TYPES;

/** Why a file is not taken: a kind that is known and refused, or a fault of one that would be taken. */
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
