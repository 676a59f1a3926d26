import { remembering } from "#app/number/remember.ts";
import type { Day } from "./period.ts";

/** An IANA time zone name, such as `Asia/Shanghai`. */
export type Zone = string;

export const UTC: Zone = "UTC";

/** Day, time and UTC offset in a zone at an instant. */
interface ClockFace {
  day: Day;
  /** `HH:MM`, 00:00 to 23:59. */
  time: string;
  /** Minutes ahead of UTC, negative in the west. */
  offset: number;
}

const readerOf = remembering(
  (zone: Zone) =>
    new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    }),
);

/** @throws RangeError for an invalid zone or instant */
export function clockIn(zone: Zone, at: Date | string): ClockFace {
  const instant = new Date(at);
  const parts = Object.fromEntries(
    readerOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const day = `${parts.year!.padStart(4, "0")}-${parts.month}-${parts.day}`;
  const time = `${parts.hour}:${parts.minute}`;
  const minutes = Math.floor(instant.getTime() / 60_000);
  return { day, time, offset: Date.parse(`${day}T${time}Z`) / 60_000 - minutes };
}

/** The day in a zone at an instant. @throws RangeError for an invalid zone or instant */
export function dayIn(zone: Zone, at: Date | string): Day {
  return clockIn(zone, at).day;
}

export function today(zone: Zone, now: Date = new Date()): Day {
  return dayIn(zone, now);
}

export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  try {
    readerOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The zones known to this system, UTC first. */
export function listZones(): Zone[] {
  return [UTC, ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== UTC)];
}
