import { type Locale, languageTag, translator } from "#app/i18n/index.ts";

/** Creating a formatter takes longer than naming all places with it. */
const NAMES = new Map<Locale, Intl.DisplayNames>();

function namesIn(locale: Locale): Intl.DisplayNames {
  const made = NAMES.get(locale) ?? new Intl.DisplayNames(languageTag(locale), { type: "region" });
  NAMES.set(locale, made);
  return made;
}

/**
 * The name of a place in the library: a country, a part of a country with its code, or a group. Only for the server,
 * because browsers can have other versions of the names.
 */
export function placeName(region: string | null, locale: Locale): string | null {
  if (region === null) return null;
  const groups = translator(locale).factor.placeGroup;
  if (Object.hasOwn(groups, region)) return groups[region]!;
  const [country = "", ...part] = region.split("-");
  if (!/^[A-Z]{2}$/.test(country)) return region;
  const name = namesIn(locale).of(country) ?? country;
  return part.length === 0 ? name : `${name} · ${part.join("-")}`;
}
