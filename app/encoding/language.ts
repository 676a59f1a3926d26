/**
 * The languages of stored and printed names, texts and documents. The language of a reader's pages is a `Locale`, which
 * `contentLanguageFor` maps to one of these.
 */
export const CONTENT_LANGUAGES = ["en", "zh"] as const;
export type ContentLanguage = (typeof CONTENT_LANGUAGES)[number];

export function isContentLanguage(value: unknown): value is ContentLanguage {
  return (CONTENT_LANGUAGES as readonly unknown[]).includes(value);
}

/** BCP 47 tags of texts. */
export const CONTENT_TAG: Record<ContentLanguage, string> = { en: "en", zh: "zh-Hans" };

/** The other one of the two languages that a name can have. */
export const OTHER_LANGUAGE: Record<ContentLanguage, ContentLanguage> = { en: "zh", zh: "en" };
