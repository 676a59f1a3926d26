import { inTenant, requireId, type TenantActor } from "#app/access/actor.server.ts";
import type { ProposalEnd } from "#app/access/proposal-state.ts";
import { type Asked, type AskedFor, refuse, type Verbs } from "#app/action/action.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { parseMoney } from "#app/money/money-text.ts";
import { findUnprintedField, sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { paymentGateway } from "#app/trade/payment/gateway/open-gateway.server.ts";
import { getPayment } from "./payment-detail.server.ts";
import type { RefundActions } from "./refund-action.ts";
import { listRefundRequests } from "./refund-list.server.ts";
import {
  askRefund,
  bookRefundSent,
  endRefundRequest,
  giveUpRefund,
  type RefundFault,
} from "./refund-request.server.ts";

/** Requests a refund of the payment in the URL, or acts on an existing request. */
export const refundVerbs = {
  ask: { outside: ask },
  confirmed: { outside: (asked) => end(asked, "confirmed") },
  declined: { outside: (asked) => end(asked, "declined") },
  taken_back: { outside: (asked) => end(asked, "taken_back") },
  sent: {
    outside: (asked) => {
      const wish = { requestId: asked.value.id, bankReference: asked.value.bankReference, now: new Date() };
      return goOn(asked, "paid", () => inTenant(asked.actor, (tx) => bookRefundSent(tx, asked.actor, wish)));
    },
  },
  give_up: {
    outside: (asked) => {
      const wish = { requestId: asked.value.id, reason: asked.value.note };
      return goOn(asked, "failed", () => inTenant(asked.actor, (tx) => giveUpRefund(tx, asked.actor, wish)));
    },
  },
} satisfies Verbs<TenantActor, typeof RefundActions>;

const pageOf = ({ actor, params }: Asked<TenantActor, unknown>) =>
  `/tenants/${actor.tenantId}/payments/${requireId(params.paymentId)}`;

async function ask(asked: AskedFor<TenantActor, typeof RefundActions, "ask">) {
  const { actor, params, request, value } = asked;
  const paymentId = requireId(params.paymentId);
  const payment = await inTenant(actor, (tx) => getPayment(tx, paymentId));
  const amount = parseMoney(value.amount, payment.currency);
  if (!amount.ok) return refuse({ amount: "amount" });
  const answer = await askRefund(await doors(), paymentGateway(), actor, {
    paymentId,
    amountMinor: amount.money.minor,
    reason: value.reason,
    now: new Date(),
    withCreditNote: value.withCreditNote === "on",
  });
  const unprinted = answer.fault === "unprintable" && findUnprintedField({ credit: { reason: value.reason } });
  if (unprinted) return refuse({ reason: sayUnprinted(unprinted, localeOf(request)) });
  if (answer.fault) return refuse({ [fieldOf(answer.fault, "form")]: answer.fault });
  const made = await inTenant(actor, (tx) => listRefundRequests(tx, paymentId));
  return `${pageOf(asked)}?done=${made.find(({ id }) => id === answer.requestId)?.state ?? ""}`;
}

function end(asked: Asked<TenantActor, { id: string; note: string }>, state: ProposalEnd) {
  const { id, note } = asked.value;
  const wish = { requestId: id, state, note, now: new Date() };
  return goOn(asked, state, async () => endRefundRequest(await doors(), paymentGateway(), asked.actor, wish));
}

/** Acts on a request, which must belong to this payment. */
async function goOn(asked: Asked<TenantActor, { id: string }>, done: string, act: () => Promise<RefundFault | null>) {
  const { id } = asked.value;
  const paymentId = requireId(asked.params.paymentId);
  const known = await inTenant(asked.actor, async (tx) => {
    await getPayment(tx, paymentId);
    return listRefundRequests(tx, paymentId);
  });
  if (!known.some((one) => one.id === id)) throw new AppError("not_found");
  const fault = await act();
  return fault ? refuse({ [fieldOf(fault, id)]: fault }) : `${pageOf(asked)}?done=${done}`;
}

/** The field of an error. Each request has separate fields. */
function fieldOf(fault: RefundFault, id: string): string {
  if (fault === "bank_reference_missing") return `bankReference-${id}`;
  if (fault === "note_missing") return `note-${id}`;
  if (fault.startsWith("amount")) return "amount";
  return fault === "reason_missing" && id === "form" ? "reason" : id === "form" ? "form" : `note-${id}`;
}
