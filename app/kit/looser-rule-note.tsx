import { formatInstant } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useLocale, useMessages } from "./i18n-context.tsx";

/** When a change counts that asks for less than the rule before; the day, where one is waiting. */
export function LooserRuleNote({ until }: { until: string | null }) {
  const { looserRule: t } = useMessages().twoPeople;
  const locale = useLocale();
  if (!until) return <p className="text-12 text-muted">{t.hint}</p>;
  return (
    <p className="border-l-2 border-warning pl-4 text-14">
      <WholeDays>{t.waits(formatInstant(until, locale))}</WholeDays>
    </p>
  );
}
