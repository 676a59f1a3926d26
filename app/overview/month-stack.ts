import { tonnesFromKg } from "#app/carbon/format.ts";
import type { StackMonth } from "#app/kit/bar-geometry.ts";

interface MonthInKg {
  /** `YYYY-MM`. */
  month: string;
  byScope: Record<1 | 2 | 3, string>;
  total: string;
}

/** The months of a year in tonnes, each with the same month of the year before. */
export function stackMonths(
  months: readonly MonthInKg[],
  before: readonly MonthInKg[] | null,
  nameOf: (number: number) => string,
): StackMonth[] {
  const earlier = new Map(before?.map(({ month, total }) => [month.slice(5), total]));
  return months.map(({ month, byScope, total }) => {
    const previous = earlier.get(month.slice(5));
    return {
      key: month,
      label: nameOf(Number(month.slice(5))),
      byScope: { 1: tonnesFromKg(byScope[1]), 2: tonnesFromKg(byScope[2]), 3: tonnesFromKg(byScope[3]) },
      total: tonnesFromKg(total),
      ...(previous === undefined ? {} : { previous: tonnesFromKg(previous) }),
    };
  });
}
