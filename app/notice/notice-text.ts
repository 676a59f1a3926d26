import { formatDay } from "#app/day/format-day.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import type { NoticeFacts } from "#db/notice-schema.ts";
import type { NoticeKindName } from "./notice-kind.ts";

/** What a notice reports, in one line. */
export function noticeText({ kind, facts }: { kind: NoticeKindName; facts: NoticeFacts }, locale: Locale): string {
  const { about, other, amount, dueOn } = facts;
  return translator(locale).notice.texts[kind]({
    about: localName(about ?? {}, locale),
    other: localName(other ?? {}, locale),
    amount: amount ? formatMoney(money(amount.minor, amount.currency)) : "",
    due: dueOn ? formatDay(dueOn, locale) : "",
  });
}

/** Where it happened: the organization, or the workspace for what belongs to no organization. */
export function noticeScope({ facts, workspace }: { facts: NoticeFacts; workspace: string }, locale: Locale): string {
  return facts.organization ? localName(facts.organization, locale) : workspace;
}
