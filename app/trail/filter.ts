import type { ActivityOrigin } from "#db/schema.ts";

/** What a list of entries is narrowed to; null and empty narrow nothing. */
export interface TrailFilter {
  /** First and last day, `YYYY-MM-DD`, in UTC. */
  start: string | null;
  end: string | null;
  /** Id of an `author`: a member, a key, a request; `acting:` and the id of an engagement for all who act by it. */
  person: string | null;
  action: string | null;
  /** A kind of subject, such as `facility`. */
  subject: string | null;
  /** One subject alone, with its kind. */
  subjectId: string | null;
  source: ActivityOrigin | null;
  /** Id of anything that entries speak of: a record, a facility, a source, a file. */
  about: string | null;
  /** Every word must be met: by what an entry says, whose it is, what it names, or by an act whose wording holds it. */
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
