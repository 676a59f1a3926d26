import { parsePeriodText } from "#app/day/entry-period.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { FIRST_PAGE, markOf, type PageMark } from "#app/kit/list-page.ts";
import type { EvidenceFilter } from "./evidence-list.server.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const EVIDENCE_STATES = ["all", "attached", "unattached", "erased"] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** What a list of evidence is narrowed to, as it stands in the address; what can't be read is no filter. */
export interface EvidenceSearch {
  state: EvidenceState;
  sourceId: string;
  /** `YYYY-MM`. */
  month: string;
  words: string;
  mark: PageMark;
}

export function searchOf(search: URLSearchParams): EvidenceSearch {
  const mark = markOf(search);
  const take = (name: string, grammar: RegExp) => {
    const text = search.get(name) ?? "";
    return grammar.test(text) ? text : "";
  };
  return {
    state: EVIDENCE_STATES.find((one) => one === search.get("state")) ?? "all",
    sourceId: take("source", UUID),
    month: take("month", /^[0-9]{4}-(0[1-9]|1[0-2])$/),
    words: normalText(search.get("q") ?? "", "NFC")
      .trim()
      .slice(0, 200),
    mark: UUID.test(mark.after) ? mark : FIRST_PAGE,
  };
}

export function filterOf({ state, sourceId, month, words }: EvidenceSearch): EvidenceFilter {
  return { state, sourceId: sourceId || null, period: month === "" ? null : parsePeriodText(month), words };
}
