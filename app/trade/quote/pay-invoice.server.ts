import { data } from "@remix-run/node";
import { requireId } from "#app/access/actor.server.ts";
import { refuse } from "#app/action/action.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { leaveFor } from "#app/http/leave-site.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { chosenLocale } from "#app/requests/recipient.server.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { getInvoice, listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { openCheckout } from "#app/trade/payment/checkout.server.ts";
import { RETURN_PATH, rememberPage } from "#app/trade/payment/checkout-return.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { asClient, asPortalClient, type PortalDoor, type QuoteDoor } from "./quote-door.server.ts";

/**
 * Leads the holder of the link to a quote to a payment page for the open amount of an invoice of its order.
 *
 * @throws AppError `not_found` for other invoices and expired links
 */
export async function payOrderInvoice(request: Request, door: QuoteDoor, asked: string | undefined) {
  const invoiceId = requireId(asked);
  const payer = await asClient(door, async (tx, { quote, author }) => {
    const own = quote.orderId ? await listInvoices(tx, { orderId: quote.orderId }) : [];
    if (!own.some(({ id }) => id === invoiceId)) throw new AppError("not_found");
    return { author, locale: chosenLocale(request, (await getClient(tx, quote.clientId)).locale) };
  });
  return leadToPayment(invoiceId, payer, door.address);
}

/** The same for the holder of the link to the portal of a client, and an invoice of that client. */
export async function payClientInvoice(request: Request, door: PortalDoor, asked: string | undefined) {
  const invoiceId = requireId(asked);
  const payer = await asPortalClient(door, async (tx, { client, author }) => {
    if ((await getInvoice(tx, invoiceId)).clientId !== client.id) throw new AppError("not_found");
    return { author, locale: chosenLocale(request, client.locale) };
  });
  return leadToPayment(invoiceId, payer, `${door.address}/invoices/${invoiceId}`);
}

/** @param page to come back to after the payment */
async function leadToPayment(invoiceId: string, payer: { author: ChangeAuthor; locale: Locale }, page: string) {
  const { publicUrl, platformTerms: terms } = env();
  const wish = { invoiceId, locale: payer.locale, returnPath: RETURN_PATH, publicUrl, now: new Date(), terms };
  const opened = await openCheckout(await doors(), paymentGateway(), payer.author, wish);
  if (!opened.ok) return refuse({ form: opened.fault });
  const { leave, headers } = leaveFor(opened.address);
  return data({ leave }, { headers: { ...headers, ...rememberPage(page) } });
}
