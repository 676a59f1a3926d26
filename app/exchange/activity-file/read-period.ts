import type { CellFacts } from "./source-table.ts";

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
const YEAR_MONTH_DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT]+0?0:00(?::00(?:\.0+)?)?)?$/;
const YEAR_MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?$/;
const COMPACT = /^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?$/;
const YEAR = /^(\d{4})\s*年(?:度)?$/;

/**
 * A period as files write it → as the product does, where only one reading is possible: the year first with four digits
 * (`2025/3/5`, `2025年3月`, `202503`), or a month's name with such a year (`Mar 2025`). `05/03/2025` and `Mar-25` are left
 * as they are, for a person to say; so is everything that is no period.
 */
export function readPeriod(text: string): string {
  if (OURS.test(text)) return text;
  const folded = text.normalize("NFKC").trim();
  const day = YEAR_MONTH_DAY.exec(folded);
  if (day) return `${day[1]}-${two(day[2]!)}-${two(day[3]!)}`;
  const month = YEAR_MONTH.exec(folded);
  if (month) return `${month[1]}-${two(month[2]!)}`;
  const compact = COMPACT.exec(folded);
  if (compact) return `${compact[1]}-${compact[2]}${compact[3] ? `-${compact[3]}` : ""}`;
  return YEAR.exec(folded)?.[1] ?? readNamedMonth(folded) ?? text;
}

/** A cell of a workbook whose format shows a month of a date means the month, not its first day. */
export function readDate(text: string, shows: CellFacts["shows"]): string {
  if (shows === "month") return text.slice(0, 7);
  if (shows === "year") return text.slice(0, 4);
  return text.replace(/T00:00:00$/, "");
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

/** The number of a month that is written without its year: `3`, `03`, `3月`, `三月`, `March`, `M3`; null for anything else. */
export function readMonth(text: string): number | null {
  const folded = text.normalize("NFKC").trim().toLowerCase();
  const number = /^(?:m|period\s*)?(\d{1,2})(?:\.0)?(?:月份?)?$/.exec(folded)?.[1];
  const month = number === undefined ? MONTH_OF_NAME.get(folded.replace(/[.份]$/, "")) : Number(number);
  return month !== undefined && month >= 1 && month <= 12 ? month : null;
}

/** A year written alone: `2025`, `2025年`, `FY2025`. */
export function readYear(text: string): string | null {
  return /^(?:fy\s*)?((?:19|20)\d{2})\s*(?:年度?)?$/i.exec(text.normalize("NFKC").trim())?.[1] ?? null;
}

/** A month of a heading: with its year where it states one, `2025年1月用量`, `Jan-25`, `2025-01 (kWh)`; else `year` is null. */
export function monthOfHeading(heading: string): { month: number; year: string | null } | null {
  const text = heading
    .normalize("NFKC")
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
