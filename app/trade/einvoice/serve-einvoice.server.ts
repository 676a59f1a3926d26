import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { pdfFile } from "#app/http/pdf-file.ts";
import { printFacturX } from "#app/trade/document/print.server.ts";
import {
  describeCreditNote,
  describeInvoice,
  findTradeDocument,
  keepTradeDocument,
} from "#app/trade/document/trade-document.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { printCii } from "./cii.ts";
import { describeEInvoice, type EInvoiceFault } from "./einvoice.ts";
import { printUbl } from "./ubl.ts";

/** An invoice or credit note. */
interface Subject {
  kind: "invoice" | "credit_note";
  id: string;
}

/** The document by the terms of EN 16931, or what it lacks for a file. @throws AppError `not_found` */
export async function findEInvoice(tx: TenantTx, subject: Subject) {
  return describeEInvoice(await describeSubject(tx, subject));
}

function describeSubject(tx: TenantTx, { kind, id }: Subject) {
  return kind === "invoice" ? describeInvoice(tx, id) : describeCreditNote(tx, id);
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
  if (!made.ok) throw incomplete(made.faults);
  return new Response(printUbl(made.invoice), {
    headers: {
      ...headers,
      "Content-Type": "application/xml; charset=utf-8",
      "Content-Disposition": `attachment; filename="${made.invoice.number}.xml"`,
    },
  });
}

/**
 * The answer with an invoice or credit note as Factur-X: its pages, with its data in CII inside. It is printed on the first
 * request from the facts of the issue, outside any transaction, and then stored.
 * @throws AppError `not_found`; `conflict` if details are missing, which the page of the invoice names
 */
export async function serveFacturX(
  author: ChangeAuthor,
  subject: Subject,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { withTenant } = await doors();
  const file = { kind: subject.kind, subjectId: subject.id, edition: "factur_x" as const };
  const { document, made, kept } = await withTenant(author, async (tx) => {
    const described = await describeSubject(tx, subject);
    return { document: described, made: describeEInvoice(described), kept: await findTradeDocument(tx, file) };
  });
  if (!made.ok) throw incomplete(made.faults);
  const name = `${document.number}-factur-x`;
  if (kept) return pdfFile(kept.pdf, name, headers);
  const pdf = await printFacturX(document, printCii(made.invoice));
  const first = await withTenant(author, (tx) => keepTradeDocument(tx, author, { ...file, pdf }));
  return pdfFile(first.pdf, name, headers);
}

function incomplete(faults: EInvoiceFault[]): AppError {
  return new AppError("conflict", { details: { reason: "einvoice_incomplete", faults } });
}
