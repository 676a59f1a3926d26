import { type Locale, type Messages, translator } from "#app/i18n/index.ts";

/** The title of a page in the reader's language, which the root's data contains. */
export function titleIn(
  matches: readonly { id: string; data: unknown }[],
  name: (messages: Messages, locale: Locale) => string,
): [{ title: string }] {
  const locale = localeIn(matches);
  const messages = translator(locale);
  return [{ title: `${name(messages, locale)} · ${messages.common.productName}` }];
}

/** The reader's language, which the root's data contains. */
export function localeIn(matches: readonly { id: string; data: unknown }[]): Locale {
  const root = matches.find(({ id }) => id === "root")?.data as { locale?: Locale } | undefined;
  return root?.locale ?? "en";
}
