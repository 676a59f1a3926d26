import type { Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type english from "#app/verify/verify-offline.en.ts";

export type OfflineWords = MessagesOf<typeof english>;

// All languages, because the page can load nothing once it is opened.
const PAGE = import.meta.glob<OfflineWords>("../verify-offline.*.ts", { eager: true, import: "default" });
const CHECKS = import.meta.glob<Messages>("../verify-words.*.ts", { eager: true, import: "words" });

/** `messages`: those of the checks on the online page. */
export function wordsOf(locale: Locale): { messages: Messages; offline: OfflineWords } {
  return { messages: CHECKS[`../verify-words.${locale}.ts`]!, offline: PAGE[`../verify-offline.${locale}.ts`]! };
}
