import { safePath } from "#app/http/safe-path.ts";

/** Where to go after signing in: the page that asked for it, on this site only, else the list of organizations. */
export function nextPath(next: string | null | undefined): string {
  const path = safePath(next);
  return path === "/" || path.startsWith("/sign-") ? "/organizations" : path;
}
