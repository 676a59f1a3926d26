import type { ContentLanguage } from "#app/encoding/language.ts";
import type en from "./calendar.en.ts";
import type { MessagesOf } from "./messages-of.ts";

/** What every page has to know of a language of the interface, without its words. */
export interface Language {
  /** BCP 47, for `Intl` and the `lang` attribute. */
  tag: string;
  /** As its readers call it. */
  name: string;
  direction: "ltr" | "rtl";
  /** The language of names and documents that its readers get where they did not choose. */
  content: ContentLanguage;
  /** Between groups of three digits, and before the fraction. */
  digits: { group: string; point: string };
  /** Between two sentences of one paragraph. */
  sentenceGap: string;
  calendar: MessagesOf<typeof en>;
}
