import { limitStep } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import { type FoundQuoteLink, findQuoteLink, type OpenQuote, openQuote } from "./quote-link.server.ts";

/**
 * The link of a quote in an address, counted before it is looked up: by link and network, and by caller.
 *
 * @throws AppError `not_found` for every token that leads nowhere, all alike; `rate_limited`
 */
export async function requireQuoteLink(
  token: string | undefined,
  clientAddress: string,
  step: "quote" | "quote-answer" | "quote-pay" = "quote",
): Promise<FoundQuoteLink> {
  const retryAfterSeconds = await limitStep(step, clientAddress, token ?? "");
  if (retryAfterSeconds) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
  const link = await (await doors()).withSystem((tx) => findQuoteLink(tx, token ?? ""));
  if (!link) throw new AppError("not_found");
  return link;
}

/**
 * Does work for whoever holds the newest link of a quote, in one transaction with that look.
 *
 * @throws AppError `not_found` for a link that has ended
 */
export async function asClient<T>(
  link: FoundQuoteLink,
  work: (tx: TenantTx, open: OpenQuote) => Promise<T>,
): Promise<T> {
  const identity = { tenantId: link.tenantId, userId: `quote:${link.quoteId}` };
  return (await doors()).withTenant(identity, async (tx) => work(tx, await openQuote(tx, link, new Date())));
}
