import { createHash } from "node:crypto";
import { AppError } from "#app/encoding/errors.ts";
import type { Party } from "#app/trade/document/model.ts";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";
import { forbidStrangers } from "#app/trade/receipt/receipt.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { BankFile, BankLine } from "./bank-file.ts";
import { type LineMatch, matchLine, type OpenInvoice } from "./match-line.ts";

/** Stores an uploaded file until it is imported. */
export async function saveDraft(
  tx: TenantTx,
  author: ChangeAuthor,
  draft: { name: string; content: BankFile },
): Promise<string> {
  const { id } = await tx
    .insertInto("bank_statement_draft")
    .values({
      tenant_id: author.tenantId,
      name: draft.name,
      content: JSON.stringify(draft.content),
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** @throws AppError `not_found` */
export async function getStatementDraft(tx: TenantTx, draftId: string): Promise<{ name: string; content: BankFile }> {
  const row = await tx
    .selectFrom("bank_statement_draft")
    .select(["name", "content"])
    .where("id", "=", draftId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return { name: row.name, content: row.content as BankFile };
}

/**
 * Imports the lines of a statement. Lines of earlier statements are kept, so importing a file twice adds nothing.
 * Deletes the draft.
 *
 * @returns the number of new lines
 * @throws AppError `not_found`
 */
export async function importStatement(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { draftId: string; lines: readonly BankLine[] },
): Promise<number> {
  await lockTrail(tx, author.tenantId);
  const draft = await getStatementDraft(tx, request.draftId);
  const sha256 = createHash("sha256")
    .update(JSON.stringify([draft.name, request.lines.map(({ key }) => key)]))
    .digest("hex");
  await tx.deleteFrom("bank_statement_draft").where("id", "=", request.draftId).execute();
  const known = await tx.selectFrom("bank_statement").select("id").where("sha256", "=", sha256).executeTakeFirst();
  if (known || request.lines.length === 0) return 0;
  const lines = request.lines.map((line) => ({ ...line, key: createHash("sha256").update(line.key).digest("hex") }));
  const keys = lines.map(({ key }) => key);
  const old = await tx.selectFrom("bank_line").select("line_key").where("line_key", "in", keys).execute();
  const oldKeys = new Set(old.map((row) => row.line_key));
  const fresh = lines.filter(({ key }) => !oldKeys.has(key));
  const { id } = await tx
    .insertInto("bank_statement")
    .values({
      tenant_id: author.tenantId,
      name: draft.name,
      sha256,
      line_count: request.lines.length,
      new_count: fresh.length,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await addLines(tx, author, { statementId: id, lines: fresh });
  await recordChange(tx, author, {
    action: "bank_statement.imported",
    subject: "bank_statement",
    subjectId: id,
    after: { name: draft.name, sha256, lineCount: request.lines.length, newCount: fresh.length },
  });
  return fresh.length;
}

const BATCH = 500;

async function addLines(
  tx: TenantTx,
  author: ChangeAuthor,
  { statementId, lines }: { statementId: string; lines: readonly BankLine[] },
): Promise<void> {
  for (let at = 0; at < lines.length; at += BATCH) {
    await tx
      .insertInto("bank_line")
      .values(
        lines.slice(at, at + BATCH).map((line) => ({
          tenant_id: author.tenantId,
          statement_id: statementId,
          line_key: line.key,
          booked_on: line.bookedOn,
          currency: line.currency,
          amount_minor: line.amountMinor,
          payer: line.payer,
          note: line.note,
          bank_reference: line.reference,
          created_by: author.userId,
        })),
      )
      .execute();
  }
}

export interface OpenLine {
  id: string;
  bookedOn: string;
  currency: string;
  amountMinor: bigint;
  payer: string;
  note: string;
  bankReference: string;
  /** The invoices that it may pay, the likeliest first. */
  matches: LineMatch[];
}

/**
 * Unmatched lines: new ones, and those whose receipt was declined, withdrawn or reversed. Newest first, with the
 * invoices that they may pay.
 */
export async function listOpenLines(tx: TenantTx): Promise<OpenLine[]> {
  const lines = await tx
    .selectFrom("bank_line as b")
    .leftJoin("counted_receipt as r", "r.bank_line_id", "b.id")
    .leftJoin("bank_line_dismissal as d", "d.bank_line_id", "b.id")
    .select(["b.id", "b.booked_on", "b.currency", "b.amount_minor", "b.payer", "b.note", "b.bank_reference"])
    .where("r.id", "is", null)
    .where("d.bank_line_id", "is", null)
    .orderBy("b.booked_on", "desc")
    .orderBy("b.id")
    .execute();
  const invoices = await listOpenInvoices(tx);
  return lines.map((row) => {
    const line = {
      id: row.id,
      bookedOn: row.booked_on,
      currency: row.currency,
      amountMinor: BigInt(row.amount_minor),
      payer: row.payer,
      note: row.note,
      bankReference: row.bank_reference,
    };
    return { ...line, matches: matchLine(line, invoices) };
  });
}

async function listOpenInvoices(tx: TenantTx): Promise<OpenInvoice[]> {
  const rows = await tx
    .selectFrom("invoice as i")
    .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
    .leftJoin("trade_order as o", "o.id", "i.order_id")
    .leftJoin("quote as q", "q.id", "o.quote_id")
    .select(["i.id", "i.number", "i.reference", "i.currency", "i.client", "q.number as quote_number"])
    .select(["s.owed_minor", "s.paid_minor", "s.refunded_minor"])
    .where("s.state", "in", INVOICE.acts.pay.from)
    .orderBy("i.due_on")
    .orderBy("i.id")
    .execute();
  return rows.map((row) => {
    const { legalNameEn, legalNameZh } = row.client as Party;
    return {
      id: row.id,
      number: row.number,
      reference: row.reference,
      quoteNumber: row.quote_number ?? "",
      currency: row.currency,
      openMinor: BigInt(row.owed_minor) - BigInt(row.paid_minor) + BigInt(row.refunded_minor),
      names: [legalNameEn, legalNameZh].filter((name) => name !== ""),
    };
  });
}

/** Ignores a line that pays no invoice, such as interest. @throws AppError `not_found` */
export async function dismissLine(
  tx: TenantTx,
  author: ChangeAuthor,
  { bankLineId, reason }: { bankLineId: string; reason: string },
): Promise<"reason_missing" | "line_settled" | null> {
  await lockTrail(tx, author.tenantId);
  const known = await tx.selectFrom("bank_line").select("id").where("id", "=", bankLineId).executeTakeFirst();
  if (!known) throw new AppError("not_found");
  if (reason.trim() === "") return "reason_missing";
  if (!(await listOpenLines(tx)).some(({ id }) => id === bankLineId)) return "line_settled";
  await tx
    .insertInto("bank_line_dismissal")
    .values({
      tenant_id: author.tenantId,
      bank_line_id: bankLineId,
      reason: reason.trim(),
      created_by: author.userId,
    })
    .execute()
    .catch(forbidStrangers);
  await recordChange(tx, author, {
    action: "bank_line.dismissed",
    subject: "bank_line",
    subjectId: bankLineId,
    after: { reason: reason.trim() },
  });
  return null;
}
