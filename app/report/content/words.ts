import type { Period } from "#app/carbon/document/inventory-document.ts";
import { formatDecimal, formatShare, formatTonnes } from "#app/carbon/format.ts";
import { utcDay } from "#app/day/day.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { localName, type Messages, translator } from "#app/i18n/index.ts";
import type { LocalText } from "#app/i18n/local-text.ts";

/** The wording of a report in its language, with numbers and dates as it prints them. */
export interface Words {
  locale: ContentLanguage;
  t: Messages["report"];
  annex: Messages["reportAnnex"];
  carbon: Messages["carbon"];
  completeness: Messages["completeness"];
  glossary: Messages["glossary"];
  proof: Messages["issuerProof"];
  /** A name in the report's language, else in the other. */
  name(text: LocalText | undefined): string;
  /** Exact kilograms as tonnes with two digits, rounded once. */
  tonnes(kg: string): string;
  /** The same, an exact zero as 0, so that it differs from an amount that rounds to 0.00. */
  tonnesOrZero(kg: string): string;
  /** A decimal or a ratio with all its digits. */
  exact(value: string): string;
  number(value: string, digits: number): string;
  /** A consolidation share as a percentage; an exact ratio stays a ratio. */
  percent(share: string): string;
  /** A share as a percentage with one digit; a dash when the whole is zero. */
  share(part: string, whole: string): string;
  /** The day of an ISO date or instant, in UTC. */
  date(iso: string): string;
  period(period: Period): string;
  /** A period for a table: `2025` or `2025-03` where it is a whole year or month, else both days. */
  span(period: Period): string;
  /** `2025-03` as the short name of the month. */
  month(month: string): string;
  unit(code: string): string;
  gas(name: string): string;
  /** A country, a province or a grid by the name that the facts give, else its code. */
  place(code: string): string;
  /** What a requirement of the checklist asks for, by its id. */
  requirement(id: string): string;
  /** A kind of contractual instrument; one that is not in the table keeps its own name. */
  instrument(type: string): string;
  technology(code: string): string;
  category(code: string): string;
  /** Of a stated uncertainty. */
  basis(code: string): string;
  /** How an estimated quantity was obtained. */
  estimateMethod(code: string): string;
  /** The name of a published method of the calculation. */
  method(code: string): string;
  /** What moves a base year. */
  trigger(code: string): string;
}

/** @param places names of the codes of places that the report prints */
export function wordsOf(locale: ContentLanguage, places?: Record<string, LocalText>): Words {
  const {
    report: t,
    reportAnnex: annex,
    issuerProof: proof,
    carbon,
    completeness,
    glossary,
    sheet,
    method,
    comparison,
    disclosure,
    instrument,
  } = translator(locale);
  const nameIn = (names: Record<string, string>) => (code: string) => names[code] ?? code;
  const monthName = (month: number) => t.months.split(" ")[month - 1]!;
  const split = (iso: string) => iso.slice(0, 10).split("-").map(Number) as [number, number, number];
  const date = (iso: string) => {
    const [year, month, day] = split(iso);
    return t.date(String(year), String(month), String(day), monthName(month));
  };
  const tonnes = (kg: string) => formatTonnes(kg, { locale, digits: 2 });
  return {
    locale,
    t,
    annex,
    name: (text) => localName(text ?? {}, locale),
    tonnes,
    tonnesOrZero: (kg) => (Number(kg) === 0 ? "0" : tonnes(kg)),
    exact: (value) =>
      value
        .split("/")
        .map((part) => formatDecimal(part, { locale }))
        .join("/"),
    number: (value, digits) => formatDecimal(value, { locale, digits }),
    percent: (share) => (share.includes("/") ? share : (formatShare(share, "1", { locale }) ?? "–")),
    share: (part, whole) => formatShare(part, whole, { locale, digits: 1 }) ?? "–",
    date,
    period: ({ start, end }) => {
      const [year, month, day] = split(start);
      const [endYear, endMonth, endDay] = split(end);
      if (year !== endYear) return t.period(date(start), date(end));
      const dayMonth = (m: number, d: number) => t.dayMonth(String(m), String(d), monthName(m));
      return t.periodInYear(dayMonth(month, day), dayMonth(endMonth, endDay), String(year));
    },
    span: shortenPeriod,
    month: (month) => t.shortMonths.split(" ")[Number(month.slice(5)) - 1]!,
    unit: nameIn(carbon.unit),
    gas: carbon.gasName,
    place: (code) => localName(places?.[code] ?? {}, locale) || code,
    requirement: (id) => (disclosure.items as Record<string, { label: string }>)[id]?.label ?? id,
    instrument: nameIn(instrument.typeName),
    technology: nameIn(instrument.technologyName),
    category: nameIn(carbon.category),
    basis: nameIn(carbon.uncertaintyBasis),
    estimateMethod: nameIn(sheet.estimateMethod),
    method: (code) => (method.words as Record<string, { title: string }>)[code]?.title ?? code,
    trigger: nameIn(comparison.baseYear.trigger),
    carbon,
    completeness,
    glossary,
    proof,
  };
}

function shortenPeriod({ start, end }: Period): string {
  const [year, month] = [start.slice(0, 4), start.slice(0, 7)];
  if (start === `${year}-01-01` && end === `${year}-12-31`) return year;
  const lastDay = utcDay(new Date(Date.UTC(Number(year), Number(month.slice(5)), 0)));
  if (start === `${month}-01` && end === lastDay) return month;
  return start === end ? start : `${start}\n${end}`;
}
