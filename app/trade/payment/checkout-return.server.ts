import { isLinkToken } from "#app/access/link-token.server.ts";
import { env } from "#app/environment/env.server.ts";
import { readCookie } from "#app/http/cookie.ts";

/** The return URL given to the provider. It contains no secret and proves nothing. */
export const RETURN_PATH = "/checkouts/back";

const NAME = "checkout-back";
/** The page of a quote, or in the portal that of a quote or an invoice. Any other address in the cookie is ignored. */
const PAGE = /^\/(?:quotes\/([^/]+)|clients\/([^/]+)\/(?:quotes|invoices)\/[0-9a-f-]{36})$/;
/** Longer than a payment page stays open. */
const SECONDS = 2 * 60 * 60;

/** Remembers the page of a link in the client's browser, so that the provider never receives its token. */
export function rememberPage(address: string): Record<string, string> {
  const secure = env().publicUrl.startsWith("https:") ? "; Secure" : "";
  const cookie = `${NAME}=${address}; Path=/checkouts; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure}`;
  return { "Set-Cookie": cookie };
}

/** The page that the client came from. Null in another browser, or if the seller opened the page. */
export function rememberedPage(request: Request): string | null {
  const address = readCookie(request.headers.get("cookie"), NAME) ?? "";
  const [, quote, portal] = PAGE.exec(address) ?? [];
  return isLinkToken(quote ?? portal ?? "") ? address : null;
}
