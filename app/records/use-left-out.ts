import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

/** Says why an act left a record out; the time from which it could be done is that of the reader's clock. */
export function useLeftOut(): (code: string, facts: Record<string, string>) => string {
  const { review: t } = useMessages();
  const clock = useClock();
  return (code, { from, ...facts }) => t.describeLeft(code, from ? { ...facts, from: clock.instant(from) } : facts);
}
