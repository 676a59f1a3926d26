import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { describeCreditNote, describeInvoice } from "#app/trade/document/trade-document.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { describeEInvoice } from "./einvoice.ts";
import { printUbl } from "./ubl.ts";

/** An invoice or credit note. */
interface Subject {
  kind: "invoice" | "credit_note";
  id: string;
}

/** The document by the terms of EN 16931, or what it lacks for a file. @throws AppError `not_found` */
export async function findEInvoice(tx: TenantTx, { kind, id }: Subject) {
  return describeEInvoice(await (kind === "invoice" ? describeInvoice(tx, id) : describeCreditNote(tx, id)));
}

/**
 * The answer with an invoice or credit note in UBL.
 * @throws AppError `not_found`; `conflict` if details are missing, which the page of the invoice names
 */
export async function serveEInvoice(
  author: Pick<ChangeAuthor, "tenantId" | "userId">,
  subject: Subject,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { withTenant } = await doors();
  const made = await withTenant(author, (tx) => findEInvoice(tx, subject));
  if (!made.ok) throw new AppError("conflict", { details: { reason: "einvoice_incomplete", faults: made.faults } });
  return new Response(printUbl(made.invoice), {
    headers: {
      ...headers,
      "Content-Type": "application/xml; charset=utf-8",
      "Content-Disposition": `attachment; filename="${made.invoice.number}.xml"`,
    },
  });
}
