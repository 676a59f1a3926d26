import { Decimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, fromInteger, multiply, ONE, type Ratio, subtract } from "#app/number/ratio.ts";

/** A straight path from a base year's figure to a target. */
export interface TargetPath {
  base: Ratio;
  baseYear: number;
  targetYear: number;
  reductionPercent: string;
}

/** The value of a year on the path, exact. Years after the target year keep its value. */
export function pathValue({ base, baseYear, targetYear, reductionPercent }: TargetPath, year: number): Ratio {
  const passed = Math.min(Math.max(year, baseYear), targetYear) - baseYear;
  const share = divide(fromInteger(passed), fromInteger(targetYear - baseYear));
  const reduction = divide(fromDecimal(new Decimal(reductionPercent)), fromInteger(100));
  return multiply(base, subtract(ONE, multiply(reduction, share)));
}

/** Every year of the path, the base year first. */
export function pathYears({ baseYear, targetYear }: Pick<TargetPath, "baseYear" | "targetYear">): number[] {
  return Array.from({ length: targetYear - baseYear + 1 }, (_, index) => baseYear + index);
}
