import { createHash } from "node:crypto";
import { AppError } from "#app/encoding/errors.ts";
import { readReference } from "#app/money/creditor-reference.ts";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";
import type { StatementLine } from "#app/trade/receipt/bank-statement.ts";
import { forbidStrangers } from "#app/trade/receipt/receipt.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Stores an uploaded file until it is imported. */
export async function saveDraft(
  tx: TenantTx,
  author: ChangeAuthor,
  draft: { name: string; content: string },
): Promise<string> {
  const { id } = await tx
    .insertInto("bank_statement_draft")
    .values({ tenant_id: author.tenantId, ...draft, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** @throws AppError `not_found` */
export async function getStatementDraft(tx: TenantTx, draftId: string): Promise<{ name: string; content: string }> {
  const row = await tx
    .selectFrom("bank_statement_draft")
    .select(["name", "content"])
    .where("id", "=", draftId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row;
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
  request: { draftId: string; currency: string; lines: StatementLine[] },
): Promise<number> {
  await lockTrail(tx, author.tenantId);
  const draft = await getStatementDraft(tx, request.draftId);
  const sha256 = createHash("sha256")
    .update(JSON.stringify([draft.content, request.lines.map(({ key }) => key)]))
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
  await addLines(tx, author, { statementId: id, currency: request.currency, lines: fresh });
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
  { statementId, currency, lines }: { statementId: string; currency: string; lines: StatementLine[] },
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
          currency,
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
  /** The invoice that it seems to pay. A reference is certain, an equal amount only a suggestion. */
  match: { invoiceId: string; number: string; by: "reference" | "amount" } | null;
}

/**
 * Unmatched lines: new ones, and those whose receipt was declined, withdrawn or reversed. Newest first, with a
 * suggested invoice.
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
  const invoices = await tx
    .selectFrom("invoice as i")
    .innerJoin("invoice_standing as s", "s.invoice_id", "i.id")
    .select(["i.id", "i.number", "i.reference", "i.currency", "s.owed_minor", "s.paid_minor", "s.refunded_minor"])
    .where("s.state", "in", INVOICE.acts.pay.from)
    .execute();
  return lines.map((line) => {
    const said = referencesIn(`${line.note} ${line.bank_reference} ${line.payer}`);
    const byReference = invoices.find(({ reference }) => said.has(reference));
    const equal = invoices.filter(
      (one) =>
        one.currency === line.currency &&
        BigInt(one.owed_minor) - BigInt(one.paid_minor) + BigInt(one.refunded_minor) === BigInt(line.amount_minor),
    );
    const found = byReference ?? (equal.length === 1 ? equal[0] : undefined);
    return {
      id: line.id,
      bookedOn: line.booked_on,
      currency: line.currency,
      amountMinor: BigInt(line.amount_minor),
      payer: line.payer,
      note: line.note,
      bankReference: line.bank_reference,
      match: found ? { invoiceId: found.id, number: found.number, by: byReference ? "reference" : "amount" } : null,
    };
  });
}

/** Finds creditor references in free text, even if a bank inserted blanks. */
function referencesIn(text: string): Set<string> {
  const upper = text.toUpperCase();
  const found = new Set<string>();
  for (const { index } of upper.matchAll(/RF\d{2}/g)) {
    const rest = upper.slice(index, index + 40).replaceAll(" ", "");
    for (let length = 5; length <= 25; length++) {
      const reference = readReference(rest.slice(0, length));
      if (reference) found.add(reference);
    }
  }
  return found;
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
