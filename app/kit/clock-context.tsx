import { createContext, type ReactNode, useContext, useMemo } from "react";
import { formatDay, formatInstant, formatShortDay } from "#app/day/format-day.ts";
import { dayIn, UTC, type Zone } from "#app/day/zone.ts";
import { useLocale } from "./i18n-context.tsx";

const ZoneContext = createContext<Zone>(UTC);

/** Gives every component beneath it the reader's time zone. Outside of it, on public pages, times are in UTC. */
export function ZoneProvider({ zone, children }: { zone: Zone; children: ReactNode }) {
  return <ZoneContext.Provider value={zone}>{children}</ZoneContext.Provider>;
}

export interface Clock {
  /** The day of an instant (ISO 8601 as text) in the reader's time zone and language. */
  day(at: string | Date): string;
  shortDay(at: string | Date): string;
  /** Day and time. */
  instant(at: string | Date): string;
}

/** Writes what happened at an instant by the reader's clock. A day that is stated, such as one of a contract, has no zone. */
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
