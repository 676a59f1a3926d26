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
 * What answers behind a link carry: an address with a secret in it goes into no referrer, no cache and no index. Not
 * "no-referrer": a form posted without scripts would then come with `Origin: null` and be refused; of "strict-origin"
 * nobody learns the path either.
 */
export const LINK_HEADERS = {
  "Referrer-Policy": "strict-origin",
  "Cache-Control": "private, no-store",
  "X-Robots-Tag": "noindex, nofollow",
} as const;

/**
 * The link in an address, counted before it is looked up: by link and network, and by caller.
 *
 * @throws AppError `not_found` for every token that leads nowhere, all alike; `rate_limited`; `payment_required` for a
 *   change where the plan of whoever asks has lapsed
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

/**
 * Does work for whoever holds a link that opens a request now, in one transaction with that look.
 *
 * @throws AppError `not_found` for a link that has ended; `payment_required` where the plan of whoever asks is full
 */
export async function asRecipient<T>(
  link: FoundLink,
  work: (tx: TenantTx, open: OpenRequest) => Promise<T>,
): Promise<T> {
  const identity = { tenantId: link.tenantId, userId: `request:${link.requestId}` };
  const { withTenant } = await doors();
  try {
    return await withTenant(identity, async (tx) => work(tx, await openRequest(tx, link)));
  } catch (error) {
    throw asPlanRefusal(error) ? guestRefusal(error) : error;
  }
}

/** Null instead of `not_found`: for pages that say so themselves. */
export async function orDead<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/** The language that the reader chose on a page of ours, else the one that they were written to in, else the browser's. */
export function chosenLocale(request: Request, asked: Locale | null): Locale {
  const hasChosen = isLocale(readCookie(request.headers.get("cookie"), LOCALE_COOKIE));
  return hasChosen || asked === null ? localeOf(request) : asked;
}
