import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { CreditNoteDocument, InvoiceDocument } from "#app/trade/document/model.ts";
import { describeCreditNote, describeInvoice } from "#app/trade/document/trade-document.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { describeEInvoice } from "./einvoice.ts";
import { printUbl } from "./ubl.ts";

/**
 * The answer with an invoice or credit note in UBL.
 * @throws AppError `not_found`; `conflict` if details are missing, which the page of the invoice names
 */
export async function serveEInvoice(
  author: Pick<ChangeAuthor, "tenantId" | "userId">,
  { kind, id }: { kind: "invoice" | "credit_note"; id: string },
): Promise<Response> {
  const { withTenant } = await doors();
  const document = await withTenant(
    author,
    (tx): Promise<InvoiceDocument | CreditNoteDocument> =>
      kind === "invoice" ? describeInvoice(tx, id) : describeCreditNote(tx, id),
  );
  const made = describeEInvoice(document);
  if (!made.ok) throw new AppError("conflict", { details: { reason: "einvoice_incomplete", faults: made.faults } });
  return new Response(printUbl(made.invoice), {
    headers: {
      "Content-Type": "application/xml; charset=utf-8",
      "Content-Disposition": `attachment; filename="${made.invoice.number}.xml"`,
    },
  });
}
