const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The first date in a text as an ISO date, or null: `2025-06-10`, "15 January 2025", "February 13th, 2024", or
 * `10/06/2025`. `dayFirst` reads the last format with the day first.
 */
export function dateInText(text: string, dayFirst = false): string | null {
  const iso = /\b(20\d\d-\d\d-\d\d)\b/.exec(text)?.[1];
  if (iso !== undefined) return iso;
  const words =
    /\b(?<day>\d{1,2})(?:st|nd|rd|th)? (?<month>[A-Z][a-z]{2,8}),? (?<year>20\d\d)\b/.exec(text) ??
    /\b(?<month>[A-Z][a-z]{2,8}) (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>20\d\d)\b/.exec(text);
  if (words?.groups !== undefined) {
    const { day = "", month = "", year = "" } = words.groups;
    return formatDay(year, MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1, Number(day));
  }
  const slashes = /\b(\d{1,2})\/(\d{1,2})\/(20\d\d)\b/.exec(text);
  if (slashes === null) return null;
  const [first, second] = [Number(slashes[1]), Number(slashes[2])];
  return dayFirst ? formatDay(slashes[3]!, second, first) : formatDay(slashes[3]!, first, second);
}

function formatDay(year: string, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
