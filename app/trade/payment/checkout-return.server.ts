import { isLinkToken } from "#app/access/link-token.server.ts";
import { env } from "#app/environment/env.server.ts";
import { readCookie } from "#app/http/cookie.ts";

/** Where the provider sends a client back to: no secret is in it, and it proves nothing. */
export const RETURN_PATH = "/checkouts/back";

const NAME = "checkout-back";
/** Longer than a page to pay on stays open. */
const SECONDS = 2 * 60 * 60;

/** Keeps in the client's own browser whose link to come back to: the provider is not told a secret, and keeps none. */
export function rememberLink(token: string): Record<string, string> {
  const secure = env().publicUrl.startsWith("https:") ? "; Secure" : "";
  const cookie = `${NAME}=${token}; Path=/checkouts; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure}`;
  return { "Set-Cookie": cookie };
}

/** The link that the client came from; null in another browser, or where the seller opened the page. */
export function rememberedLink(request: Request): string | null {
  const token = readCookie(request.headers.get("cookie"), NAME) ?? "";
  return isLinkToken(token) ? token : null;
}
