import { randomBytes } from "node:crypto";
import { hasManyParameters, isLongPath } from "./safe-path.ts";
import { isStrangerPage } from "./stranger-page.server.ts";

/** Addresses of the scripts of public pages, null if not built. */
interface PageScripts {
  verify: string | null;
  estimate: string | null;
}

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** Allows the page's own inline scripts under the content security policy. */
    cspNonce: string;
    requestId: string;
    /** The client address, for rate limits. */
    clientAddress: string;
    /** Built scripts for pages that don't load the scripts of the product. */
    pageScripts: PageScripts;
  }
}

/** The methods that any route answers. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export function makeContext(clientAddress: string, requestId: string, pageScripts: PageScripts) {
  return { cspNonce: randomBytes(16).toString("base64"), requestId, clientAddress, pageScripts };
}

/**
 * Refuses requests that no route should see: for an unknown host, with an overlong path or a null character, or a
 * change sent by another site.
 */
export function refuse(request: Request, publicUrl: string): Response | null {
  if (!isOurHost(new URL(request.url).host, publicUrl)) return new Response("Unknown host", { status: 400 });
  if (isTooLong(request)) return new Response("Address too long", { status: 414 });
  if (hasNull(request) || asksForOldData(request)) return new Response("Malformed address", { status: 400 });
  if (request.method === "GET" || request.method === "HEAD") return null;
  if (isOfApi(request) || isWebhook(request) || isUnsubscribe(request)) return null;
  return isSameOrigin(request, publicUrl) ? null : new Response("Cross-origin request refused", { status: 403 });
}

function isOurHost(host: string, publicUrl: string): boolean {
  const ours = new URL(publicUrl);
  if (host === ours.host) return true;
  // A local machine has several host names, a public host has one.
  const { hostname, port } = new URL(`http://${host}`);
  return LOOPBACK.has(ours.hostname) && LOOPBACK.has(hostname) && port === ours.port;
}

/** The API answers such an address in its own format. */
function isTooLong(request: Request): boolean {
  const { pathname, search } = new URL(request.url);
  return !isOfApi(request) && (isLongPath(pathname) || hasManyParameters(search));
}

/** No page requests a null character, and no database text can hold one. The API answers this in its own format. */
function hasNull(request: Request): boolean {
  const { pathname, search } = new URL(request.url);
  return /%00/.test(pathname + search) && !isOfApi(request);
}

/** An outdated data address that the router still supports. No page uses it, and the router logs it as an error. */
function asksForOldData(request: Request): boolean {
  return new URL(request.url).searchParams.has("_data") && !isOfApi(request);
}

/** The API reads no cookies and requires a key for every change, so an origin would prove nothing. */
function isOfApi(request: Request): boolean {
  return new URL(request.url).pathname.startsWith("/api/v1/");
}

/** Mail programs post to the link of a mail without an origin (RFC 8058). The link alone gives access, no cookie does. */
function isUnsubscribe(request: Request): boolean {
  return /^\/(?:watch\/[^/]+\/stop|notifications\/stop\/[^/]+\/stop)$/.test(new URL(request.url).pathname);
}

/** Payment providers sign what they post and have no cookie. */
function isWebhook(request: Request): boolean {
  return new URL(request.url).pathname === "/webhooks/stripe";
}

function isSameOrigin(request: Request, publicUrl: string): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) return isUrl(origin) && isOurOrigin(new URL(origin), publicUrl);
  return request.headers.get("sec-fetch-site") === "same-origin";
}

function isOurOrigin({ protocol, host }: URL, publicUrl: string): boolean {
  return protocol === new URL(publicUrl).protocol && isOurHost(host, publicUrl);
}

function isUrl(text: string): boolean {
  return URL.canParse(text);
}

const HEADERS: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Not "no-referrer": a form posted without JavaScript would then have `Origin: null` and be refused.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "Strict-Transport-Security": "max-age=31536000",
};

/** Adds the security headers. Answers are private unless their route allows more. */
export function secure(response: Response, nonce: string | null): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, headers.get(name) ?? value);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
  // A shared page has no inline script, and a shared nonce would protect nothing.
  const own = isStrangerPage(response) ? null : nonce;
  if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", contentSecurityPolicy(own));
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** @param connects `none` for a page whose scripts may not send or load anything but scripts */
export function contentSecurityPolicy(nonce: string | null, connects: "self" | "none" = "self"): string {
  const script = nonce ? `'self' 'nonce-${nonce}'` : "'self'";
  return [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src '${connects}'`,
    "form-action 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
