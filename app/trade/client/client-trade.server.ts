import { type Waiting, waitsOn } from "#app/order/order-state.ts";
import { listOrders } from "#app/trade/order/order-list.server.ts";
import { listQuotes } from "#app/trade/quote/quote-list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { OrderState } from "#db/order-schema.ts";
import { listClients } from "./client.server.ts";

/** Open sales to a client: the newest open order, and the quote that expires first. */
export interface ClientTrade {
  order: { id: string; number: string; state: OrderState; waits: Waiting } | null;
  quote: { id: string; number: string; validUntil: string } | null;
}

export const NO_TRADE: ClientTrade = { order: null, quote: null };

/**
 * Keyed by client, and by organization: the one that an order is about, whose reports it holds back, or that buys. All
 * ids are UUIDs.
 */
export async function readClientTrade(tx: TenantTx, now: Date): Promise<Map<string, ClientTrade>> {
  const buyers = new Map((await listClients(tx)).map(({ id, organizationId }) => [id, organizationId]));
  const found = new Map<string, ClientTrade>();
  const of = (organizationId: string) => {
    const trade = found.get(organizationId) ?? { ...NO_TRADE };
    found.set(organizationId, trade);
    return trade;
  };
  for (const { id, number, facts, organizationId, clientId, hold } of await listOrders(tx)) {
    if (facts.state === "closed" || facts.state === "cancelled") continue;
    const order = { id, number, state: facts.state, waits: waitsOn(facts) };
    for (const whose of [clientId, organizationId ?? hold?.organizationId ?? buyers.get(clientId)]) {
      if (whose) of(whose).order ??= order;
    }
  }
  for (const { id, number, state, validUntil, organizationId, clientId } of await listQuotes(tx, {}, now)) {
    if (state !== "sent" || !validUntil) continue;
    for (const whose of [clientId, organizationId ?? buyers.get(clientId)]) {
      const trade = whose && of(whose);
      if (trade && (!trade.quote || validUntil < trade.quote.validUntil)) trade.quote = { id, number, validUntil };
    }
  }
  return found;
}
