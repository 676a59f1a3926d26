import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asTenant, requireId } from "#app/access/actor.server.ts";
import { listDecidableFrom } from "#app/access/two-people.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { offers } from "#app/action/action.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { money } from "#app/money/money.ts";
import { formatMoney, printAmount } from "#app/money/money-text.ts";
import { refundVerbs } from "./act-on-refund.server.ts";
import { listDisputes } from "./dispute-list.server.ts";
import { getPayment } from "./payment-detail.server.ts";
import { PaymentPage } from "./payment-page.tsx";
import { RefundActions } from "./refund-action.ts";
import { findRefundable, listOtherRefunds, listRefundRequests } from "./refund-list.server.ts";
import { viewDispute, viewRefund } from "./refund-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.refund.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may, userId }) => {
    const base = `/tenants/${tenantId}`;
    const payment = await getPayment(tx, requireId(params.paymentId));
    const {
      id,
      invoiceId,
      invoiceNumber,
      provider,
      ref: reference,
      currency,
      receivedOn,
      kind,
      reversal,
      fee,
    } = payment;
    const shown = (minor: bigint) => formatMoney(money(minor, currency));
    const left = kind === "received" && !reversal ? (await findRefundable(tx, id)).leftMinor : 0n;
    const mayBill = offers(RefundActions, { may }).ask;
    const refunds = await listRefundRequests(tx, id);
    const open = refunds
      .filter(({ state, personId }) => state === "waiting" && personId !== userId)
      .map(({ id: requestId, askedBy, askedAt }) => ({
        id: requestId,
        act: "refund" as const,
        proposer: askedBy,
        proposedAt: askedAt,
        organizationId: null,
      }));
    return {
      base,
      id,
      invoiceId,
      invoiceNumber,
      provider,
      reference,
      currency,
      receivedOn,
      reversal,
      mayBill,
      amount: shown(payment.amountMinor),
      fee: fee && formatMoney(money(fee.minor, fee.currency)),
      left: shown(left),
      refundable: mayBill && left > 0n ? printAmount(money(left, currency)) : null,
      refunds: refunds.map((one) => viewRefund(one, base, userId)),
      waits: mayBill ? await listDecidableFrom(tx, open, userId) : {},
      others: (await listOtherRefunds(tx, id)).map(({ amountMinor, ...one }) => ({
        ...one,
        amount: shown(amountMinor),
      })),
      disputes: (await listDisputes(tx, { paymentId: id })).map(viewDispute),
      done: new URL(request.url).searchParams.get("done"),
    };
  });

export const action = tenantAction(RefundActions, refundVerbs);

export default function OnePayment() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PaymentPage {...page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />;
}
