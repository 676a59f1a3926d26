import { isChangeRequest } from "#app/access/actor.server.ts";
import { asPlanRefusal } from "#app/access/plan-refusal.ts";
import { guestRefusal, refuseLapsed } from "#app/access/plan-standing.server.ts";
import { limitStep } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { readCookie } from "#app/http/cookie.ts";
import { LOCALE_COOKIE, localeOf } from "#app/http/locale.server.ts";
import { isLocale, type Locale } from "#app/i18n/index.ts";
import type { TenantTx } from "#db/doors.ts";
import { type FoundLink, findLink, type OpenRequest, openRequest } from "./data-request-link.server.ts";

/**
 * Headers of pages behind a link. The secret in the address must not get into a referrer, cache or index. "no-referrer"
 * is not possible: a form posted without scripts would have `Origin: null` and be rejected. "strict-origin" does not
 * reveal the path either.
 */
export const LINK_HEADERS = {
  "Referrer-Policy": "strict-origin",
  "Cache-Control": "private, no-store",
  "X-Robots-Tag": "noindex, nofollow",
} as const;

/**
 * The link in an address. Attempts are counted by link and network and by caller before the lookup.
 *
 * @throws AppError `not_found` for every invalid token, without distinction, `rate_limited`, `payment_required` for a
 *   change if the organization's plan has lapsed
 */
export async function requireLink(
  request: Request,
  token: string | undefined,
  clientAddress: string,
  step: "data-request" | "data-request-file" = "data-request",
): Promise<FoundLink> {
  const retryAfterSeconds = await limitStep(step, clientAddress, token ?? "");
  if (retryAfterSeconds) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
  return (await doors()).withSystem(async (tx) => {
    const link = await findLink(tx, token ?? "");
    if (!link) throw new AppError("not_found");
    if (isChangeRequest(request)) await refuseLapsed(tx, link.tenantId, { asking: "guest" });
    return link;
  });
}

/** As `asHolder`, for a request of activity data. Another request is not found. */
export function asRecipient<T>(link: FoundLink, work: (tx: TenantTx, open: OpenRequest) => Promise<T>): Promise<T> {
  return asHolder(link, (tx, open) => {
    if (open.request.product) throw new AppError("not_found");
    return work(tx, open);
  });
}

/** As `asHolder`, for a request of an emission factor. Another request is not found. */
export function asSupplier<T>(link: FoundLink, work: (tx: TenantTx, open: OpenRequest) => Promise<T>): Promise<T> {
  return asHolder(link, (tx, open) => {
    if (!open.request.product) throw new AppError("not_found");
    return work(tx, open);
  });
}

/**
 * Runs `work` for the holder of a valid link, in one transaction with the check of the link.
 *
 * @throws AppError `not_found` if the link has ended, `payment_required` if the organization's plan is full
 */
export async function asHolder<T>(link: FoundLink, work: (tx: TenantTx, open: OpenRequest) => Promise<T>): Promise<T> {
  const identity = { tenantId: link.tenantId, userId: `request:${link.requestId}` };
  const { withTenant } = await doors();
  try {
    return await withTenant(identity, async (tx) => work(tx, await openRequest(tx, link)));
  } catch (error) {
    throw asPlanRefusal(error) ? guestRefusal(error) : error;
  }
}

/** Returns null instead of throwing `not_found`, for pages that show the error themselves. */
export async function orDead<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/** The language chosen on the page, otherwise that of the email, otherwise the browser's. */
export function chosenLocale(request: Request, asked: Locale | null): Locale {
  const hasChosen = isLocale(readCookie(request.headers.get("cookie"), LOCALE_COOKIE));
  return hasChosen || asked === null ? localeOf(request) : asked;
}
