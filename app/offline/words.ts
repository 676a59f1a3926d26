import enOffline from "#app/i18n/en/verify-offline.ts";
import { words as enWords } from "#app/i18n/en/verify-words.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { MessagesOf } from "#app/i18n/messages-of.ts";
import zhOffline from "#app/i18n/zh/verify-offline.ts";
import { words as zhWords } from "#app/i18n/zh/verify-words.ts";

export type OfflineWords = MessagesOf<typeof enOffline>;

/** Both languages: the page can ask for nothing once it is opened. `messages` are those of the online page's checks. */
export const WORDS: Record<Locale, { messages: Messages; offline: OfflineWords }> = {
  en: { messages: enWords, offline: enOffline },
  zh: { messages: zhWords, offline: zhOffline },
};
