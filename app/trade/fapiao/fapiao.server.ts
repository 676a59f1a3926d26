import { AppError } from "#app/encoding/errors.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import { getInvoice } from "#app/trade/invoice/invoice-list.server.ts";
import { getSellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Fapiao, type FapiaoFault, FapiaoSetting, issuesFapiao, NONE } from "./fapiao.ts";

export const keptFapiao = keepSetting(FapiaoSetting, {
  toRow: (fapiao: Fapiao) => ({
    kind: fapiao.kind,
    code: fapiao.code,
    number: fapiao.number,
    issued_on: fapiao.issuedOn,
  }),
  fromRow: ({ kind, code, number, issued_on }): Fapiao =>
    kind === "none" || issued_on === null ? NONE : { kind, code, number, issuedOn: issued_on },
  initial: null,
  facts: ({ kind, code, number, issuedOn }) => ({
    fapiaoKind: kind,
    fapiaoCode: code,
    fapiaoNumber: number,
    fapiaoOn: issuedOn,
  }),
  entry: (_, before) => ({ action: before ? "invoice.fapiao_corrected" : "invoice.fapiao_recorded" }),
  isChained: true,
});

/**
 * Records the fapiao of an invoice, or corrects what was recorded. The invoice and its PDF stay as they are.
 *
 * @returns an error by field, or null
 * @throws ChangedSince, AppError `not_found` for an unknown invoice or one of a seller outside mainland China
 */
export async function recordFapiao(
  tx: TenantTx,
  author: ChangeAuthor,
  { invoiceId, basedOn, fapiao, now }: { invoiceId: string; basedOn: number; fapiao: Fapiao; now: Date },
): Promise<{ field: "kind" | "issuedOn"; fault: FapiaoFault } | null> {
  const { seller } = await getInvoice(tx, invoiceId);
  if (!issuesFapiao(seller)) throw new AppError("not_found");
  const before = await keptFapiao.open(tx, author, { invoice_id: invoiceId, basedOn });
  if (fapiao.kind === "none" && (before.value?.kind ?? "none") === "none")
    return { field: "kind", fault: "nothing_recorded" };
  if (fapiao.issuedOn !== null && fapiao.issuedOn > (await sellerToday(tx, now)))
    return { field: "issuedOn", fault: "future" };
  const saved = await keptFapiao.save(tx, author, before, fapiao);
  return saved === null ? { field: "kind", fault: "nothing_changed" } : null;
}

/** Whether lists have a column of fapiao: the seller issues them, or did. */
export async function hasFapiao(tx: TenantTx): Promise<boolean> {
  const seller = await getSellerDetail(tx);
  if (seller && issuesFapiao(seller)) return true;
  const any = await tx.selectFrom("invoice_fapiao").select("invoice_id").limit(1).executeTakeFirst();
  return any !== undefined;
}
