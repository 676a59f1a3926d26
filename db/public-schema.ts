import type { Generated, JSONColumnType } from "kysely";
import type { LogStatement, OpenEntry } from "#app/proof/log-entry.ts";
import type { Timestamp } from "./column-types.ts";

/** Tables with published data: no tenant, and no row id of one. */

export interface PublishedReportTable {
  number: string;
  /** Position over all status lists. */
  status_index: number;
  issued_at: Timestamp;
  inventory_sha256: string;
  inventory: string;
  credential: string;
  summary: JSONColumnType<object>;
  renderer_version: string;
  expires_at: Timestamp | null;
  /** The version before it, as its credential states. */
  supersedes: string | null;
}

/** The file of a published report in a language. */
export interface PublishedEditionTable {
  number: string;
  locale: "en" | "zh" | "both";
  pdf_sha256: string;
  pdf: Uint8Array;
}

/** A report that its issuer lists publicly. */
export interface ListedReportTable {
  number: string;
  issuer_id: string;
}

/** A report with a limited validity whose end is not in the log yet. */
export interface OpenValidityTable {
  number: string;
  expires_at: Timestamp;
}

/** A reader's request for mails about a report. */
export interface ReportWatchTable {
  id: Generated<string>;
  number: string;
  email: string;
  locale: "en" | "zh";
  asked_at: Generated<Timestamp>;
  /** Until when it can be confirmed; null once it is. */
  ends_at: Timestamp | null;
  confirmed_at: Timestamp | null;
  /** The log index of the last statement that it was mailed. */
  mailed_index: number | null;
}

/** The hash of a link in a mail to a watcher. */
export interface ReportWatchLinkTable {
  token_hash: Uint8Array;
  watch_id: string;
}

/** A statement that still has to be mailed to watchers. */
export interface ReportWatchNoticeTable {
  log_index: number;
  number: string;
}

export interface StatementTable {
  log_index: number;
  number: string | null;
  kind: LogStatement["type"] | OpenEntry["type"];
  facts: JSONColumnType<object>;
  stated_at: Timestamp;
  /** The canonical statement behind the leaf's commitment, and its salt; null for an open entry. */
  said: string | null;
  salt: string | null;
}

export interface LogHeadTable {
  origin: string;
  size: number;
  edge: Uint8Array;
}

export interface LogLeafTable {
  index: number;
  leaf_hash: Uint8Array;
  entry: Uint8Array;
}

export interface LogTileTable {
  level: number;
  index: number;
  data: Uint8Array;
  root: Uint8Array;
}

export interface LogCheckpointTable {
  size: number;
  root: Uint8Array;
  note: string;
  signed_at: Timestamp;
}

/** A witness's signature line for a checkpoint (c2sp.org/tlog-cosignature). */
export interface LogCosignatureTable {
  size: number;
  /** Name of the witness's key. */
  witness: string;
  key_id: Uint8Array;
  line: string;
  /** The time that the witness states. */
  cosigned_at: Timestamp;
  received_at: Timestamp;
}
