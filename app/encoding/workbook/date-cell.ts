/** Dates in a workbook are days since an epoch. Only the number format of a cell marks them as dates. */

/** Built-in formats that show a date or a time (ECMA-376 part 1, 18.8.30, East Asian ones included). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** The parts of a date that a number format shows. */
export type DateShown = "day" | "month" | "year" | "time";

/** The built-in formats that show a month, and those that show a time (some of them without a day). */
const MONTH_FORMATS = new Set([17, 27, 36, 50, 52, 55, 57]);
const TIME_FORMATS = new Set([18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 56]);

/** Excel stores at most 255 characters of a format. No program writes a longer one, so it counts as no date. */
const LONGEST_FORMAT = 1000;

/** What a number format shows of a date. Null if it shows none. @param code its text, if the workbook defines it */
export function dateShownBy(id: number, code: string | undefined): DateShown | null {
  if (code === undefined) {
    if (!DATE_FORMATS.has(id) && !(id >= 27 && id <= 36) && !(id >= 50 && id <= 58)) return null;
    return MONTH_FORMATS.has(id) ? "month" : TIME_FORMATS.has(id) ? "time" : "day";
  }
  if (code.length > LONGEST_FORMAT) return null;
  // Quoted text, escaped letters and bracketed colours or conditions are not part of the pattern, but [h] and [mm] are.
  const pattern = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    // pattern: at most 1,000 characters, LONGEST_FORMAT.
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "")
    .replace(/General/gi, "");
  if (!/[ymdhs]/i.test(pattern)) return null;
  if (/[hs]/i.test(pattern)) return "time";
  if (/d/i.test(pattern)) return "day";
  return /m/i.test(pattern) ? "month" : "year";
}

const DAY_MS = 86_400_000;

/**
 * The ISO date of a serial number, with the time if it has one. Null if there is no such day.
 *
 * The 1900 system counts 29 February 1900, which did not exist. So serials up to 59 are shifted by one, and 60 is no
 * day.
 */
export function isoOfSerial(decimal: string, is1904: boolean): string | null {
  const serial = Number(decimal);
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return null;
  const day = Math.floor(serial);
  // Excel stores milliseconds, but its cells show seconds.
  const seconds = Math.round((serial - day) * 86_400);
  if (!is1904 && day === 60) return null;
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const iso = new Date(epoch + day * DAY_MS + seconds * 1000).toISOString();
  return seconds === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
