import { parseUnit } from "#app/carbon/unit/unit.ts";
import { lastDayOfMonth } from "#app/day/period.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import {
  type ActivityEntry,
  checkActivityEntry,
  EMPTY_ENTRY,
  type EntryContext,
  type EntryFault,
} from "./activity-entry.ts";

export const ANSWER_KINDS = ["quantity", "no_activity", "not_available"] as const;

/** A figure, "nothing happened here in this month" (a stated zero), or "we can't provide it", which is not a figure. */
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export interface RequestedAnswer {
  kind: AnswerKind;
  quantity: string;
  unit: string;
  dataQuality: string;
  note: string;
}

/** A requested source: its names, and the first offered unit, as it is typed (`万千瓦时`). */
export interface RequestedSource {
  facility: { en: string; zh: string };
  name: { en: string; zh: string };
  unit: string;
  category: string;
}

const NOTE_CHARACTERS = 1000;

/** Whether nothing has been answered yet. A note alone is not an answer. */
export function isOpenAnswer({ kind, quantity }: RequestedAnswer): boolean {
  return kind === "quantity" && quantity.trim() === "";
}

/** The answer as an entry of an activity record. A stated zero is a record of 0. */
export function toRequestedEntry(answer: RequestedAnswer, source: RequestedSource, month: string): ActivityEntry {
  const isZero = answer.kind === "no_activity";
  return {
    ...EMPTY_ENTRY,
    facility: source.facility.en || source.facility.zh,
    source: source.name.en || source.name.zh,
    period: month,
    quantity: isZero ? "0" : answer.quantity,
    unit: isZero ? source.unit : answer.unit,
    dataQuality: isZero ? "measured" : answer.dataQuality,
    note: answer.note,
  };
}

/**
 * The errors of an answer; none while it is open. Entries are checked as everywhere, but against this one source and
 * month, because an answer can't concern anything else.
 */
export function checkRequestedAnswer(answer: RequestedAnswer, source: RequestedSource, month: string): EntryFault[] {
  if (isOpenAnswer(answer)) return [];
  if (answer.kind === "not_available") return checkReason(answer.note);
  const result = checkActivityEntry(toRequestedEntry(answer, source, month), contextOf(source, month));
  return result.ok ? [] : result.faults;
}

function checkReason(note: string): EntryFault[] {
  const fault = (code: string, facts: Record<string, string> = {}) => [{ field: "note" as const, code, facts }];
  if (note.trim() === "") return fault("reason_missing");
  if (note.length > NOTE_CHARACTERS) {
    return fault("text_too_long", { length: String(note.length), limit: String(NOTE_CHARACTERS) });
  }
  return isPlainText(note) ? [] : fault("text_forbidden");
}

function contextOf({ facility, name, unit, category }: RequestedSource, month: string): EntryContext {
  const namesOf = ({ en, zh }: { en: string; zh: string }) => [en, zh].filter((text) => text !== "");
  const offered = parseUnit(unit);
  const ofSource = offered.ok ? offered.code : unit;
  return {
    period: { start: `${month}-01`, end: lastDayOfMonth(month) },
    sources: [
      { id: "asked", facilityNames: namesOf(facility), names: namesOf(name), unit: ofSource, scope: 3, category },
    ],
  };
}
