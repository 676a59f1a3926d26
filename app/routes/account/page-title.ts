import { isLocale, type Messages, translator } from "#app/i18n/index.ts";

/** The title of a page in the reader's language, as `meta` returns it. */
export function pageTitle(matches: { id: string; data: unknown }[], pick: (t: Messages) => string) {
  const root = matches.find(({ id }) => id === "root")?.data;
  const locale = typeof root === "object" && root !== null && "locale" in root ? root.locale : undefined;
  const t = translator(isLocale(locale) ? locale : "en");
  return [{ title: `${pick(t)} · ${t.common.productName}` }];
}
