import { env } from "#app/environment/env.server.ts";
import { readCookie } from "#app/http/cookie.ts";

const COOKIE = "shown-link";
const SECONDS = 120;
const VALUE = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/**
 * Shows a new link once, on the next page. It is passed only in a cookie for that page and its neighbours.
 *
 * @param page the path of that page, which ends with the id of its subject
 */
export function rememberLink(page: string, token: string): Record<string, string> {
  return { "Set-Cookie": printCookie(page, `${idOf(page)}.${token}`, SECONDS) };
}

/**
 * The link just created for this page, and the header that deletes its cookie.
 *
 * @param room the folder of such links, such as `quotes`
 */
export function takeLink(
  request: Request,
  page: string,
  room: "clients" | "quotes" | "requests",
): { url: string; headers: Record<string, string> } | null {
  const value = VALUE.exec(readCookie(request.headers.get("cookie"), COOKIE) ?? "");
  if (value?.[1] !== idOf(page)) return null;
  return { url: `${env().publicUrl}/${room}/${value[2]}`, headers: { "Set-Cookie": printCookie(page, "", 0) } };
}

const idOf = (page: string) => page.slice(page.lastIndexOf("/") + 1);

function printCookie(page: string, value: string, seconds: number): string {
  const folder = page.slice(0, page.lastIndexOf("/"));
  const secure = env().publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${value}; Path=${folder}; Max-Age=${seconds}; SameSite=Strict; HttpOnly${secure}`;
}
