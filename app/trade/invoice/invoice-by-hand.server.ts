import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { listServices } from "#app/trade/service/service.server.ts";
import { readTimeToBill, recordBilledTime, type TimeScope } from "#app/trade/time/billing.server.ts";
import { type ChangeAuthor, lockTrail } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { raiseInvoice } from "./invoice.server.ts";
import { type InvoiceDraftFault, readInvoiceDraft } from "./invoice-draft.ts";
import type { InvoiceFault } from "./invoice-facts.ts";
import { readInvoiceFields } from "./invoice-fields.ts";

/** Recorded time that an invoice bills in its first lines. */
export interface BilledTime {
  scope: TimeScope;
  /** Of the time that the person saw. */
  digest: string;
}

/**
 * Issues an invoice without an order, from a form that a person filled in. Quantities of recorded time are read again,
 * never taken from the form.
 *
 * @returns errors by field, the details that the invoice still lacks, or that the time changed since the person saw it
 * @throws AppError `not_found` for an unknown client
 */
export async function raiseInvoiceByHand(
  tx: TenantTx,
  author: ChangeAuthor,
  typed: Record<string, string>,
  { now, time = null }: { now: Date; time?: BilledTime | null },
): Promise<
  | { ok: true; invoiceId: string; number: string }
  | { ok: false; errors: Record<string, InvoiceDraftFault> }
  | { ok: false; fault: InvoiceFault }
  | { ok: false; isTimeChanged: true }
> {
  // Taken before unbilled time is read, so that concurrent issues wait for each other.
  await lockTrail(tx, author.tenantId);
  const billed = time && (await readTimeToBill(tx, time.scope));
  if (billed && (billed.lines.length === 0 || billed.digest !== time.digest)) return { ok: false, isTimeChanged: true };
  const lines = billed?.lines ?? [];
  const form = time ? { ...typed, clientId: time.scope.clientId, currency: time.scope.currency } : typed;
  const day = await sellerToday(tx, now);
  const catalogue = (await listServices(tx)).filter(({ isOffered }) => isOffered);
  const read = readInvoiceDraft(readInvoiceFields(form, lines), { catalogue, day });
  if (!read.ok) return read;
  const made = await raiseInvoice(tx, author, read.input, now);
  if (made.ok) await recordBilledTime(tx, author, { ...made, lines });
  return made;
}
