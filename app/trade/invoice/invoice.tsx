import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { omit } from "#app/encoding/omit.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { seeWhatHolds } from "#app/kit/based-on.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { printReference } from "#app/money/creditor-reference.ts";
import { money } from "#app/money/money.ts";
import { formatAmount, formatMoney, parseMoney, printAmount } from "#app/money/money-text.ts";
import { savesSetting } from "#app/setting/setting.ts";
import { findTradeDocument } from "#app/trade/document/trade-document.server.ts";
import { findEInvoice } from "#app/trade/einvoice/serve-einvoice.server.ts";
import { keptFapiao, recordFapiao } from "#app/trade/fapiao/fapiao.server.ts";
import { FapiaoSetting, issuesFapiao } from "#app/trade/fapiao/fapiao.ts";
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

export const shouldRevalidate = seeWhatHolds;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may }) => {
    const invoice = await getInvoice(tx, requireId(params.invoiceId));
    const today = await sellerToday(tx);
    const { currency, standing } = invoice;
    const shown = (minor: bigint) => formatMoney(money(minor, currency));
    const left = standing.owedMinor - standing.paidMinor + standing.refundedMinor;
    const made = await findEInvoice(tx, { kind: "invoice", id: invoice.id });
    const file = await findTradeDocument(tx, { kind: "invoice", subjectId: invoice.id, edition: "printed" });
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
      credits: await Promise.all(
        (await listCreditNotes(tx, invoice.id)).map(async (one) => ({
          id: one.id,
          number: one.number,
          issuedOn: one.issuedOn,
          reason: one.reason,
          amount: shown(one.amountMinor),
          hasEInvoice: (await findEInvoice(tx, { kind: "credit_note", id: one.id })).ok,
        })),
      ),
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
      fapiao: issuesFapiao(seller)
        ? {
            printed: invoice.fapiaoNumber,
            entries: (await keptFapiao.list(tx, { invoice_id: invoice.id })).map(
              ({ version, value, authorName, savedAt }) => ({
                ...{ version, fapiao: value, authorName },
                at: savedAt!.toISOString(),
              }),
            ),
          }
        : null,
      mayRecord: offers(InvoiceActions, { may }).fapiao,
      isRecorded: new URL(request.url).searchParams.has("fapiao"),
    };
  });

const InvoiceActions = defineActions({
  credit: {
    right: "trade.bill",
    unnamed: true,
    schema: z.object({
      amount: z.string().max(40, "amount_grammar").default(""),
      reason: z.string().max(1000, "too_long").default(""),
    }),
  },
  fapiao: savesSetting(FapiaoSetting),
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
  fapiao: async (tx, { actor, params, value: { basedOn, ...fapiao } }) => {
    const invoiceId = requireId(params.invoiceId);
    const refused = await recordFapiao(tx, actor, { invoiceId, basedOn, fapiao, now: new Date() });
    if (refused) return refuse({ [refused.field]: refused.fault });
    return `/tenants/${actor.tenantId}/invoices/${invoiceId}?fapiao=recorded`;
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
  const isFapiao = answer?.typed.intent === "fapiao";
  const credit = { errors: (!isFapiao && answer?.errors) || {}, typed: (!isFapiao && answer?.typed) || {} };
  const recording = { errors: (isFapiao && answer.errors) || {}, typed: isFapiao ? answer.typed : null };
  return <InvoicePage {...page} {...credit} recording={recording} />;
}
