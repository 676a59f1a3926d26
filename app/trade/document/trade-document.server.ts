import { createHash } from "node:crypto";
import { describeTradeBrand } from "#app/brand/tenant-brand.server.ts";
import { omit } from "#app/encoding/omit.ts";
import { getCreditNote, getInvoice } from "#app/trade/invoice/invoice-list.server.ts";
import { listSellerDetails } from "#app/trade/seller/seller-detail.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { findInvoicedOrder } from "./invoiced-order.server.ts";
import type { CreditNoteDocument, InvoiceDocument, TradeDocument } from "./model.ts";

export interface KeptDocument {
  pdf: Uint8Array;
  /** Lower-case hex. */
  sha256: string;
}

/** The document of an invoice, with the details it was issued with. @throws AppError `not_found` */
export async function describeInvoice(tx: TenantTx, invoiceId: string): Promise<InvoiceDocument> {
  const invoice = await getInvoice(tx, invoiceId);
  const seller = (await listSellerDetails(tx)).find(({ version }) => version === invoice.sellerVersion);
  return {
    kind: "invoice",
    invoiceKind: invoice.kind,
    number: invoice.number,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    reference: invoice.reference,
    seller: invoice.seller,
    client: invoice.client,
    currency: invoice.currency,
    lines: invoice.lines,
    netMinor: invoice.netMinor,
    taxMinor: invoice.taxMinor,
    totalMinor: invoice.totalMinor,
    homeCurrency: invoice.homeCurrency,
    exchange: invoice.exchange,
    bank: invoice.bank,
    taxNote: invoice.taxNote,
    fapiaoNumber: invoice.fapiaoNumber,
    buyerReference: invoice.buyerReference,
    period: invoice.period,
    order: await findInvoicedOrder(tx, invoice),
    note: { en: invoice.noteEn, zh: invoice.noteZh },
    terms: { en: seller?.termsEn ?? "", zh: seller?.termsZh ?? "" },
    brand: await describeTradeBrand(tx),
  };
}

/** The document of a credit note. It has one line, which refers to the invoice. @throws AppError `not_found` */
export async function describeCreditNote(tx: TenantTx, creditNoteId: string): Promise<CreditNoteDocument> {
  const credit = await getCreditNote(tx, creditNoteId);
  const invoice = omit(
    await describeInvoice(tx, credit.invoiceId),
    ...([
      "kind",
      "invoiceKind",
      "dueOn",
      "reference",
      "bank",
      "fapiaoNumber",
      "buyerReference",
      "period",
      "order",
    ] as const),
  );
  return {
    ...invoice,
    kind: "credit_note",
    number: credit.number,
    issuedOn: credit.issuedOn,
    invoiceNumber: invoice.number,
    invoiceOn: invoice.issuedOn,
    reason: credit.reason,
    buyerReference: credit.buyerReference,
    period: credit.period,
    lines: [
      {
        position: 1,
        descriptionEn: `Credit for invoice ${invoice.number} of ${invoice.issuedOn}`,
        descriptionZh: `冲减 ${invoice.issuedOn} 开具的发票 ${invoice.number}`,
        quantity: "1",
        unit: "",
        unitPriceMinor: credit.netMinor,
        netMinor: credit.netMinor,
        taxPercent: invoice.lines[0]?.taxPercent ?? "0",
        taxMinor: credit.taxMinor,
      },
    ],
    netMinor: credit.netMinor,
    taxMinor: credit.taxMinor,
    totalMinor: credit.amountMinor,
    exchange: invoice.exchange,
    note: { en: "", zh: "" },
  };
}

/** A file to store: of which document, and whether it is the edition with the data of Factur-X inside. */
export interface DocumentFile {
  kind: TradeDocument["kind"];
  subjectId: string;
  edition: "printed" | "factur_x";
}

/** The stored file of a document, or null. */
export async function findTradeDocument(
  tx: TenantTx,
  { kind, subjectId, edition }: DocumentFile,
): Promise<KeptDocument | null> {
  const row = await tx
    .selectFrom("trade_document")
    .select(["pdf", "sha256"])
    .where("kind", "=", kind)
    .where("subject_id", "=", subjectId)
    .where("edition", "=", edition)
    .executeTakeFirst();
  return row ? { pdf: row.pdf, sha256: row.sha256 } : null;
}

/**
 * Stores the file of a document permanently. If two requests print it at the same time, both get the file stored first.
 * The content was recorded at issue; this is only its layout.
 */
export async function keepTradeDocument(
  tx: TenantTx,
  author: ChangeAuthor,
  file: DocumentFile & { pdf: Uint8Array },
): Promise<KeptDocument> {
  await tx
    .insertInto("trade_document")
    .values({
      tenant_id: author.tenantId,
      kind: file.kind,
      subject_id: file.subjectId,
      edition: file.edition,
      sha256: createHash("sha256").update(file.pdf).digest("hex"),
      pdf: file.pdf,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findTradeDocument(tx, file))!;
}
