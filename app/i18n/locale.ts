/** The languages of the product. Nothing here brings words with it: pages that load little import this file alone. */
export const LOCALES = ["en", "zh"] as const;
export type Locale = (typeof LOCALES)[number];

export function isLocale(value: unknown): value is Locale {
  return value === "en" || value === "zh";
}

/** BCP 47 tag for `Intl` and the `lang` attribute. */
export function languageTag(locale: Locale): string {
  return locale === "zh" ? "zh-Hans" : "en";
}

/** A name in the reader's language, else in the other one. */
export function localName(
  name: { en?: string | null | undefined; zh?: string | null | undefined },
  locale: Locale,
): string {
  const other = locale === "en" ? "zh" : "en";
  return name[locale] || name[other] || "";
}
