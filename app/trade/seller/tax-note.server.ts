import { AppError } from "#app/encoding/errors.ts";
import { type Refusal, refuseUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { OWN_NOTE, TAX_RULES } from "./tax-rules.ts";

/** What the seller states on invoices about tax, in its own words or a rule's. */
export interface TaxNote {
  ruleId: string;
  version: number;
  isOn: boolean;
  textEn: string;
  textLocal: string;
  localLanguage: string;
  /** The accountant or adviser who confirmed it, and when. */
  confirmedWith: string;
  confirmedOn: string | null;
  statedAt: Date;
  authorName: string | null;
}

export type TaxNoteStatement = Omit<TaxNote, "version" | "statedAt" | "authorName">;

export type TaxNoteFault = "text_missing" | "confirmation_missing" | "nothing_changed";

/** The newest statement of each rule that anything was ever stated of. */
export async function listTaxNotes(tx: TenantTx): Promise<TaxNote[]> {
  const rows = await tx
    .selectFrom("tax_note as n")
    .leftJoin("author", "author.id", "n.created_by")
    .distinctOn("n.rule_id")
    .selectAll("n")
    .select("author.name as author_name")
    .orderBy("n.rule_id")
    .orderBy("n.version", "desc")
    .execute();
  return rows.map((row) => ({
    ruleId: row.rule_id,
    version: row.version,
    isOn: row.is_on,
    textEn: row.text_en,
    textLocal: row.text_local,
    localLanguage: row.local_language,
    confirmedWith: row.confirmed_with,
    confirmedOn: row.confirmed_on,
    statedAt: row.created_at,
    authorName: row.author_name,
  }));
}

/**
 * Switches a note on, with its words and who confirmed them, or off.
 * @throws AppError `not_found` for a rule that there is none of
 */
export async function stateTaxNote(
  tx: TenantTx,
  author: ChangeAuthor,
  statement: TaxNoteStatement,
): Promise<{ ok: true } | Refusal<TaxNoteFault>> {
  if (statement.ruleId !== OWN_NOTE && !TAX_RULES.some(({ id }) => id === statement.ruleId))
    throw new AppError("not_found");
  await lockTrail(tx, author.tenantId);
  const before = (await listTaxNotes(tx)).find(({ ruleId }) => ruleId === statement.ruleId);
  const fault = whatIsWrong(statement, before);
  if (fault) return { ok: false, fault };
  const { textEn, textLocal, isOn } = statement;
  const unprinted = isOn ? refuseUnprinted({ taxNote: { textEn, textLocal } }) : null;
  if (unprinted) return unprinted;
  await tx
    .insertInto("tax_note")
    .values({
      tenant_id: author.tenantId,
      rule_id: statement.ruleId,
      version: (before?.version ?? 0) + 1,
      after: before?.version ?? null,
      is_on: statement.isOn,
      text_en: statement.textEn,
      text_local: statement.textLocal,
      local_language: statement.localLanguage,
      confirmed_with: statement.confirmedWith,
      confirmed_on: statement.confirmedOn,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: statement.isOn ? "tax_note.switched_on" : "tax_note.switched_off",
    subject: "tax_note",
    subjectId: author.tenantId,
    after: { ...statement },
  });
  return { ok: true };
}

function whatIsWrong(statement: TaxNoteStatement, before: TaxNote | undefined): TaxNoteFault | null {
  if (!statement.textEn && !statement.textLocal) return "text_missing";
  if (statement.isOn && (!statement.confirmedWith || !statement.confirmedOn)) return "confirmation_missing";
  const isSame =
    before &&
    (["isOn", "textEn", "textLocal", "localLanguage", "confirmedWith", "confirmedOn"] as const).every(
      (name) => before[name] === statement[name],
    );
  return isSame || (!before && !statement.isOn) ? "nothing_changed" : null;
}
