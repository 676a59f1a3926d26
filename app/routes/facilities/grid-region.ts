import { type Locale, localName, type Messages } from "#app/i18n/index.ts";
import { countryName } from "./country.ts";

export interface GridRegionChoice {
  code: string;
  country: string;
  name: { en: string; zh: string };
  editions: string[];
}

/** A grid region for people: the part of its factor's name that says the place, or the whole country. */
export function gridRegionName(
  region: { code: string; country: string; name: { en: string; zh: string } },
  locale: Locale,
  t: Messages["facility"],
): string {
  if (region.code === region.country) return t.wholeCountry(countryName(region.country, locale));
  const [, place] = localName(region.name, locale).split(" · ");
  return place ?? region.code;
}

/** Regions as groups of a select, a group for each country, in the order of its name. */
export function groupRegions(regions: readonly GridRegionChoice[], locale: Locale, t: Messages["facility"]) {
  const countries = [...new Set(regions.map(({ country }) => country))].map((code) => ({
    label: countryName(code, locale),
    options: regions
      .filter(({ country }) => country === code)
      .map((region) => ({ value: region.code, label: `${gridRegionName(region, locale, t)} · ${region.code}` })),
  }));
  return countries.sort((a, b) => a.label.localeCompare(b.label, locale));
}
