import { activityCsv } from "#tests/support/own-tenant.ts";

const SOURCES = [
  ["Hotel nights", "room_night"],
  ["Electricity", "kWh"],
  ["Natural gas", "Nm3"],
] as const;
const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAYS = 365;
const DAY_MILLISECONDS = 86_400_000;

/** Number of records of a company that no other file has: one for each source and day of the year. */
export const MOST_ROWS = SOURCES.length * DAYS;

/** A file with `count` records; the next file continues where this one ends. */
export function fileOfDays(word: string, { from, count }: { from: number; count: number }): string {
  const rows = Array.from({ length: count }, (_, at): [string, string, string, string] => {
    const [source, unit] = SOURCES[Math.floor((from + at) / DAYS) % SOURCES.length]!;
    const day = new Date(FIRST_DAY + ((from + at) % DAYS) * DAY_MILLISECONDS).toISOString().slice(0, 10);
    return [source, day, `${1 + ((from + at) % 97)}.25`, unit];
  });
  return activityCsv(word, rows);
}
