import { isLocale, type Locale } from "#app/i18n/index.ts";

export const LOCALE_COOKIE = "locale";

/** The reader's language: the choice kept in a cookie, else the browser's, else English. */
export function localeOf(request: Request): Locale {
  const chosen = /(?:^|;\s*)locale=(\w+)/.exec(request.headers.get("cookie") ?? "")?.[1];
  if (isLocale(chosen)) return chosen;
  return /^\s*zh\b/i.test(request.headers.get("accept-language") ?? "") ? "zh" : "en";
}
