/**
 * The languages in which names, texts and documents are kept and printed. Which language a reader's pages are in is a
 * `Locale`; `contentLanguageFor` leads from there to here.
 */
export const CONTENT_LANGUAGES = ["en", "zh"] as const;
export type ContentLanguage = (typeof CONTENT_LANGUAGES)[number];

export function isContentLanguage(value: unknown): value is ContentLanguage {
  return (CONTENT_LANGUAGES as readonly unknown[]).includes(value);
}

/** BCP 47 tags of texts. */
export const CONTENT_TAG: Record<ContentLanguage, string> = { en: "en", zh: "zh-Hans" };

/** Names have at most two languages; this is the one that remains. */
export const OTHER_LANGUAGE: Record<ContentLanguage, ContentLanguage> = { en: "zh", zh: "en" };
