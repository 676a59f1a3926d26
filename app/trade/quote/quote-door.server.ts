import { requireId } from "#app/access/actor.server.ts";
import { limitStep } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import {
  clientAuthor,
  type FoundPortalLink,
  findPortalLink,
  type OpenPortal,
  openPortal,
} from "#app/trade/portal/portal-link.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type FoundQuoteLink, findQuoteLink, type OpenQuote, openQuote } from "./quote-link.server.ts";
import { getQuote } from "./quote-list.server.ts";

/** A link of a client in an address: to one quote, or to the portal. Its validity is checked within the tenant. */
export type ClientDoor = QuoteDoor | PortalDoor;

/** A quote opened by its own link, or by the link to the client's portal. */
export interface QuoteDoor {
  link: FoundQuoteLink | (FoundPortalLink & { quoteId: string });
  /** The path of the page, below which its files are. */
  address: string;
}

export interface PortalDoor {
  link: FoundPortalLink;
  address: string;
}

type Step = "quote" | "quote-answer" | "quote-copy" | "quote-pay" | "draft-comment";
type Params = Record<string, string | undefined>;

/**
 * Checks the token in an address. Attempts are counted before the lookup: by link and network, and by caller.
 *
 * @throws AppError `not_found` for every invalid token, always the same; `rate_limited`
 */
export async function requireClientLink(
  { token = "", quoteId: asked }: Params,
  clientAddress: string,
  step: Step = "quote",
): Promise<ClientDoor> {
  const retryAfterSeconds = await limitStep(step, clientAddress, token);
  if (retryAfterSeconds) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
  const quoteId = asked === undefined ? undefined : requireId(asked);
  const found = await (await doors()).withSystem(async (tx) => ({
    quote: await findQuoteLink(tx, token),
    portal: await findPortalLink(tx, token),
  }));
  if (found.quote && quoteId === undefined) return { link: found.quote, address: `/quotes/${token}` };
  const portal = `/clients/${token}`;
  if (found.portal && quoteId !== undefined)
    return { link: { ...found.portal, quoteId }, address: `${portal}/quotes/${quoteId}` };
  if (found.portal) return { link: found.portal, address: portal };
  throw new AppError("not_found");
}

/** As `requireClientLink`, for a page of one quote. */
export async function requireQuoteLink(params: Params, clientAddress: string, step?: Step): Promise<QuoteDoor> {
  const door = await requireClientLink(params, clientAddress, step);
  if (!isOfQuote(door)) throw new AppError("not_found");
  return door;
}

/** As `requireClientLink`, for the portal. */
export async function requirePortalLink(params: Params, clientAddress: string, step?: Step): Promise<PortalDoor> {
  const door = await requireClientLink(params, clientAddress, step);
  if (isOfQuote(door)) throw new AppError("not_found");
  return door;
}

export function isOfQuote(door: ClientDoor): door is QuoteDoor {
  return "quoteId" in door.link;
}

/**
 * Runs work for the holder of the newest link to a quote, in the transaction that checks the link.
 *
 * @throws AppError `not_found` for an expired link, and for a quote that the client was not sent
 */
export async function asClient<T>(
  { link }: QuoteDoor,
  work: (tx: TenantTx, open: OpenQuote) => Promise<T>,
): Promise<T> {
  const identity = { tenantId: link.tenantId, userId: `quote:${link.quoteId}` };
  return (await doors()).withTenant(identity, async (tx) => {
    const now = new Date();
    return work(tx, "clientId" in link ? await openFromPortal(tx, link, now) : await openQuote(tx, link, now));
  });
}

/** As `asClient`, for the holder of the newest link to the portal of a client. */
export async function asPortalClient<T>(
  { link }: PortalDoor,
  work: (tx: TenantTx, open: OpenPortal) => Promise<T>,
): Promise<T> {
  const identity = clientAuthor(link.tenantId, link.clientId);
  return (await doors()).withTenant(identity, async (tx) => work(tx, await openPortal(tx, link, new Date())));
}

async function openFromPortal(tx: TenantTx, link: FoundPortalLink & { quoteId: string }, now: Date) {
  const { client, author } = await openPortal(tx, link, now);
  const quote = await getQuote(tx, link.quoteId, now);
  if (quote.clientId !== client.id || quote.versions.length === 0) throw new AppError("not_found");
  return { quote, author };
}
