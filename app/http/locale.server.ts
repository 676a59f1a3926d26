import { env } from "#app/environment/env.server.ts";
import { isLocale, type Locale, localeOfTag, PSEUDO } from "#app/i18n/locale.ts";
import { readCookie } from "./cookie.ts";

export const LOCALE_COOKIE = "locale";

/** The reader's language: from the cookie, else from the browser, else English. */
export function localeOf(request: Request): Locale {
  return readLocale(request.headers.get("cookie") ?? "", request.headers.get("accept-language") ?? "");
}

/** Like `localeOf`, for the headers themselves. */
export function readLocale(cookies: string, acceptLanguage: string): Locale {
  const chosen = readCookie(cookies, LOCALE_COOKIE);
  if (isLocale(chosen)) return chosen;
  if (chosen === PSEUDO && env().hasPseudoLocale) return PSEUDO;
  return localeOfTag(acceptLanguage) ?? "en";
}
