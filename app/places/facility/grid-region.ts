import { type Locale, languageTag, localName, type Messages, translator } from "#app/i18n/index.ts";
import { countryName, listCountries } from "#app/kit/country.ts";
import { listSubdivisions } from "./subdivision.ts";

export interface GridRegionChoice {
  code: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  name: { en: string; zh: string };
  /** Usable editions, oldest first. */
  editions: string[];
}

/** The display name of a grid region: the location part of its factor's name, or the whole country. */
export function gridRegionName(
  region: { code: string; country: string; name: { en: string; zh: string } },
  locale: Locale,
  t: Messages["facility"],
): string {
  if (region.code === region.country) return t.wholeCountry(countryName(region.country, locale));
  const [, place] = localName(region.name, locale).split(" · ");
  return place ?? region.code;
}

/** Regions grouped by country for a select, sorted by country name. */
export function groupRegions(regions: readonly GridRegionChoice[], locale: Locale, t: Messages["facility"]) {
  const { compare } = new Intl.Collator(languageTag(locale));
  const countries = [...new Set(regions.map(({ country }) => country))].map((code) => ({
    label: countryName(code, locale),
    options: regions
      .filter(({ country }) => country === code)
      .map((region) => ({ value: region.code, label: `${gridRegionName(region, locale, t)} · ${region.code}` })),
  }));
  return countries.sort((a, b) => compare(a.label, b.label));
}

/** The name of a region, or null if no grid factor is published for it. */
export function findRegionName(
  code: string,
  regions: readonly GridRegionChoice[],
  locale: Locale,
  t: Messages["facility"],
): string | null {
  const region = regions.find((one) => one.code === code);
  return region ? gridRegionName(region, locale, t) : null;
}

/** The choices of a facility form in the reader's language. Only for the server, like `listCountries`. */
export function listPlaces(regions: readonly GridRegionChoice[], locale: Locale) {
  return {
    countries: listCountries(locale),
    subdivisions: listSubdivisions(locale),
    regions: groupRegions(regions, locale, translator(locale).facility),
  };
}
