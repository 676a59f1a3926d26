import { readLocale } from "./locale.server.ts";

/** What a page for strangers depends on, beside its address. */
const VARY = "Accept-Language, Cookie";

/** A page with no other cookie than the choice of a language is the same for all who read that language. */
const LANGUAGE_ALONE = /^(locale=\w+)?$/;

/**
 * Which of a page's forms for strangers is asked for: by language; null for whoever may be signed in.
 *
 * @param cookies the header as it was sent; undefined where there was none
 */
export function strangerForm(cookies: string | undefined, acceptLanguage: string | undefined): string | null {
  if (cookies !== undefined && !LANGUAGE_ALONE.test(cookies.trim())) return null;
  return readLocale(cookies ?? "", acceptLanguage ?? "");
}

/**
 * Headers of a page that is the same for all strangers: anyone may keep it, and asks each time whether it is still the
 * newest, so that a withdrawal is seen at the next look. For whoever may be signed in it stays private.
 */
export function strangerHeaders(request: Request): Record<string, string> {
  const { headers } = request;
  const form = strangerForm(headers.get("cookie") ?? undefined, headers.get("accept-language") ?? undefined);
  return form === null ? {} : { "Cache-Control": "public, no-cache", Vary: VARY };
}

/** Is it such a page? */
export function isStrangerPage({ headers }: Response): boolean {
  const isPage = headers.get("content-type")?.startsWith("text/html") === true;
  return isPage && headers.get("vary") === VARY && headers.get("cache-control")?.startsWith("public") === true;
}
