import { safePath } from "#app/http/safe-path.ts";

/** Where to go after sign-in: the requested page, if it is on this site, else the list of organizations. */
export function nextPath(next: string | null | undefined): string {
  const path = safePath(next);
  return path === "/" || path.startsWith("/sign-") ? "/organizations" : path;
}
