/** An address is written again for each page that leads back to it. */
const LONGEST_WAY_BACK = 2000;

/** A path of this site to go back to, or `/`: never another host, and never longer, whatever a form or an address says. */
export function safePath(text: string | null | undefined): string {
  if (!text || text.length > LONGEST_WAY_BACK || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return "/";
  return text;
}

/** For a redirect that may differ from the page before in nothing but what is behind `#`: its data are loaded all the same. */
export const LOAD_ANEW = { "X-Remix-Revalidate": "yes" };

const MOST_CHARACTERS = 1000;
const MOST_PARTS = 24;

/** More than any page's address has, lists of what is chosen included: each of its links carries them on. */
const MOST_PARAMETERS = 500;

export function hasManyParameters(search: string): boolean {
  return search.split("&").length > MOST_PARAMETERS;
}

/**
 * Whether a path is longer than that of any route, in characters or in parts. The router tries a path part by part, so that
 * it must not be asked about thousands.
 */
export function isLongPath(pathname: string): boolean {
  return pathname.length > MOST_CHARACTERS || pathname.split("/").length - 1 > MOST_PARTS;
}
