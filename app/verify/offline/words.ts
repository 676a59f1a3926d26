import type { Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { MessagesOf } from "#app/i18n/messages-of.ts";
import enOffline from "#app/verify/verify-offline.en.ts";
import zhOffline from "#app/verify/verify-offline.zh.ts";
import { words as enWords } from "#app/verify/verify-words.en.ts";
import { words as zhWords } from "#app/verify/verify-words.zh.ts";

export type OfflineWords = MessagesOf<typeof enOffline>;

/** Both languages: the page can ask for nothing once it is opened. `messages` are those of the online page's checks. */
export const WORDS: Record<Locale, { messages: Messages; offline: OfflineWords }> = {
  en: { messages: enWords, offline: enOffline },
  zh: { messages: zhWords, offline: zhOffline },
};
