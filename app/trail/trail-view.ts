/** One field of something that changed, in the reader's words; null where it was not stated. */
export interface FieldChange {
  label: string;
  before: string | null;
  after: string | null;
}

/** What changed of one thing: a record of several, or the subject itself. */
export interface ChangeGroup {
  /** Null where the entry speaks of one thing alone. */
  title: string | null;
  href: string | null;
  fields: FieldChange[];
}

/** One entry of the audit trail as a reader sees it. */
export interface TrailEntryView {
  sequence: number;
  /** ISO 8601. */
  at: string;
  authorName: string;
  /** What the author did, after the name. */
  sentence: string;
  origin: string;
  /** Where its subject is; null where there is no page. */
  href: string | null;
  groups: ChangeGroup[];
  /** Fields and records that are left out for length. */
  moreFields: number;
  moreRecords: number;
  hash: string;
  previousHash: string;
}

/** An act in the history of one thing. */
export interface HistoryEvent {
  key: string;
  at: string;
  authorName: string;
  sentence: string;
  origin: string | null;
  fields: FieldChange[];
  isDeletion: boolean;
}
