/** Determines the fiscal years of a seller. */
export interface FiscalYearRule {
  /** IANA name, such as `Asia/Shanghai`. */
  timeZone: string;
  /** The first month of the fiscal year, 1 to 12. */
  firstMonth: number;
}

/** The fiscal year of a day, named after the calendar year in which it starts. */
export function fiscalYearOf(day: string, { firstMonth }: Pick<FiscalYearRule, "firstMonth">): number {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return month >= firstMonth ? year : year - 1;
}

/** `INV-2026-000001`: prefix, fiscal year and serial number within the year. */
export function printNumber(prefix: string, fiscalYear: number, serial: number): string {
  return `${prefix}-${fiscalYear}-${String(serial).padStart(6, "0")}`;
}
