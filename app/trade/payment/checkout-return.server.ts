import { isLinkToken } from "#app/access/link-token.server.ts";
import { env } from "#app/environment/env.server.ts";
import { readCookie } from "#app/http/cookie.ts";

/** The return URL given to the provider. It contains no secret and proves nothing. */
export const RETURN_PATH = "/checkouts/back";

const NAME = "checkout-back";
/** Longer than a payment page stays open. */
const SECONDS = 2 * 60 * 60;

/** Remembers the quote link in the client's browser, so that the provider never receives the token. */
export function rememberLink(token: string): Record<string, string> {
  const secure = env().publicUrl.startsWith("https:") ? "; Secure" : "";
  const cookie = `${NAME}=${token}; Path=/checkouts; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure}`;
  return { "Set-Cookie": cookie };
}

/** The quote link that the client came from. Null in another browser, or if the seller opened the page. */
export function rememberedLink(request: Request): string | null {
  const token = readCookie(request.headers.get("cookie"), NAME) ?? "";
  return isLinkToken(token) ? token : null;
}
