import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { PayerSetting } from "./payer.ts";
import { getPayment } from "./payment-detail.server.ts";

export const keptPayer = keepSetting(PayerSetting, {
  toRow: (country: string) => ({ country }),
  fromRow: ({ country }): string => country,
  initial: null,
  facts: (payerCountry) => ({ payerCountry }),
  entry: (_, before) => ({ action: before === null ? "payment.payer_recorded" : "payment.payer_corrected" }),
  isChained: true,
});

/**
 * Records from where a payment came, or corrects it. The payment itself stays as it is.
 *
 * @param country ISO 3166-1, or empty to withdraw the entry
 * @returns an error, or null
 * @throws ChangedSince, AppError `not_found`
 */
export async function recordPayer(
  tx: TenantTx,
  author: ChangeAuthor,
  { paymentId, basedOn, country }: { paymentId: string; basedOn: number; country: string },
): Promise<"payer_unchanged" | null> {
  await getPayment(tx, paymentId);
  const before = await keptPayer.open(tx, author, { payment_id: paymentId, basedOn });
  if (country === (before.value ?? "")) return "payer_unchanged";
  const saved = await keptPayer.save(tx, author, before, country);
  return saved === null ? "payer_unchanged" : null;
}
