import { postToLedger } from "#app/trade/ledger/ledger.server.ts";
import { followSettlement } from "#app/trade/order/order-invoice.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type FoundPayment, moneyOf, tellOfRelease } from "./payment.server.ts";

export interface NewRefund {
  payment: FoundPayment;
  amountMinor: bigint;
  /** The provider's id, or the reference on the bank statement. */
  ref: string;
  reason: string;
  /** `YYYY-MM-DD`, in the seller's time zone. */
  on: string;
  kind: "refund" | "overpayment_kept" | "dispute";
  requestId?: string | null;
}

/**
 * Records money that was returned. Does not affect reports: whether an issued report stays valid is decided separately
 * by other people.
 *
 * @returns its id; `known` if it was already recorded; `too_much` if less than this is left of the payment
 */
export async function recordRefund(
  tx: TenantTx,
  author: ChangeAuthor,
  refund: NewRefund,
): Promise<{ id: string } | "known" | "too_much"> {
  await lockTrail(tx, author.tenantId);
  const { payment, amountMinor } = refund;
  const { refunded, isKnown } = await refundsOf(tx, payment.id, refund.ref);
  if (isKnown) return "known";
  if (refunded + amountMinor > payment.amountMinor) return "too_much";
  const { id } = await tx
    .insertInto("refund")
    .values({
      tenant_id: author.tenantId,
      payment_id: payment.id,
      amount_minor: amountMinor,
      provider_ref: refund.ref,
      reason: refund.reason,
      kind: refund.kind,
      refunded_on: refund.on,
      refund_request_id: refund.requestId ?? null,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const surplus = await overpaidBalance(tx, payment.invoiceId);
  const fromSurplus = surplus > amountMinor ? amountMinor : surplus > 0n ? surplus : 0n;
  const left = { refund: moneyOf(payment.provider), overpayment_kept: "bank_difference", dispute: "dispute" } as const;
  await postToLedger(tx, author, {
    kind: refund.kind === "overpayment_kept" ? "overpayment_kept" : "refund_paid",
    currency: payment.currency,
    occurredOn: refund.on,
    source: { kind: "refund", id },
    entries: [
      { account: "overpayment", debit: fromSurplus },
      { account: "receivable", debit: amountMinor - fromSurplus },
      { account: left[refund.kind], credit: amountMinor },
    ],
  });
  await recordChange(tx, author, {
    action: refund.kind === "overpayment_kept" ? "payment.overpayment_kept" : "payment.refunded",
    subject: "payment",
    subjectId: payment.id,
    after: {
      invoiceId: payment.invoiceId,
      refundId: id,
      kind: refund.kind,
      reference: refund.ref,
      currency: payment.currency,
      amountMinor: amountMinor.toString(),
      reason: refund.reason,
    },
  });
  await followSettlement(tx, author, payment.invoiceId);
  if (refund.kind !== "overpayment_kept") {
    await tellOfRelease(tx, author, { paymentId: id, invoiceId: payment.invoiceId, reason: refund.reason });
  }
  return { id };
}

async function refundsOf(tx: TenantTx, paymentId: string, ref: string) {
  const rows = await tx
    .selectFrom("refund")
    .select(["amount_minor", "provider_ref"])
    .where("payment_id", "=", paymentId)
    .execute();
  return {
    refunded: rows.reduce((sum, row) => sum + BigInt(row.amount_minor), 0n),
    isKnown: rows.some((row) => row.provider_ref === ref),
  };
}

/** The client's overpayment in the ledger of an invoice. */
async function overpaidBalance(tx: TenantTx, invoiceId: string): Promise<bigint> {
  const rows = await tx
    .selectFrom("ledger_transaction as t")
    .innerJoin("ledger_entry as e", "e.transaction_id", "t.id")
    .select(["e.debit_minor", "e.credit_minor"])
    .where("e.account", "=", "overpayment")
    .where((where) =>
      where.or([
        where.and([
          where("t.source_kind", "=", "payment"),
          where("t.source_id", "in", tx.selectFrom("payment").select("id").where("invoice_id", "=", invoiceId)),
        ]),
        where.and([
          where("t.source_kind", "=", "refund"),
          where(
            "t.source_id",
            "in",
            tx
              .selectFrom("refund as f")
              .innerJoin("payment as p", "p.id", "f.payment_id")
              .select("f.id")
              .where("p.invoice_id", "=", invoiceId),
          ),
        ]),
      ]),
    )
    .execute();
  return rows.reduce((sum, row) => sum + BigInt(row.credit_minor) - BigInt(row.debit_minor), 0n);
}
