import { limitStep } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import { type FoundQuoteLink, findQuoteLink, type OpenQuote, openQuote } from "./quote-link.server.ts";

/** A quote found by a link in the address. Whether the link is still valid is checked within the tenant. */
export interface QuoteDoor {
  link: FoundQuoteLink;
  /** The path of the quote's page, below which its files are. */
  address: string;
}

type Params = Record<string, string | undefined>;

/**
 * Checks the link token of a quote in the address. Attempts are counted before the lookup: by link and network, and by
 * caller.
 *
 * @throws AppError `not_found` for every invalid token, always the same; `rate_limited`
 */
export async function requireQuoteLink(
  { token = "" }: Params,
  clientAddress: string,
  step: "quote" | "quote-answer" | "quote-copy" | "quote-pay" = "quote",
): Promise<QuoteDoor> {
  const retryAfterSeconds = await limitStep(step, clientAddress, token);
  if (retryAfterSeconds) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
  const link = await (await doors()).withSystem((tx) => findQuoteLink(tx, token));
  if (!link) throw new AppError("not_found");
  return { link, address: `/quotes/${token}` };
}

/**
 * Runs work for the holder of the newest quote link, in the transaction that checks the link.
 *
 * @throws AppError `not_found` for an expired link
 */
export async function asClient<T>(
  { link }: QuoteDoor,
  work: (tx: TenantTx, open: OpenQuote) => Promise<T>,
): Promise<T> {
  const identity = { tenantId: link.tenantId, userId: `quote:${link.quoteId}` };
  return (await doors()).withTenant(identity, async (tx) => work(tx, await openQuote(tx, link, new Date())));
}
