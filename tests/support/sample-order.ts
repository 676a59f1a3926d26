import type { TenantActor } from "#app/access/actor.server.ts";
import { sendQuote, startQuote } from "#app/trade/quote/quote.server.ts";
import { acceptQuote } from "#app/trade/quote/quote-answer.server.ts";
import { EMPTY_LINE, type QuoteContent } from "#app/trade/quote/quote-content.ts";
import { findQuoteLink, openQuote } from "#app/trade/quote/quote-link.server.ts";
import { EMPTY_WORK } from "#app/trade/quote/quote-work.ts";
import { addService } from "#app/trade/service/service.server.ts";
import type { Doors } from "#db/doors.ts";
import { addServicePrice, saveQuoteDraft } from "#tests/support/save-now.ts";
import { bookSample } from "./sample-receipt.ts";

export const ORDER_NOW = new Date("2026-11-27T02:00:00Z");

/** Adds a service with a price in US dollars from the start of the year. @returns its id */
export async function makeService(doors: Doors, actor: TenantActor, minor = 480_000n): Promise<string> {
  return doors.withTenant(actor, async (tx) => {
    const added = await addService(tx, actor, "inventory_report", {
      name: { en: "Inventory report", zh: "温室气体清单报告" },
      description: { en: "", zh: "" },
      unit: "report",
      isOffered: true,
    });
    if (!added.ok) throw new Error(added.fault);
    await addServicePrice(tx, actor, added.serviceId, { currency: "USD", validFrom: "2026-01-01", minor });
    return added.serviceId;
  });
}

/** A quote of one report in US dollars, with a deposit of 30%. */
export function quoteContent(serviceId: string, change: Partial<QuoteContent> = {}): QuoteContent {
  return {
    currency: "USD",
    exchangeRate: "7.1023",
    exchangeSource: "Sample Bank, middle rate",
    exchangeDate: "2026-11-26",
    taxRule: "cn-export-exempt",
    taxPercent: "0",
    validUntil: "2099-12-31",
    terms: { en: "Terms", zh: "条款" },
    depositPercent: "30",
    gatesIssue: false,
    inventoryId: "",
    work: EMPTY_WORK,
    lines: [{ ...EMPTY_LINE, serviceId }],
    ...change,
  };
}

/** @returns the id of the quote and the token of its link */
export async function makeSentQuote(
  doors: Doors,
  actor: TenantActor,
  { clientId, content, now = ORDER_NOW }: { clientId: string; content: QuoteContent; now?: Date },
): Promise<{ quoteId: string; token: string }> {
  return doors.withTenant(actor, async (tx) => {
    const quoteId = await startQuote(tx, actor, { clientId, now });
    await saveQuoteDraft(tx, actor, { quoteId, content });
    const sent = await sendQuote(tx, actor, quoteId, now);
    if (!sent.ok) throw new Error(JSON.stringify(sent));
    return { quoteId, token: sent.token };
  });
}

/** Accepts a quote as the holder of its link. @returns the order */
export async function acceptByLink(
  doors: Doors,
  token: string,
  version = 1,
  { now = ORDER_NOW, ...given }: { now?: Date; purchaseOrder?: string; options?: string[] } = {},
): Promise<string> {
  const link = await doors.withSystem((tx) => findQuoteLink(tx, token));
  const identity = { tenantId: link!.tenantId, userId: "client:link" };
  return doors.withTenant(identity, async (tx) => {
    const answer = await acceptQuote(tx, await openQuote(tx, link!, now), {
      version,
      name: "Sample Buyer",
      role: "Purchasing",
      ...given,
      isAgreed: true,
      clientAddress: "192.0.2.7",
      now,
    });
    if (!answer.ok) throw new Error(answer.fault);
    return answer.orderId;
  });
}

/** Records a payment of an invoice, as a bank receipt does. */
export async function payInvoice(doors: Doors, actor: TenantActor, invoiceId: string, minor: bigint): Promise<string> {
  return doors.withTenant(actor, (tx) => bookSample(tx, actor, invoiceId, minor));
}
