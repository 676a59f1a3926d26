import { AppError } from "#app/encoding/errors.ts";
import type { TenantTx } from "#db/doors.ts";
import type { PaymentProvider } from "#db/money-schema.ts";
import type { PaymentKind } from "./payment.server.ts";

/** A payment, as its page shows it. */
export interface PaymentDetail {
  id: string;
  invoiceId: string;
  invoiceNumber: string;
  provider: PaymentProvider;
  ref: string;
  currency: string;
  amountMinor: bigint;
  /** Bank charges, or the provider's fee once reported, in the currency charged. Null if unknown. */
  fee: { minor: bigint; currency: string } | null;
  receivedOn: string;
  /** Only `received` is money. */
  kind: PaymentKind;
  /** The reason of a reversal. Null if the payment was not reversed. */
  reversal: string | null;
}

/** @throws AppError `not_found` */
export async function getPayment(tx: TenantTx, paymentId: string): Promise<PaymentDetail> {
  const row = await tx
    .selectFrom("payment as p")
    .innerJoin("invoice as i", "i.id", "p.invoice_id")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .leftJoin("payment_fee as f", "f.payment_id", "p.id")
    .leftJoin("receipt as b", "b.id", "p.receipt_id")
    .select(["p.id", "p.invoice_id", "i.number", "p.provider", "p.provider_ref", "p.currency", "p.amount_minor"])
    .select(["p.fee_minor", "p.received_on", "p.kind", "r.reason as reversal", "b.bank_reference"])
    .select(["f.fee_minor as provider_fee", "f.currency as fee_currency"])
    .where("p.id", "=", paymentId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    provider: row.provider,
    ref: row.bank_reference ?? row.provider_ref,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    fee: feeOf(row),
    receivedOn: row.received_on,
    kind: row.kind,
    reversal: row.reversal,
  };
}

/** The fee of the provider or the banks. Null if not known yet. */
export function feeOf(row: {
  provider: string;
  currency: string;
  fee_minor: number | string;
  provider_fee: number | string | null;
  fee_currency: string | null;
}): PaymentDetail["fee"] {
  if (row.provider === "offline") return { minor: BigInt(row.fee_minor), currency: row.currency };
  return row.provider_fee === null ? null : { minor: BigInt(row.provider_fee), currency: row.fee_currency ?? "" };
}
