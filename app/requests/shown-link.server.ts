import { env } from "#app/environment/env.server.ts";
import { readCookie } from "#app/http/cookie.ts";

const COOKIE = "shown-link";
const SECONDS = 120;
const VALUE = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/** The link is shown once, on the next page. It is passed only in a cookie for that page. */
export function rememberLink(organizationId: string, requestId: string, token: string): Record<string, string> {
  return { "Set-Cookie": printCookie(organizationId, `${requestId}.${token}`, SECONDS) };
}

/** The link that was just created for this request, and the header that deletes the cookie. */
export function takeLink(
  request: Request,
  organizationId: string,
  requestId: string,
): { url: string; headers: Record<string, string> } | null {
  const value = VALUE.exec(readCookie(request.headers.get("cookie"), COOKIE) ?? "");
  if (value?.[1] !== requestId) return null;
  return {
    url: `${env().publicUrl}/requests/${value[2]}`,
    headers: { "Set-Cookie": printCookie(organizationId, "", 0) },
  };
}

function printCookie(organizationId: string, value: string, seconds: number): string {
  const path = `/organizations/${organizationId}/data-requests`;
  const secure = env().publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${value}; Path=${path}; Max-Age=${seconds}; SameSite=Strict; HttpOnly${secure}`;
}
