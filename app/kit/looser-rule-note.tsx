import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "./clock-context.tsx";
import { useMessages } from "./i18n-context.tsx";

/** When a less strict rule takes effect, with the day if one is waiting. */
export function LooserRuleNote({ until }: { until: string | null }) {
  const { looserRule: t } = useMessages().twoPeople;
  const clock = useClock();
  if (!until) return <p className="text-12 text-muted">{t.hint}</p>;
  return (
    <p className="border-l-2 border-warning pl-4 text-14">
      <WholeDays>{t.waits(clock.instant(until))}</WholeDays>
    </p>
  );
}
