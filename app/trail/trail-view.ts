/** One changed field in the reader's language. Null if it had no value. */
export interface FieldChange {
  label: string;
  before: string | null;
  after: string | null;
}

/** The changes of one record of several, or of the subject itself. */
export interface ChangeGroup {
  /** Null if the entry concerns a single subject. */
  title: string | null;
  href: string | null;
  fields: FieldChange[];
}

export interface TrailEntryView {
  sequence: number;
  /** ISO 8601. */
  at: string;
  authorName: string;
  /** What the author did, to follow the name. */
  sentence: string;
  origin: string;
  /** The page of the subject, or null if it has no page. */
  href: string | null;
  groups: ChangeGroup[];
  /** Number of fields and records left out. */
  moreFields: number;
  moreRecords: number;
  hash: string;
  previousHash: string;
}

export interface HistoryEvent {
  key: string;
  at: string;
  authorName: string;
  sentence: string;
  origin: string | null;
  fields: FieldChange[];
  isDeletion: boolean;
}
