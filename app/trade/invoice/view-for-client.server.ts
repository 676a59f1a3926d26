import { printReference } from "#app/money/creditor-reference.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { findEInvoice } from "#app/trade/einvoice/serve-einvoice.server.ts";
import { findWaysToPay, listCheckouts } from "#app/trade/payment/checkout.server.ts";
import type { PaymentGateway } from "#app/trade/payment/gateway/gateway.ts";
import type { TenantTx } from "#db/doors.ts";
import { getInvoice, type InvoiceRow, listCreditNotes } from "./invoice-list.server.ts";
import { INVOICE } from "./invoice-state.ts";
import type { InvoiceForClient } from "./invoices-for-client.tsx";

/** Invoices as their client sees them, with the ways to pay the open ones. */
export async function viewInvoices(
  tx: TenantTx,
  gateway: PaymentGateway,
  rows: readonly InvoiceRow[],
): Promise<InvoiceForClient[]> {
  return Promise.all(
    rows.map(async ({ id, number, kind, orderId, currency, totalMinor, dueOn, standing }) => {
      const { bank, reference } = await getInvoice(tx, id);
      const isDue = INVOICE.may("pay", standing.state);
      const open = standing.owedMinor - standing.paidMinor + standing.refundedMinor;
      return {
        id,
        number,
        kind: orderId ? kind : null,
        dueOn,
        state: standing.state,
        total: formatMoney(money(totalMinor, currency)),
        due: isDue ? formatMoney(money(open, currency)) : null,
        reference: printReference(reference),
        bank,
        hasEInvoice: (await findEInvoice(tx, { kind: "invoice", id })).ok,
        credits: await Promise.all(
          (await listCreditNotes(tx, id)).map(async (credit) => ({
            id: credit.id,
            number: credit.number,
            issuedOn: credit.issuedOn,
            reason: credit.reason,
            amount: formatMoney(money(credit.amountMinor, currency)),
            hasEInvoice: (await findEInvoice(tx, { kind: "credit_note", id: credit.id })).ok,
          })),
        ),
        online: isDue && !("fault" in (await findWaysToPay(tx, gateway, currency))),
        checkout: (await listCheckouts(tx, id))[0]?.state ?? null,
      };
    }),
  );
}
