/** A path of this site to go back to, or `/`: never another host, whatever a form or an address says. */
export function safePath(text: string | null | undefined): string {
  if (!text || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return "/";
  return text;
}

/** For a redirect that may differ from the page before in nothing but what is behind `#`: its data are loaded all the same. */
export const LOAD_ANEW = { "X-Remix-Revalidate": "yes" };

const MOST_CHARACTERS = 1000;
const MOST_PARTS = 24;

/**
 * Whether a path is longer than that of any route, in characters or in parts. The router tries a path part by part, so that
 * it must not be asked about thousands.
 */
export function isLongPath(pathname: string): boolean {
  return pathname.length > MOST_CHARACTERS || pathname.split("/").length - 1 > MOST_PARTS;
}
