/** By what a seller's years are counted. */
export interface FiscalYearRule {
  /** IANA name, such as `Asia/Shanghai`. */
  timeZone: string;
  /** 1 to 12: the month with whose first day a year begins. */
  firstMonth: number;
}

/** The day that it is in a time zone, `YYYY-MM-DD`. @throws RangeError for a time zone that is none */
export function dayIn(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** The fiscal year of a day, named by the calendar year in which it begins. */
export function fiscalYearOf(day: string, { firstMonth }: Pick<FiscalYearRule, "firstMonth">): number {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return month >= firstMonth ? year : year - 1;
}

export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `INV-2026-000001`: prefix, fiscal year, and the serial in it. */
export function printNumber(prefix: string, fiscalYear: number, serial: number): string {
  return `${prefix}-${fiscalYear}-${String(serial).padStart(6, "0")}`;
}
