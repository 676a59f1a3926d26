import { normalText } from "#app/encoding/text/normal-text.ts";

const MONTHS = [
  ["january", "jan", "一月"],
  ["february", "feb", "二月"],
  ["march", "mar", "三月"],
  ["april", "apr", "四月"],
  ["may", "五月"],
  ["june", "jun", "六月"],
  ["july", "jul", "七月"],
  ["august", "aug", "八月"],
  ["september", "sept", "sep", "九月"],
  ["october", "oct", "十月"],
  ["november", "nov", "十一月"],
  ["december", "dec", "十二月"],
] as const;
const MONTH_OF_NAME = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name as string, index + 1] as const)),
);

const OURS = /^\d{4}(-\d{2}(-\d{2})?)?(\/\d{4}(-\d{2}(-\d{2})?)?)?$/;
// pattern: at most 200 characters, a longer text is no period and no month.
const YEAR_MONTH_DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT]+0?0:00(?::00(?:\.0+)?)?)?$/;
const YEAR_MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?$/;
const COMPACT = /^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?$/;
const YEAR = /^(\d{4})\s*年(?:度)?$/;

// pattern: at most 60 characters, LONGEST_PERIOD.
const QUARTER = /^(\d{4})\s*[-/. ]?\s*Q([1-4])$/i;
// pattern: at most 60 characters, LONGEST_PERIOD.
const QUARTER_FIRST = /^Q([1-4])\s*[-/. ]?\s*(\d{4})$/i;
// pattern: at most 60 characters, LONGEST_PERIOD.
const HAN_QUARTER = /^(\d{4})\s*年?\s*第?\s*([1-4一二三四])\s*季度?$/;
// pattern: at most 60 characters, LONGEST_PERIOD.
const HAN_HALF = /^(\d{4})\s*年?\s*([上下])半年$/;
const HAN_DIGITS = "一二三四";
/** `2025年1-3月`: months of one year. */
// pattern: at most 200 characters, a longer text is no period and no month.
const MONTHS_OF_YEAR = /^(\d{4})\s*年\s*(\d{1,2})\s*月?\s*[-~到至–—]\s*(\d{1,2})\s*月(?:份)?$/;
/** Between two days or months. A hyphen needs spaces around it, because dates contain hyphens. */
// pattern: at most 200 characters, a longer text is no period and no month.
const BETWEEN = /\s*[~到至–—]\s*|\s+(?:-|to|until)\s+|-(?=\d{4}\s*[/.年])|\s*\/\s*(?=\d{4}\s*[-年.])/i;
const LONGEST_PERIOD = 60;
const LONGEST_HEADING = 200;

/**
 * Normalizes a period as people and files write it, if only one reading is possible: a four-digit year first
 * (`2025/3/5`, `2025年3月`, `202503`), a month name with such a year (`Mar 2025`), a quarter or half-year (`2025Q1`,
 * `2025年第一季度`, `2025年上半年`), or two of these (`2024年12月16日至2025年1月15日`). Ambiguous texts such as `05/03/2025` and
 * `Mar-25`, and texts that are not periods, are returned unchanged.
 */
export function readPeriod(text: string): string {
  if (OURS.test(text) || text.length > LONGEST_PERIOD) return text;
  const folded = normalText(text, "NFKC").trim();
  return readSpan(folded) ?? readMonthsOfYear(folded) ?? readTwo(folded) ?? text;
}

/** One day, month, quarter, half-year or year, or null. */
function readSpan(folded: string): string | null {
  if (OURS.test(folded)) return folded;
  const day = YEAR_MONTH_DAY.exec(folded);
  if (day) return `${day[1]}-${two(day[2]!)}-${two(day[3]!)}`;
  const month = YEAR_MONTH.exec(folded);
  if (month) return `${month[1]}-${two(month[2]!)}`;
  const compact = COMPACT.exec(folded);
  if (compact) return `${compact[1]}-${compact[2]}${compact[3] ? `-${compact[3]}` : ""}`;
  return YEAR.exec(folded)?.[1] ?? readPartOfYear(folded) ?? readNamedMonth(folded);
}

function readPartOfYear(folded: string): string | null {
  const half = HAN_HALF.exec(folded);
  if (half) return half[2] === "上" ? `${half[1]}-01/${half[1]}-06` : `${half[1]}-07/${half[1]}-12`;
  const first = QUARTER_FIRST.exec(folded);
  const found = QUARTER.exec(folded) ?? HAN_QUARTER.exec(folded);
  const [year, number] = first ? [first[2], first[1]!] : [found?.[1], found?.[2]];
  if (year === undefined || number === undefined) return null;
  const quarter = HAN_DIGITS.includes(number) ? HAN_DIGITS.indexOf(number) + 1 : Number(number);
  return `${printMonth(year, quarter * 3 - 2)}/${printMonth(year, quarter * 3)}`;
}

function readMonthsOfYear(folded: string): string | null {
  const match = MONTHS_OF_YEAR.exec(folded);
  return match && `${match[1]}-${two(match[2]!)}/${match[1]}-${two(match[3]!)}`;
}

/** From the first day of the first to the last day of the second. */
function readTwo(folded: string): string | null {
  const parts = folded.split(BETWEEN);
  if (parts.length !== 2) return null;
  const [from, to] = parts.map((part) => readSpan(part.trim()));
  if (!from || !to) return null;
  return `${from.split("/")[0]}/${to.split("/").at(-1)}`;
}

function readNamedMonth(folded: string): string | null {
  const lower = folded.toLowerCase();
  const match = /^([a-z]{3,9})\.?[\s,/-]+(\d{4})$/.exec(lower);
  const swapped =
    /^(\d{4})[\s,/-]+([a-z]{3,9})\.?$/.exec(lower) ?? /^(\d{4})\s*年\s*([一二三四五六七八九十]{1,2}月)份?$/.exec(lower);
  const [year, name] = match ? [match[2], match[1]] : [swapped?.[1], swapped?.[2]];
  const month = name === undefined ? undefined : MONTH_OF_NAME.get(name);
  return month === undefined ? null : `${year}-${two(String(month))}`;
}

/** The number of a month without a year: `3`, `03`, `3月`, `三月`, `March`, `M3`. Otherwise null. */
export function readMonth(text: string): number | null {
  const folded = normalText(text, "NFKC").trim().toLowerCase();
  const number = /^(?:m|period\s*)?(\d{1,2})(?:\.0)?(?:月份?)?$/.exec(folded)?.[1];
  const month = number === undefined ? MONTH_OF_NAME.get(folded.replace(/[.份]$/, "")) : Number(number);
  return month !== undefined && month >= 1 && month <= 12 ? month : null;
}

/** A year alone: `2025`, `2025年`, `FY2025`. */
export function readYear(text: string): string | null {
  return /^(?:fy\s*)?((?:19|20)\d{2})\s*(?:年度?)?$/i.exec(normalText(text, "NFKC").trim())?.[1] ?? null;
}

/**
 * The month in a heading, with its year if present: `2025年1月用量`, `Jan-25`, `2025-01 (kWh)`. Otherwise `year` is null.
 */
export function monthOfHeading(heading: string): { month: number; year: string | null } | null {
  if (heading.length > LONGEST_HEADING) return null;
  const text = normalText(heading, "NFKC")
    // pattern: at most 200 characters, LONGEST_HEADING.
    .replace(/[([【][^)\]】]*[)\]】]/g, "")
    .replace(/(用量|用电量|用气量|用水量|电量|消耗量|数量|consumption|usage|quantity)/gi, "")
    .trim();
  const full = /^(\d{4})-(\d{2})(?:-01)?$/.exec(readPeriod(text));
  if (full && Number(full[2]) >= 1 && Number(full[2]) <= 12) return { year: full[1]!, month: Number(full[2]) };
  const short = /^([a-z]{3,9})\.?[\s'’,/-]*(\d{2})$/i.exec(text);
  const named = short && MONTH_OF_NAME.get(short[1]!.toLowerCase());
  if (named) return { month: named, year: `20${short[2]}` };
  if (/^\d+$/.test(text)) return null;
  const month = readMonth(text);
  return month === null ? null : { month, year: null };
}

export function printMonth(year: string | number, month: number): string {
  return `${year}-${two(String(month))}`;
}

function two(text: string): string {
  return text.padStart(2, "0");
}
