import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

/** Explains why an action skipped a record. Times are in the reader's time zone. */
export function useLeftOut(): (code: string, facts: Record<string, string>) => string {
  const { review: t } = useMessages();
  const clock = useClock();
  return (code, { from, ...facts }) => t.describeLeft(code, from ? { ...facts, from: clock.instant(from) } : facts);
}
