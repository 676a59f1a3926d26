import { type Locale, languageTag } from "#app/i18n/index.ts";

/** A place of the library for people: a country by its name, a part of one with its code, a group as it is. */
export function placeName(region: string | null, locale: Locale): string | null {
  if (region === null) return null;
  const [country = "", ...part] = region.split("-");
  if (!/^[A-Z]{2}$/.test(country)) return region;
  const name = new Intl.DisplayNames(languageTag(locale), { type: "region" }).of(country) ?? country;
  return part.length === 0 ? name : `${name} · ${part.join("-")}`;
}
