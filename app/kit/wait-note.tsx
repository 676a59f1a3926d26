import { WholeDays } from "#app/day/whole-days.tsx";
import { useClock } from "./clock-context.tsx";
import { useMessages } from "./i18n-context.tsx";

/** From when on two people may act, where the right of one of them is new; in the place of the button that approves. */
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
