import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "./clock-context.tsx";
import { useMessages } from "./i18n-context.tsx";

/** From when two people may act if the role of one of them is new. Replaces the approve button. */
export function WaitNote({ until }: { until: string | null | undefined }) {
  const { twoPeople: t } = useMessages();
  const clock = useClock();
  if (!until) return null;
  return (
    <p className="border-l-2 border-warning pl-4 text-14">
      <WholeDays>{t.waits(clock.instant(until))}</WholeDays>
    </p>
  );
}
