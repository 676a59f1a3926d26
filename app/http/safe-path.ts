/** The address is repeated in every page that links back to it. */
const LONGEST_WAY_BACK = 2000;

/** A path of this site to return to, or `/`. Never another host, and limited in length. */
export function safePath(text: string | null | undefined): string {
  if (!text || text.length > LONGEST_WAY_BACK || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return "/";
  return text;
}

/** For a redirect that may differ from the current page only after `#`. It makes the router load the data again. */
export const LOAD_ANEW = { "X-Remix-Revalidate": "yes" };

const MOST_CHARACTERS = 1000;
const MOST_PARTS = 24;

/** More than any page has, including lists of selected items. Each link of the page repeats the parameters. */
const MOST_PARAMETERS = 500;

export function hasManyParameters(search: string): boolean {
  return search.split("&").length > MOST_PARAMETERS;
}

/**
 * Whether a path has more characters or segments than any route. The router matches segment by segment, so it must
 * never get thousands.
 */
export function isLongPath(pathname: string): boolean {
  return pathname.length > MOST_CHARACTERS || pathname.split("/").length - 1 > MOST_PARTS;
}
