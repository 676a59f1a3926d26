import { widerRegions } from "./grid-region.ts";
import { EUROPE, instrumentType } from "./instrument-type.ts";

/** Where a facility is, as a document states it: ISO 3166-1 alpha-2, and a code of the factor library. */
interface StatedPlace {
  country?: string;
  gridRegion?: string;
}

const COUNTRY = /^[A-Z]{2}$/;

/**
 * Whether the electricity of a place can come from the grid of a region: its own, one around it, its country's, or one
 * inside a grid region that is all that is known of it. What is not stated, or is no code of a country, is not judged.
 */
export function isServedBy(place: StatedPlace | undefined, region: string | undefined): boolean {
  const country = countryOf(region);
  if (!place?.country || !country || region === undefined) return true;
  if (country !== place.country) return false;
  const own = place.gridRegion;
  if (region === country || !own || own === place.country || own === region) return true;
  return widerRegions(own, place.country).includes(region) || widerRegions(region, country).includes(own);
}

/** Null for the code of a group of countries, and for words. */
export function countryOf(region: string | undefined): string | null {
  const [first = ""] = region?.split("-") ?? [];
  return COUNTRY.test(first) && !GROUPS.has(first) ? first : null;
}

const GROUPS: ReadonlySet<string> = new Set(["EU"]);

/** Countries whose certificates are one market (Scope 2 Guidance, 7.1, criterion 5). */
const MARKETS: readonly (readonly string[])[] = [EUROPE, ["US", "CA"]];

/** Whether an instrument belongs to the market of a place, by its type and the region of its factor. */
export function isPartOfMarket(
  place: StatedPlace | undefined,
  { instrument, region }: { instrument: string; region?: string | undefined },
): boolean {
  if (!place?.country) return true;
  const ofType = instrumentType(instrument)?.markets;
  if (ofType && !ofType.includes(place.country)) return false;
  const country = countryOf(region);
  return !country || marketOf(country).includes(place.country);
}

function marketOf(country: string): readonly string[] {
  return MARKETS.find((market) => market.includes(country)) ?? [country];
}
