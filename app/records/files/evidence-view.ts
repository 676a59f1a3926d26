import type { KeptScan } from "#app/files/clamd.server.ts";
import type { FileKind } from "#app/files/file-kind.ts";
/** A file as pages and the record panel show it. */
export interface EvidenceView {
  fileId: string;
  /** What takes it off its record; null in lists of files. */
  attachmentId: string | null;
  name: string;
  kind: FileKind;
  /** In bytes. */
  size: number;
  sha256: string;
  scan: KeptScan;
  canPreview: boolean;
  isErased: boolean;
  attachedCount: number;
  /** ISO 8601: attached, or added where it is a list of files. */
  at: string;
  /** Empty where the person left. */
  by: string;
}

/** What became of a file that was sent. */
export type FileOutcome =
  | { outcome: "kept" | "known"; name: string; fileId?: string; sha256?: string }
  | { outcome: "refused"; name: string; code: string; facts: Record<string, string> };

/** What the addresses for scripts answer. */
export interface EvidenceAnswer {
  files: EvidenceView[];
  outcomes: FileOutcome[];
  /** A message key where nothing was done. */
  problem?: "reasonMissing" | "held" | "periodInvalid" | "periodSourceNeedsPeriod" | "noFile";
}
