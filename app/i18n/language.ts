import type { ContentLanguage } from "#app/encoding/language.ts";
import type en from "./calendar.en.ts";
import type { MessagesOf } from "./messages-of.ts";

/** Properties of an interface language, without its messages. */
export interface Language {
  /** BCP 47, for `Intl` and the `lang` attribute. */
  tag: string;
  /** In the language itself. */
  name: string;
  direction: "ltr" | "rtl";
  /** Default language of names and documents for its readers. */
  content: ContentLanguage;
  /** Thousands separator and decimal mark. */
  digits: { group: string; point: string };
  /** Separator between two sentences of a paragraph. */
  sentenceGap: string;
  calendar: MessagesOf<typeof en>;
}
