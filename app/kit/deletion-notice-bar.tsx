import { Link } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { languageOf } from "#app/i18n/locale.ts";
import { useClock } from "./clock-context.tsx";
import { useLocale, useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

export interface DeletionNoticeView {
  /** Null until it is confirmed. */
  closesAt: string | null;
}

/** Shown above each page of a workspace with a requested deletion, to all its members. */
export function DeletionNoticeBar({ notice, href }: { notice: DeletionNoticeView; href: string | undefined }) {
  const t = useMessages().tenantData.notice;
  const locale = useLocale();
  const clock = useClock();
  return (
    <aside
      aria-label={t.label}
      className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line bg-bad-tint px-8 py-2.5 text-14 text-bad-ink max-desk:px-4 print:hidden"
    >
      <Icon name="warning" size={16} />
      <p className="min-w-0 grow basis-80">
        <strong className="font-semibold">
          <WholeDays>{notice.closesAt ? t.confirmed(clock.day(notice.closesAt)) : t.asked}</WholeDays>
        </strong>
        {languageOf(locale).sentenceGap}
        {t.ask}
      </p>
      {href && (
        <Link to={href} className="text-link whitespace-nowrap touch:py-3">
          {t.see}
        </Link>
      )}
    </aside>
  );
}
