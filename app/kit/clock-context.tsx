import { createContext, type ReactNode, useContext, useMemo } from "react";
import { formatDay, formatInstant, formatShortDay } from "#app/day/format-day.ts";
import { dayIn, UTC, type Zone } from "#app/day/zone.ts";
import { useLocale } from "./i18n-context.tsx";

const ZoneContext = createContext<Zone>(UTC);

/** Provides the reader's time zone. Without it, on public pages, times are in UTC. */
export function ZoneProvider({ zone, children }: { zone: Zone; children: ReactNode }) {
  return <ZoneContext.Provider value={zone}>{children}</ZoneContext.Provider>;
}

export interface Clock {
  /** The day of an instant (ISO 8601 as text) in the reader's time zone and language. */
  day(at: string | Date): string;
  shortDay(at: string | Date): string;
  instant(at: string | Date): string;
}

/** Formats instants in the reader's time zone. A given day, such as one of a contract, has no time zone. */
export function useClock(): Clock {
  const locale = useLocale();
  const zone = useContext(ZoneContext);
  return useMemo(
    () => ({
      day: (at) => formatDay(dayIn(zone, at), locale),
      shortDay: (at) => formatShortDay(dayIn(zone, at), locale),
      instant: (at) => formatInstant(at, locale, zone),
    }),
    [zone, locale],
  );
}
