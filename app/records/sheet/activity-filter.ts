import { type ActivityEntry, type EntryContext, sourceOfEntry } from "#app/carbon/entry/activity-entry.ts";
import { parsePeriodText } from "#app/day/entry-period.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import type { ReviewState } from "#app/records/review-state.ts";
import type { GridSource } from "./grid-data.ts";

/** What the list is narrowed to; an empty text is no filter. It stands in the address. */
export interface ActivityFilter {
  facility: string;
  source: string;
  scope: string;
  /** `YYYY-MM`. */
  month: string;
  /** Looked for in names, quantity, evidence and note. */
  words: string;
  /** Where records stand in the review. */
  state: ReviewState | "";
}

/** A filter in an address is short, whoever wrote it. */
const MOST_LETTERS = 100;

/** Where words are looked for. */
const SEARCHED = ["facility", "source", "quantity", "evidence", "note"] as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The filter in an address: only texts that can be an id, a scope or a month; any other is no filter. */
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

/** The parameters of a filter that narrow anything, as an address carries them. */
export function filterParameters({ words, ...rest }: ActivityFilter): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...rest, q: words }).filter(([, text]) => text !== ""));
}

/** One text for each filter: two that narrow alike have the same. */
export function filterKey(filter: ActivityFilter): string {
  return new URLSearchParams(filterParameters(filter)).toString();
}

/** Makes the test that an entry passes a filter, the state apart. An entry whose source is not understood yet always does. */
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
