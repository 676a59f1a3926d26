import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import type { Dispute } from "./dispute-list.server.ts";
import type { DisputeView } from "./dispute-list.tsx";
import type { RefundRequest } from "./refund-list.server.ts";
import type { RefundView } from "./refund-list.tsx";

/** A refund as pages show it. @param me who looks, where acts are offered */
export function viewRefund(request: RefundRequest, base: string, me = ""): RefundView {
  const { payment, creditNote, askedAt, amountMinor } = request;
  return {
    id: request.id,
    state: request.state,
    reason: request.reason,
    note: request.note,
    paid: request.paid,
    personName: request.personName,
    enderName: request.enderName,
    withCreditNote: request.withCreditNote,
    amount: formatMoney(money(amountMinor, payment.currency)),
    isOwn: request.personId === me,
    askedAt: askedAt.toISOString(),
    creditNote: creditNote && {
      to: `${base}/invoices/${payment.invoiceId}/credit-notes/${creditNote.id}/pdf`,
      label: creditNote.number,
    },
  };
}

export function viewDispute(dispute: Dispute): DisputeView {
  const { id, state, reason, dueBy, openedAt, amountMinor, currency } = dispute;
  return {
    id,
    state,
    reason,
    amount: formatMoney(money(amountMinor, currency)),
    dueBy: dueBy?.toISOString() ?? null,
    openedAt: openedAt.toISOString(),
  };
}
