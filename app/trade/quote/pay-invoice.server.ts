import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { chosenLocale } from "#app/requests/recipient.server.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { type CheckoutFault, openCheckout } from "#app/trade/payment/checkout.server.ts";
import { RETURN_PATH } from "#app/trade/payment/checkout-return.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { asClient, type QuoteDoor } from "./quote-door.server.ts";

/**
 * Opens a payment page for the open amount of an invoice, for the holder of the quote link.
 *
 * @throws AppError `not_found` for other invoices and expired links
 */
export async function payOrderInvoice(
  request: Request,
  door: QuoteDoor,
  invoiceId: string,
): Promise<{ address: string } | { fault: CheckoutFault }> {
  const { author, locale } = await asClient(door, async (tx, { quote, author }) => {
    const own = quote.orderId ? await listInvoices(tx, { orderId: quote.orderId }) : [];
    if (!own.some(({ id }) => id === invoiceId)) throw new AppError("not_found");
    return { author, locale: chosenLocale(request, (await getClient(tx, quote.clientId)).locale) };
  });
  const { publicUrl, platformTerms: terms } = env();
  const wish = { invoiceId, locale, returnPath: RETURN_PATH, publicUrl, now: new Date(), terms };
  const opened = await openCheckout(await doors(), paymentGateway(), author, wish);
  return opened.ok ? { address: opened.address } : { fault: opened.fault };
}
