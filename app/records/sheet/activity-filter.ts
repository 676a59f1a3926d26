import { type ActivityEntry, type EntryContext, sourceOfEntry } from "#app/carbon/entry/activity-entry.ts";
import { parsePeriodText } from "#app/day/entry-period.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { UUID } from "#app/encoding/uuid.ts";
import type { ReviewState } from "#app/records/review-state.ts";
import type { GridSource } from "./grid-data.ts";

/** The filter of the list, kept in the address. An empty text is no filter. */
export interface ActivityFilter {
  facility: string;
  source: string;
  scope: string;
  month: string;
  /** Searched in names, quantity, evidence and note. */
  words: string;
  state: ReviewState | "";
}

/** Longer values in an address are ignored. */
const MOST_LETTERS = 100;

const SEARCHED = ["facility", "source", "quantity", "evidence", "note"] as const;

/** Reads the filter from an address. Values that can't be an id, scope or month are ignored. */
export function filterOf(search: URLSearchParams): ActivityFilter {
  const take = (name: string, grammar: RegExp) => {
    const text = search.get(name) ?? "";
    return grammar.test(text) ? text : "";
  };
  return {
    facility: take("facility", UUID),
    source: take("source", UUID),
    scope: take("scope", /^[123]$/),
    month: take("month", /^[0-9]{4}-(0[1-9]|1[0-2])$/),
    state: take("state", /^(draft|submitted|returned|approved)$/) as ActivityFilter["state"],
    words: normalText(search.get("q") ?? "", "NFKC")
      .trim()
      .slice(0, MOST_LETTERS),
  };
}

export function isFiltered(filter: ActivityFilter): boolean {
  return Object.values(filter).some((text) => text !== "");
}

/** The active filters as address parameters. */
export function filterParameters({ words, ...rest }: ActivityFilter): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...rest, q: words }).filter(([, text]) => text !== ""));
}

/** A text that is equal for equivalent filters. */
export function filterKey(filter: ActivityFilter): string {
  return new URLSearchParams(filterParameters(filter)).toString();
}

/** Creates the filter test, without the state. Entries with an unknown source always pass. */
export function makeFilter(
  filter: ActivityFilter,
  { sources, context }: { sources: readonly Pick<GridSource, "id" | "facilityId">[]; context: EntryContext },
): (entry: ActivityEntry) => boolean {
  const facilityOf = new Map(sources.map(({ id, facilityId }) => [id, facilityId]));
  const month = filter.month === "" ? null : parsePeriodText(filter.month);
  const words = filter.words.toLowerCase();
  return (entry) => {
    if (words !== "" && !SEARCHED.some((field) => entry[field].toLowerCase().includes(words))) return false;
    const source = sourceOfEntry(entry, context);
    if (source) {
      if (filter.source !== "" && source.id !== filter.source) return false;
      if (filter.facility !== "" && facilityOf.get(source.id) !== filter.facility) return false;
      if (filter.scope !== "" && String(source.scope) !== filter.scope) return false;
    }
    const period = month && parsePeriodText(entry.period);
    return !period || !month || (period.start <= month.end && period.end >= month.start);
  };
}
