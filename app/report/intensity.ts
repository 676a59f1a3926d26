import { tonnesFromKg } from "#app/carbon/format.ts";
import { movePoint, percentageText } from "#app/number/text-decimal.ts";

interface BothNames {
  en?: string | undefined;
  zh?: string | undefined;
}

/** What an organization divides its totals by. */
export interface IntensityBasis {
  /** Name of one unit. */
  per: BothNames;
  /** Decimal string. */
  quantity: string;
}

/** Emission intensity as printed: tonnes CO2e per unit, decimal strings. */
export interface Intensity {
  per: BothNames;
  locationBased: string;
  marketBased: string;
}

/** The intensity of both totals in kilograms. Null without a basis or with a quantity of zero. */
export function intensityOf(
  basis: IntensityBasis | null,
  totals: { co2eKg: string; co2eKgMarketBased: string },
): Intensity | null {
  if (basis === null) return null;
  const { per, quantity } = basis;
  const digits = digitsFor(totals.co2eKg, quantity);
  const perUnit = (kg: string) => percentageText(tonnesFromKg(kg), movePoint(quantity, -2), digits);
  const [locationBased, marketBased] = [perUnit(totals.co2eKg), perUnit(totals.co2eKgMarketBased)];
  return locationBased === null || marketBased === null ? null : { per, locationBased, marketBased };
}

/** As many digits for all figures as leave the total four that count, two at least. */
export function digitsFor(kg: string, quantity: string): number {
  const size = Math.abs(Number(kg) / 1000 / Number(quantity));
  return size > 0 ? Math.min(Math.max(2, 3 - Math.floor(Math.log10(size))), 12) : 2;
}
