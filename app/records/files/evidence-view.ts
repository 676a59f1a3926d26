import type { KeptScan } from "#app/files/clamd.server.ts";
import type { FileKind } from "#app/files/file-kind.ts";
export interface EvidenceView {
  fileId: string;
  /** Identifies the attachment to remove. Null in lists of files. */
  attachmentId: string | null;
  name: string;
  kind: FileKind;
  size: number;
  sha256: string;
  scan: KeptScan;
  canPreview: boolean;
  isErased: boolean;
  attachedCount: number;
  /** ISO 8601 time of the attachment, or of the upload in lists of files. */
  at: string;
  /** Empty if the person has left. */
  by: string;
}

/** Result of an upload. */
export type FileOutcome =
  | { outcome: "kept" | "known"; name: string; fileId?: string; sha256?: string }
  | { outcome: "refused"; name: string; code: string; facts: Record<string, string> };

/** JSON response to scripts. */
export interface EvidenceAnswer {
  files: EvidenceView[];
  outcomes: FileOutcome[];
  /** A message key if nothing was done. */
  problem?: "reasonMissing" | "held" | "periodInvalid" | "periodSourceNeedsPeriod" | "noFile";
}
