import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { listServices } from "#app/trade/service/service.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { raiseInvoice } from "./invoice.server.ts";
import { type InvoiceDraft, type InvoiceDraftFault, readInvoiceDraft } from "./invoice-draft.ts";
import type { InvoiceFault } from "./invoice-facts.ts";

/**
 * Issues an invoice without an order, from a draft that a person wrote.
 *
 * @returns errors by field, or the details that the invoice still lacks
 * @throws AppError `not_found` for an unknown client
 */
export async function raiseInvoiceByHand(
  tx: TenantTx,
  author: ChangeAuthor,
  draft: InvoiceDraft,
  now: Date,
): Promise<
  | { ok: true; invoiceId: string; number: string }
  | { ok: false; errors: Record<string, InvoiceDraftFault> }
  | { ok: false; fault: InvoiceFault }
> {
  const day = await sellerToday(tx, now);
  const catalogue = (await listServices(tx)).filter(({ isOffered }) => isOffered);
  const read = readInvoiceDraft(draft, { catalogue, day });
  return read.ok ? raiseInvoice(tx, author, read.input, now) : read;
}
