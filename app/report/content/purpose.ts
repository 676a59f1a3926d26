import { addDays } from "#app/day/day.ts";
import { countDays } from "#app/day/period.ts";
import { languageOf } from "#app/i18n/index.ts";
import type { Block } from "#app/press/block.ts";
import { keyValues, part } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** Purpose and users in the organization's words, if it stated them, and frequency as it follows from the report. */
export function describePurpose({ facts, period }: ReportModel, words: Words): Block[] {
  const t = words.annex.purpose;
  const { previousReport } = facts;
  const days = countDays(period);
  const covered = isYear(period) ? t.year : t.days(words.exact(String(days)));
  const previous = previousReport
    ? t.previous(previousReport.number, words.period(previousReport.period))
    : t.noPrevious;
  return [
    part("boundary.purpose", t.heading),
    keyValues([
      [t.purpose, facts.purpose ? words.name(facts.purpose) : t.purposeText],
      [t.users, facts.intendedUsers ? words.name(facts.intendedUsers) : t.usersText],
      [t.frequency, [covered, previous].join(languageOf(words.locale).sentenceGap)],
    ]),
  ];
}

function isYear({ start, end }: ReportModel["period"]): boolean {
  return addDays(end, 1) === `${Number(start.slice(0, 4)) + 1}${start.slice(4)}`;
}
