import type { ActivityOrigin } from "#db/schema.ts";

/** Null and empty values do not filter. */
export interface TrailFilter {
  /** First and last day, `YYYY-MM-DD`, in UTC. */
  start: string | null;
  end: string | null;
  /**
   * Id of an `author`: a member, a key or a request. `acting:` plus an engagement id matches everyone who acts under
   * it.
   */
  person: string | null;
  action: string | null;
  /** A type of subject, such as `facility`. */
  subject: string | null;
  /** A single subject, along with its type. */
  subjectId: string | null;
  source: ActivityOrigin | null;
  /** Id of a record, facility, source or file mentioned in entries. */
  about: string | null;
  /**
   * Every word must match the content of an entry, its author, a name in it, or an action whose wording contains the
   * word.
   */
  words: { text: string; actions: string[] }[];
}

export const NO_TRAIL_FILTER: TrailFilter = {
  start: null,
  end: null,
  person: null,
  action: null,
  subject: null,
  subjectId: null,
  source: null,
  about: null,
  words: [],
};
