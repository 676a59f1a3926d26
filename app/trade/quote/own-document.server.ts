import { requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getCreditNote, getInvoice } from "#app/trade/invoice/invoice-list.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { asClient, asPortalClient, isOfQuote, requireClientLink } from "./quote-door.server.ts";

interface Asked {
  params: Record<string, string | undefined>;
  context: { clientAddress: string };
}

/**
 * An invoice or credit note of the order behind the link, or of the client whose portal the link opens, and the author
 * of acts by its holder.
 *
 * @throws AppError `not_found` for every other document; `rate_limited`
 */
export async function openOwnDocument(
  kind: "invoice" | "credit_note",
  { params, context }: Asked,
): Promise<{ author: ChangeAuthor; asked: { kind: typeof kind; id: string } }> {
  const door = await requireClientLink(params, context.clientAddress);
  const id = requireId(kind === "invoice" ? params.invoiceId : params.creditNoteId);
  const invoiceOf = async (tx: TenantTx) =>
    getInvoice(tx, kind === "invoice" ? id : (await getCreditNote(tx, id)).invoiceId);
  const author = isOfQuote(door)
    ? await asClient(door, async (tx, { quote, author: holder }) => {
        const { orderId } = await invoiceOf(tx);
        if (!quote.orderId || orderId !== quote.orderId) throw new AppError("not_found");
        return holder;
      })
    : await asPortalClient(door, async (tx, { client, author: holder }) => {
        if ((await invoiceOf(tx)).clientId !== client.id) throw new AppError("not_found");
        return holder;
      });
  return { author, asked: { kind, id } };
}
