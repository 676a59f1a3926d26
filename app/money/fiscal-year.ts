/** By what a seller's years are counted. */
export interface FiscalYearRule {
  /** IANA name, such as `Asia/Shanghai`. */
  timeZone: string;
  /** 1 to 12: the month with whose first day a year begins. */
  firstMonth: number;
}

/** The fiscal year of a day, named by the calendar year in which it begins. */
export function fiscalYearOf(day: string, { firstMonth }: Pick<FiscalYearRule, "firstMonth">): number {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return month >= firstMonth ? year : year - 1;
}

/** `INV-2026-000001`: prefix, fiscal year, and the serial in it. */
export function printNumber(prefix: string, fiscalYear: number, serial: number): string {
  return `${prefix}-${fiscalYear}-${String(serial).padStart(6, "0")}`;
}
