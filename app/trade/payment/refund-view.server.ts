import { omit } from "#app/encoding/omit.ts";
import { toSent } from "#app/encoding/sent.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import type { Dispute } from "./dispute-list.server.ts";
import type { DisputeView } from "./dispute-list.tsx";
import type { RefundRequest } from "./refund-list.server.ts";
import type { RefundView } from "./refund-list.tsx";

/** A refund, as pages show it. @param me the current user, on pages that offer actions */
export function viewRefund(request: RefundRequest, base: string, me = ""): RefundView {
  const { payment, creditNote, amountMinor, personId } = request;
  return {
    ...toSent(omit(request, "payment", "invoiceNumber", "amountMinor", "creditNote", "personId", "askedBy")),
    amount: formatMoney(money(amountMinor, payment.currency)),
    isOwn: personId === me,
    creditNote: creditNote && {
      to: `${base}/invoices/${payment.invoiceId}/credit-notes/${creditNote.id}/pdf`,
      label: creditNote.number,
    },
  };
}

export function viewDispute(dispute: Dispute): DisputeView {
  const { id, state, reason, dueBy, openedAt, amountMinor, currency } = dispute;
  return { ...toSent({ id, state, reason, dueBy, openedAt }), amount: formatMoney(money(amountMinor, currency)) };
}
