import { AppError } from "#app/encoding/errors.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { StatedTaxNote } from "#app/trade/document/model.ts";
import { type Refusal, refuseUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { TaxNoteSetting } from "./tax-note.ts";
import { OWN_NOTE, TAX_RULES } from "./tax-rules.ts";

/** A tax note for invoices, with the text of a rule or a custom text. */
export interface TaxNote extends StatedTaxNote {
  isOn: boolean;
  /** The accountant or adviser who confirmed the note, and when. */
  confirmedWith: string;
  confirmedOn: string | null;
  statedAt: Date;
  authorName: string | null;
}

export type TaxNoteStatement = Omit<TaxNote, "version" | "statedAt" | "authorName">;

export type TaxNoteFault = "text_missing" | "confirmation_missing" | "nothing_changed";

type Words = Omit<TaxNoteStatement, "ruleId">;

export const keptTaxNote = keepSetting(TaxNoteSetting, {
  toRow: (note: Words) => ({
    is_on: note.isOn,
    text_en: note.textEn,
    text_local: note.textLocal,
    local_language: note.localLanguage,
    confirmed_with: note.confirmedWith,
    confirmed_on: note.confirmedOn,
  }),
  fromRow: (row): Words => ({
    isOn: row.is_on,
    textEn: row.text_en,
    textLocal: row.text_local,
    localLanguage: row.local_language,
    confirmedWith: row.confirmed_with,
    confirmedOn: row.confirmed_on,
  }),
  initial: null,
  facts: ({ isOn, textEn, textLocal, localLanguage, confirmedWith, confirmedOn }) => ({
    isOn,
    textEn,
    textLocal,
    localLanguage,
    confirmedWith,
    confirmedOn,
  }),
  isSame: ({ value }, note) => (value === null ? !note.isOn : isSame(value, note)),
  entry: (note, _, { rule_id: ruleId }) => ({
    action: note.isOn ? "tax_note.switched_on" : "tax_note.switched_off",
    after: { ruleId, ...note },
  }),
  isChained: true,
});

/** The newest version of each saved rule. */
export async function listTaxNotes(tx: TenantTx): Promise<TaxNote[]> {
  return (await keptTaxNote.listLatest(tx)).map(({ value, version, savedAt, authorName, row }) => ({
    ...value,
    ruleId: row.rule_id,
    version,
    statedAt: savedAt!,
    authorName,
  }));
}

/**
 * Enables a note with its text and the person who confirmed it, or disables it.
 * @throws AppError `not_found` for an unknown rule
 */
export async function stateTaxNote(
  tx: TenantTx,
  author: ChangeAuthor,
  { ruleId, basedOn, ...note }: TaxNoteStatement & { basedOn: number },
): Promise<{ ok: true } | Refusal<TaxNoteFault>> {
  if (ruleId !== OWN_NOTE && !TAX_RULES.some(({ id }) => id === ruleId)) throw new AppError("not_found");
  const before = await keptTaxNote.open(tx, author, { rule_id: ruleId, basedOn });
  const { textEn, textLocal, isOn } = note;
  if (!textEn && !textLocal) return { ok: false, fault: "text_missing" };
  if (isOn && (!note.confirmedWith || !note.confirmedOn)) return { ok: false, fault: "confirmation_missing" };
  const unprinted = isOn ? refuseUnprinted({ taxNote: { textEn, textLocal } }) : null;
  if (unprinted) return unprinted;
  const version = await keptTaxNote.save(tx, author, before, note);
  return version === null ? { ok: false, fault: "nothing_changed" } : { ok: true };
}

function isSame(before: Words, after: Words): boolean {
  const names = ["isOn", "textEn", "textLocal", "localLanguage", "confirmedWith", "confirmedOn"] as const;
  return names.every((name) => before[name] === after[name]);
}
