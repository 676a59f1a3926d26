/** A path of this site to go back to, or `/`: never another host, whatever a form or an address says. */
export function safePath(text: string | null | undefined): string {
  if (!text || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return "/";
  return text;
}

/** For a redirect that may differ from the page before in nothing but what is behind `#`: its data are loaded all the same. */
export const LOAD_ANEW = { "X-Remix-Revalidate": "yes" };
