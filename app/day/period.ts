/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** Both days are included. */
export interface Period {
  start: Day;
  end: Day;
}

const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Whether the day exists. `2025-02-29` doesn't. */
export function isDate(text: unknown): boolean {
  if (typeof text !== "string") return false;
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function lastDayOfMonth(month: string): Day {
  return `${month}-${String(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))).padStart(2, "0")}`;
}

/** Number of days, including both ends (methodology rule 37). */
export function countDays(period: Period): number {
  return (Date.parse(`${period.end}T00:00:00Z`) - Date.parse(`${period.start}T00:00:00Z`)) / MILLISECONDS_PER_DAY + 1;
}

/** Whether `inner` is completely inside. Days have a fixed width, so they compare as text. */
export function isWithin(inner: Period, outer: { start: Day | null; end: Day | null }): boolean {
  return (outer.start === null || outer.start <= inner.start) && (outer.end === null || inner.end <= outer.end);
}

/** The same day and month one year earlier. Of 29 February it is no day, and equals none. */
export function yearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
}

/** The months of a period with their number of days inside it. The days add up to `countDays`. */
export function daysByMonth(period: Period): { month: string; days: number }[] {
  const months: { month: string; days: number }[] = [];
  let [year, month] = [Number(period.start.slice(0, 4)), Number(period.start.slice(5, 7))];
  const lastMonth = period.end.slice(0, 7);
  for (;;) {
    const name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    if (name > lastMonth) return months;
    const start = name === period.start.slice(0, 7) ? period.start : `${name}-01`;
    const end = name === lastMonth ? period.end : `${name}-${String(daysInMonth(year, month)).padStart(2, "0")}`;
    months.push({ month: name, days: countDays({ start, end }) });
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
