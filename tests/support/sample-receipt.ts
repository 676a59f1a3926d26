import { randomUUID } from "node:crypto";
import type { TenantActor } from "#app/access/actor.server.ts";
import { offlineGateway } from "#app/trade/payment/gateway/offline.ts";
import { askRefund, bookRefundSent } from "#app/trade/payment/refund-request.server.ts";
import { bookReceipt, type NewReceipt } from "#app/trade/receipt/receipt.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";

/** A bank receipt, as typed from a statement. */
export function receiptFor(invoiceId: string, arrivedMinor: bigint, change: Partial<NewReceipt> = {}): NewReceipt {
  return {
    invoiceId,
    arrivedMinor,
    bankLineId: null,
    receivedOn: "2026-11-27",
    currency: "USD",
    bankFeeMinor: 0n,
    payer: "Sample Buyer GmbH",
    bankReference: `slip ${randomUUID()}`,
    settlement: null,
    exchange: null,
    today: "2026-11-28",
    ...change,
  };
}

/** Records a receipt in the invoice currency that needs no second person. @returns the id of the payment */
export async function bookSample(tx: TenantTx, actor: ChangeAuthor, invoiceId: string, minor: bigint): Promise<string> {
  const { currency } = await tx
    .selectFrom("invoice")
    .select("currency")
    .where("id", "=", invoiceId)
    .executeTakeFirstOrThrow();
  const booked = await bookReceipt(tx, actor, receiptFor(invoiceId, minor, { currency }));
  if (!booked.ok || booked.isWaiting) throw new Error(JSON.stringify(booked));
  const payment = tx.selectFrom("payment").select("id").where("receipt_id", "=", booked.receiptId);
  return (await payment.executeTakeFirstOrThrow()).id;
}

/** Refunds all or part of a payment from the seller's bank, without a credit note. */
export async function payBack(doors: Doors, actor: TenantActor, paymentId: string, amountMinor: bigint): Promise<void> {
  const wish = { paymentId, amountMinor, reason: "Paid too much", withCreditNote: false, now: new Date() };
  const { requestId, fault } = await askRefund(doors, offlineGateway, actor, wish);
  if (!requestId) throw new Error(String(fault));
  const sent = { requestId, bankReference: `back ${randomUUID()}`, now: wish.now };
  const refused = await doors.withTenant(actor, (tx) => bookRefundSent(tx, actor, sent));
  if (refused) throw new Error(refused);
}
