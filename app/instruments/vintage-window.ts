import { z } from "zod";
import { lastDayOfMonth, type Period } from "#app/day/period.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** How far from a reporting period electricity may be generated, in months. */
export interface VintageWindow {
  monthsBefore: number;
  monthsAfter: number;
}

/**
 * The widest window, which applies until an organization saves its own (Scope 2 Guidance, criterion 4, asks for
 * generation as close to the period as possible). The database has the same limits.
 */
export const WIDEST_WINDOW: VintageWindow = { monthsBefore: 6, monthsAfter: 3 };

const months = (most: number) =>
  z
    .string("choice_missing")
    .regex(/^\d$/, "choice_missing")
    .transform(Number)
    .refine((count) => count <= most, "choice_missing");

export const VintageWindowSetting = declareSetting({
  table: "vintage_window",
  key: ["organization_id"],
  right: "factors.policy",
  schema: z.object({
    monthsBefore: months(WIDEST_WINDOW.monthsBefore),
    monthsAfter: months(WIDEST_WINDOW.monthsAfter),
  }),
  subject: "vintage_window",
  action: "vintage_window.stated",
});

/** Days in which electricity for a reporting period may have been generated. */
export function vintageDays({ start, end }: Period, { monthsBefore, monthsAfter }: VintageWindow): Period {
  const first = shiftMonth(start, -monthsBefore);
  return { start: clip(first, start.slice(8)), end: endOfShifted(end, monthsAfter) };
}

function shiftMonth(day: string, months: number): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** The last day of a month stays a last day: 30 June and three months are 30 September, 31 December and three 31 March. */
function endOfShifted(day: string, months: number): string {
  const isLast = lastDayOfMonth(day.slice(0, 7)) === day;
  return clip(shiftMonth(day, months), isLast ? "31" : day.slice(8));
}

function clip(month: string, day: string): string {
  const last = lastDayOfMonth(month);
  return day > last.slice(8) ? last : `${month}-${day}`;
}
