import { requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getCreditNote, getInvoice } from "#app/trade/invoice/invoice-list.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { asClient, requireQuoteLink } from "./quote-door.server.ts";

interface Asked {
  params: Record<string, string | undefined>;
  context: { clientAddress: string };
}

/**
 * An invoice or credit note of the order behind the link, and the author of acts by its holder.
 *
 * @throws AppError `not_found` for every other document; `rate_limited`
 */
export async function openOwnDocument(
  kind: "invoice" | "credit_note",
  { params, context }: Asked,
): Promise<{ author: ChangeAuthor; asked: { kind: typeof kind; id: string } }> {
  const door = await requireQuoteLink(params, context.clientAddress);
  const id = requireId(kind === "invoice" ? params.invoiceId : params.creditNoteId);
  const author = await asClient(door, async (tx, { quote, author: holder }) => {
    const invoiceId = kind === "invoice" ? id : (await getCreditNote(tx, id)).invoiceId;
    const { orderId } = await getInvoice(tx, invoiceId);
    if (!quote.orderId || orderId !== quote.orderId) throw new AppError("not_found");
    return holder;
  });
  return { author, asked: { kind, id } };
}
