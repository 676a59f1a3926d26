import { env } from "#app/environment/env.server.ts";
import { readCookie } from "#app/http/cookie.ts";

const COOKIE = "shown-quote-link";
const SECONDS = 120;
const VALUE = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/** A link is shown once, on the next page. It is passed only in a cookie of that page. */
export function rememberQuoteLink(tenantId: string, quoteId: string, token: string): Record<string, string> {
  return { "Set-Cookie": printCookie(tenantId, `${quoteId}.${token}`, SECONDS) };
}

/** The link just created for this quote, and a header that deletes its cookie. */
export function takeQuoteLink(
  request: Request,
  tenantId: string,
  quoteId: string,
): { url: string; headers: Record<string, string> } | null {
  const value = VALUE.exec(readCookie(request.headers.get("cookie"), COOKIE) ?? "");
  if (value?.[1] !== quoteId) return null;
  return {
    url: `${env().publicUrl}/quotes/${value[2]}`,
    headers: { "Set-Cookie": printCookie(tenantId, "", 0) },
  };
}

function printCookie(tenantId: string, value: string, seconds: number): string {
  const secure = env().publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${value}; Path=/tenants/${tenantId}/quotes; Max-Age=${seconds}; SameSite=Strict; HttpOnly${secure}`;
}
