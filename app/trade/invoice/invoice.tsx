import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { omit } from "#app/encoding/omit.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { printReference } from "#app/money/creditor-reference.ts";
import { money } from "#app/money/money.ts";
import { formatAmount, formatMoney, parseMoney, printAmount } from "#app/money/money-text.ts";
import { describeInvoice, findTradeDocument } from "#app/trade/document/trade-document.server.ts";
import { describeEInvoice } from "#app/trade/einvoice/einvoice.ts";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";
import { findWaysToPay } from "#app/trade/payment/checkout.server.ts";
import { listDisputes } from "#app/trade/payment/dispute-list.server.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { viewDispute } from "#app/trade/payment/refund-view.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { type CreditFault, creditInvoice } from "./credit-note.server.ts";
import { getInvoice, listCreditNotes, listInvoicePayments } from "./invoice-list.server.ts";
import { InvoicePage } from "./invoice-page.tsx";
import { sayUnprinted } from "./unprinted-field.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.invoice.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may }) => {
    const invoice = await getInvoice(tx, requireId(params.invoiceId));
    const today = await sellerToday(tx);
    const { currency, standing } = invoice;
    const shown = (minor: bigint) => formatMoney(money(minor, currency));
    const left = standing.owedMinor - standing.paidMinor + standing.refundedMinor;
    const made = describeEInvoice(await describeInvoice(tx, invoice.id));
    const file = await findTradeDocument(tx, "invoice", invoice.id);
    const { number, kind, issuedOn, dueOn, seller, client, bank, taxNote, exchange, homeCurrency } = invoice;
    return {
      base: `/tenants/${tenantId}`,
      id: invoice.id,
      number,
      kind,
      issuedOn,
      dueOn,
      currency,
      seller,
      client,
      bank,
      taxNote,
      exchange,
      homeCurrency,
      buyerReference: invoice.buyerReference,
      period: invoice.period,
      orderId: invoice.orderId,
      authorName: invoice.authorName ?? "",
      sha256: file?.sha256 ?? null,
      einvoiceFaults: made.ok ? [] : made.faults,
      reference: printReference(invoice.reference),
      state: standing.state,
      isOverdue: INVOICE.may("pay", standing.state) && dueOn < today,
      sums: {
        net: formatAmount(money(invoice.netMinor, currency)),
        tax: formatAmount(money(invoice.taxMinor, currency)),
        total: shown(invoice.totalMinor),
        credited: shown(standing.creditedMinor),
        paid: shown(standing.paidMinor),
        refunded: shown(standing.refundedMinor),
        outstanding: shown(left > 0n ? left : 0n),
      },
      lines: invoice.lines.map((line) => ({
        ...omit(line, "unitPriceMinor", "netMinor", "taxMinor"),
        unitPrice: formatAmount(money(line.unitPriceMinor, currency)),
        net: formatAmount(money(line.netMinor, currency)),
      })),
      credits: (await listCreditNotes(tx, invoice.id)).map((one) => ({
        id: one.id,
        number: one.number,
        issuedOn: one.issuedOn,
        reason: one.reason,
        amount: shown(one.amountMinor),
      })),
      payments: (await listInvoicePayments(tx, invoice.id)).map((one) => ({
        id: one.id,
        receivedOn: one.receivedOn,
        provider: one.provider,
        providerRef: one.providerRef,
        reversal: one.reversal,
        amount: shown(one.amountMinor),
        refunded: one.refundedMinor > 0n ? shown(one.refundedMinor) : null,
      })),
      disputes: (await listDisputes(tx, { invoiceId: invoice.id })).map(viewDispute),
      hasPayLink: left > 0n && !("fault" in (await findWaysToPay(tx, paymentGateway(), currency))),
      mayCredit: offers(InvoiceActions, { may }).credit && standing.owedMinor > 0n,
      creditable: printAmount(money(standing.owedMinor, currency)),
      credited: new URL(request.url).searchParams.get("credited"),
    };
  });

const InvoiceActions = defineActions({
  credit: {
    right: "trade.bill",
    schema: z.object({
      amount: z.string().max(40, "amount_grammar").default(""),
      reason: z.string().max(1000, "too_long").default(""),
    }),
  },
});

export const action = tenantAction(InvoiceActions, {
  credit: async (tx, { actor, params, request, value }) => {
    const invoice = await getInvoice(tx, requireId(params.invoiceId));
    const amount = parseMoney(value.amount, invoice.currency);
    if (!amount.ok) return refuse({ amount: amount.fault });
    const made = await creditInvoice(tx, actor, {
      invoiceId: invoice.id,
      amountMinor: amount.money.minor,
      reason: value.reason,
      now: new Date(),
    });
    if (made.ok) return `/tenants/${actor.tenantId}/invoices/${invoice.id}?credited=${made.number}`;
    return made.fault === "unprintable"
      ? refuse({ reason: sayUnprinted(made.unprinted, localeOf(request)) })
      : refuse({ [FIELD_OF[made.fault]]: made.fault });
  },
});

const FIELD_OF: Record<CreditFault, string> = {
  amount_missing: "amount",
  amount_above_invoice: "amount",
  reason_missing: "reason",
};

export default function OneInvoice() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <InvoicePage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
