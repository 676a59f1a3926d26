import { Link } from "@remix-run/react";
import { languageOf } from "#app/i18n/locale.ts";
import { useClock } from "./clock-context.tsx";
import { useLocale, useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";
import type { PlanNotice } from "./plan-notice.ts";

/** Shown above each page of a workspace whose plan ends soon, has ended, or has lapsed. */
export function PlanNoticeBar({ notice, href }: { notice: PlanNotice; href: string | undefined }) {
  const { plan: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const name = notice.plan ? t.name[notice.plan] : "";
  const words = {
    ends: () =>
      notice.isSubscription
        ? t.notice.renews(name, clock.day(notice.at!))
        : t.notice.ends(name, clock.day(notice.at!), notice.days),
    grace: () => t.notice.grace(name, notice.days),
    lapsed: () => t.notice.lapsed,
  }[notice.kind]();
  const isOver = notice.kind === "lapsed";
  return (
    <aside
      aria-label={t.title}
      className={`flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line px-8 py-2.5 text-14 max-desk:px-4 print:hidden ${
        isOver ? "bg-bad-tint text-bad-ink" : "bg-warning-tint text-warning-ink"
      }`}
    >
      <Icon name={isOver ? "lock" : "clock"} size={16} />
      <p className="min-w-0 grow basis-80">
        <strong className="font-semibold">{words}</strong>
        {languageOf(locale).sentenceGap}
        {t.notice.kept}
      </p>
      {href && (
        <Link to={href} className="text-link whitespace-nowrap touch:py-3">
          {t.notice.toPlan}
        </Link>
      )}
    </aside>
  );
}
