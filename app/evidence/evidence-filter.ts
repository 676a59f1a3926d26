import type { Period } from "#app/carbon/document/inventory-document.ts";
import { parsePeriodText } from "#app/day/entry-period.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { FIRST_PAGE, markOf, type PageMark } from "#app/kit/list-page.ts";

/** The record filters of the address. Invalid values are ignored. */
interface EvidenceSearch {
  sourceId: string;
  month: string;
  mark: PageMark;
}

export function searchOf(search: URLSearchParams): EvidenceSearch {
  const mark = markOf(search);
  const take = (name: string, grammar: RegExp) => {
    const text = search.get(name) ?? "";
    return grammar.test(text) ? text : "";
  };
  return {
    sourceId: take("source", UUID),
    month: take("month", /^[0-9]{4}-(0[1-9]|1[0-2])$/),
    mark: UUID.test(mark.after) ? mark : FIRST_PAGE,
  };
}

export function periodOf({ month }: Pick<EvidenceSearch, "month">): Period | null {
  return month === "" ? null : parsePeriodText(month);
}
