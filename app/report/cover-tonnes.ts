import { formatTonnes } from "#app/carbon/format.ts";
import { Decimal } from "#app/number/decimal.ts";

/** Below a hundred tonnes, whole tonnes would leave too little of the figures. */
export function isSmallTotal(kg: string): boolean {
  return new Decimal(kg).abs().lt(100_000);
}

/** A figure as a cover prints it, with the digits that its total decides. @param total the location-based total in kg */
export function coverTonnes(kg: string, total: string): string {
  return formatTonnes(kg, { locale: "en", digits: isSmallTotal(total) ? 2 : 0 });
}
