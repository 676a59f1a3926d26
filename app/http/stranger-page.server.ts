import { readLocale } from "./locale.server.ts";

/** What a page for strangers depends on besides its address. */
const VARY = "Accept-Language, Cookie";

/** A page without other cookies than the language is the same for all readers of that language. */
const LANGUAGE_ALONE = /^(locale=\w+)?$/;

/**
 * The language of the cached page for strangers. Null if the reader may be signed in.
 *
 * @param cookies the header as it was sent, undefined if it is missing
 */
export function strangerForm(cookies: string | undefined, acceptLanguage: string | undefined): string | null {
  if (cookies !== undefined && !LANGUAGE_ALONE.test(cookies.trim())) return null;
  return readLocale(cookies ?? "", acceptLanguage ?? "");
}

/**
 * Headers of a page that is the same for all strangers. Clients may cache it but must revalidate it, so that a
 * withdrawal shows at the next request. For readers who may be signed in it stays private.
 */
export function strangerHeaders(request: Request): Record<string, string> {
  const { headers } = request;
  const form = strangerForm(headers.get("cookie") ?? undefined, headers.get("accept-language") ?? undefined);
  return form === null ? {} : { "Cache-Control": "public, no-cache", Vary: VARY };
}

export function isStrangerPage({ headers }: Response): boolean {
  const isPage = headers.get("content-type")?.startsWith("text/html") === true;
  return isPage && headers.get("vary") === VARY && headers.get("cache-control")?.startsWith("public") === true;
}
