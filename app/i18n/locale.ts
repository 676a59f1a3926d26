import { type ContentLanguage, OTHER_LANGUAGE } from "#app/encoding/language.ts";
import type { Language } from "./language.ts";
import * as OFFERED from "./languages.ts";

/** The test language: English words between marks. Text without marks comes from no message file. */
export const PSEUDO = "en-XA";

type Offered = keyof typeof OFFERED;

/** A language of the interface. Languages of content are another type, so the two can't be mixed up. */
export type Locale = Offered | typeof PSEUDO;

/** The languages that readers choose from. This module imports no messages, so small pages can use it. */
export const LOCALES = Object.keys(OFFERED) as Offered[];

const LANGUAGES: Record<Locale, Language> = { ...OFFERED, [PSEUDO]: { ...OFFERED.en, tag: PSEUDO, name: PSEUDO } };

export const LOCALE_CHOICES = LOCALES.map((value) => ({ value, label: LANGUAGES[value].name }));

export function isLocale(value: unknown): value is Offered {
  return (LOCALES as unknown[]).includes(value);
}

/** A stored or requested language; English if it no longer exists. */
export function localeOr(value: unknown, other: Locale = "en"): Locale {
  return isLocale(value) ? value : other;
}

export function languageOf(locale: Locale): Language {
  return LANGUAGES[locale];
}

/** BCP 47 tag for `Intl` and the `lang` attribute. */
export function languageTag(locale: Locale): string {
  return LANGUAGES[locale].tag;
}

/** The language of the interface that a text such as `zh-CN,en;q=0.8` begins with. */
export function localeOfTag(tag: string): Locale | undefined {
  return LOCALES.find((locale) => primaryOf(locale) === primaryOf(tag));
}

function primaryOf(tag: string): string | undefined {
  return /^\s*([a-z]{2,3})(?![a-z0-9])/i.exec(tag)?.[1]?.toLowerCase();
}

/** Default language of names and documents for readers of a locale. */
export function contentLanguageFor(locale: Locale): ContentLanguage {
  return LANGUAGES[locale].content;
}

/** A name in the reader's language, or else in the other language. */
export function localName(
  name: { en?: string | null | undefined; zh?: string | null | undefined },
  locale: Locale,
): string {
  const language = contentLanguageFor(locale);
  return name[language] || name[OTHER_LANGUAGE[language]] || "";
}

/** The name that `localName` does not return, if there is one in each language. */
export function otherName(name: Parameters<typeof localName>[0], locale: Locale): string {
  return name[OTHER_LANGUAGE[contentLanguageFor(locale)]] || "";
}
