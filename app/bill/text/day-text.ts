import { isDate, lastDayOfMonth } from "#app/day/period.ts";

/** The order of `03/04/2025` in a document. Null if no day shows it. */
export type DayOrder = "day_first" | "month_first" | null;

/** A day or a month as printed, with its possible meanings. */
export interface PrintedDay {
  from: number;
  to: number;
  /** First and last day: the same, except for a month. */
  spans: { start: string; end: string }[];
}

const MONTH_NAMES: readonly (readonly string[])[] = [
  ["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "gen", "januari"],
  ["february", "feb", "februar", "février", "févr", "fev", "febrero", "febbraio", "februari"],
  ["march", "mar", "märz", "mrz", "mars", "marzo", "maart", "mrt"],
  ["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
  ["may", "mai", "mayo", "maggio", "mag", "mei"],
  ["june", "jun", "juni", "juin", "junio", "giugno", "giu"],
  ["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug"],
  ["august", "aug", "août", "agosto", "ago", "augustus"],
  ["september", "sept", "sep", "septembre", "septiembre", "settembre", "set"],
  ["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott"],
  ["november", "nov", "novembre", "noviembre"],
  ["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre"],
];
const MONTH_OF = new Map(MONTH_NAMES.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));

interface Form {
  pattern: RegExp;
  read: (parts: string[], order: DayOrder) => (string | null)[];
}

/** Longer forms first: a month is read only where no day is printed. */
const FORMS: readonly Form[] = [
  {
    pattern: /(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})(?:\s?日)?(?!\d)/g,
    read: ([year, month, day]) => [dayOf(year, month, day)],
  },
  {
    pattern: /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g,
    read: ([year, , month, day]) => [dayOf(year, month, day)],
  },
  {
    pattern: /(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/g,
    read: ([first, separator, second, year], order) => readShort({ first, separator, second, year }, order),
  },
  {
    // pattern: at most 2,000 characters, MOST.lineCharacters.
    pattern: /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?\s(?:de\s)?([A-Za-zÀ-ÿ]{3,10})\.?,?\s(?:de\s)?(\d{4})(?!\d)/g,
    read: ([day, name, year]) => [dayOf(year, monthNamed(name), day)],
  },
  {
    // pattern: at most 2,000 characters, MOST.lineCharacters.
    pattern: /(?<![A-Za-zÀ-ÿ])([A-Za-zÀ-ÿ]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)/g,
    read: ([name, day, year]) => [dayOf(year, monthNamed(name), day)],
  },
  {
    pattern: /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/g,
    read: ([year, month, day]) => [dayOf(year, month, day)],
  },
  { pattern: /(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月/g, read: ([year, month]) => [monthOf(year, month)] },
  { pattern: /(?<!\d)((?:19|20)\d{2})-?(0[1-9]|1[0-2])(?![\d-])/g, read: ([year, month]) => [monthOf(year, month)] },
  {
    // pattern: at most 2,000 characters, MOST.lineCharacters.
    pattern: /(?<![A-Za-zÀ-ÿ])([A-Za-zÀ-ÿ]{3,10})\.?\s(\d{4})(?!\d)/g,
    read: ([name, year]) => [monthOf(year, monthNamed(name))],
  },
];

/** The days and months of a line in their order. What overlaps a longer form is not read again. */
export function daysIn(text: string, order: DayOrder): PrintedDay[] {
  const found: PrintedDay[] = [];
  for (const { pattern, read } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (found.some((one) => from < one.to && to > one.from)) continue;
      const meanings = [...new Set(read(match.slice(1), order))].filter((one) => one !== null);
      const spans = meanings.map((one) =>
        one.length === 7 ? { start: `${one}-01`, end: lastDayOfMonth(one) } : { start: one, end: one },
      );
      if (spans.length > 0) found.push({ from, to, spans });
    }
  }
  return found.toSorted((a, b) => a.from - b.from);
}

/** What days with only one reading show. */
export function dayOrderOf(texts: readonly string[]): DayOrder {
  let [dayFirst, monthFirst] = [0, 0];
  for (const text of texts) {
    for (const [, first, , second] of text.matchAll(/(?<!\d)(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)/g)) {
      if (Number(first) > 12) dayFirst += 1;
      else if (Number(second) > 12) monthFirst += 1;
    }
  }
  return dayFirst > 0 === monthFirst > 0 ? null : dayFirst > 0 ? "day_first" : "month_first";
}

interface Short {
  first?: string | undefined;
  separator?: string | undefined;
  second?: string | undefined;
  year?: string | undefined;
}

function readShort({ first, separator, second, year }: Short, order: DayOrder): (string | null)[] {
  const whole = year?.length === 2 ? `20${year}` : year;
  const [dayFirst, monthFirst] = [dayOf(whole, second, first), dayOf(whole, first, second)];
  // With points the day is first in every country that writes them.
  if (separator === "." || order === "day_first") return [dayFirst];
  return order === "month_first" ? [monthFirst] : [dayFirst, monthFirst];
}

function monthNamed(name: string | undefined): string | undefined {
  return MONTH_OF.get(name?.toLowerCase() ?? "")?.toString();
}

function monthOf(year?: string, month?: string): string | null {
  const text = `${year}-${month?.padStart(2, "0")}`;
  return isDate(`${text}-01`) ? text : null;
}

function dayOf(year?: string, month?: string, day?: string): string | null {
  const text = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  return isDate(text) ? text : null;
}
