import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { ActivityField } from "#app/carbon/entry/activity-entry.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { Doors } from "#db/doors.ts";
import type { ImportAuthor } from "./import-draft.server.ts";
import type { RowDecision } from "./import-row.ts";
import { reworkRows } from "./rework-rows.server.ts";

type Tenants = Pick<Doors, "withTenant">;

export interface CellFix {
  number: number;
  field: ActivityField;
  text: string;
  /** The cell as the user saw it, and whether to change all open rows with this text in this column. */
  raw: string;
  isForAll: boolean;
}

/**
 * Corrects a cell in the waiting rows, but not in the file, and checks each row again.
 *
 * @returns the id of the action for undo, or null if nothing changed
 * @throws AppError `not_found` for a row that is not waiting, `conflict` for a draft that is not being reviewed
 */
export async function fixCell(
  doors: Tenants,
  author: ImportAuthor,
  draftId: string,
  fix: CellFix,
): Promise<string | null> {
  const { number, field, text, raw, isForAll } = fix;
  if (text === raw) return null;
  const id = randomUUID();
  const condition = isForAll
    ? sql<boolean>`outcome = 'person' and entry ->> ${field} = ${raw}`
    : sql<boolean>`number = ${number} and entry is not null`;
  const { looked } = await reworkRows(doors, author, draftId, {
    condition,
    change: (row) => ({
      ...row,
      entry: { ...row.entry!, [field]: text },
      edits: [
        ...row.edits,
        { id, field, before: row.entry![field], after: text, faults: row.faults.filter(isOf(field)) },
      ],
    }),
  });
  if (looked === 0) throw new AppError("not_found");
  return id;
}

/** Undoes a correction in every row where it was the last one. @throws AppError `not_found` */
export async function undoFix(doors: Tenants, author: ImportAuthor, draftId: string, editId: string): Promise<void> {
  const condition = sql<boolean>`edits -> -1 ->> 'id' = ${editId}`;
  const { looked } = await reworkRows(doors, author, draftId, {
    condition,
    change: (row) => {
      const kept = row.edits.findLastIndex(({ id }) => id !== editId) + 1;
      const entry = { ...row.entry! };
      let faults = row.faults;
      // A conversion changes several cells.
      for (const edit of row.edits.slice(kept).reverse()) {
        entry[edit.field] = edit.before;
        faults = [...faults.filter((fault) => !isOf(edit.field)(fault)), ...edit.faults];
      }
      return { ...row, entry, faults, edits: row.edits.slice(0, kept) };
    },
  });
  if (looked === 0) throw new AppError("not_found");
}

function isOf(field: ActivityField) {
  return (fault: { field: ActivityField | null }) => fault.field === field;
}

/** The rows of a decision: one, or all that need attention for the same reason in the same cell. */
export type DecidedRows = { number: number } | { code: string } | { skippedFor: "already_there" };

/**
 * Skips rows with a reason, or adds rows although similar records exist.
 *
 * @throws AppError `not_found` if no such row is waiting; `invalid` if rows are skipped without a reason
 */
export async function decideRows(
  doors: Tenants,
  author: ImportAuthor,
  draftId: string,
  { rows, decision, note }: { rows: DecidedRows; decision: RowDecision; note: string },
): Promise<number> {
  if (decision === "leave_out" && note.trim() === "")
    throw new AppError("invalid", { details: { reason: "reason_missing" } });
  const { looked } = await reworkRows(doors, author, draftId, {
    condition: conditionOf(rows, decision),
    change: (row) => ({
      ...row,
      decision,
      decisionNote: note.trim().slice(0, NOTE_LENGTH),
    }),
  });
  if (looked === 0) throw new AppError("not_found");
  if (decision === "leave_out") await freeKeys(doors, author, draftId);
  return looked;
}

const NOTE_LENGTH = 1000;

function conditionOf(rows: DecidedRows, decision: RowDecision) {
  if ("skippedFor" in rows) return sql<boolean>`outcome = 'skip' and reason = ${rows.skippedFor}`;
  if ("code" in rows) {
    return sql<boolean>`outcome = 'person' and faults @> ${JSON.stringify([{ code: rows.code }])}::jsonb`;
  }
  return decision === "leave_out"
    ? sql<boolean>`number = ${rows.number} and decision is null and outcome <> 'skip'`
    : sql<boolean>`number = ${rows.number} and outcome = 'skip' and reason = 'already_there'`;
}

/** Undoes a decision. @throws AppError `not_found` if there is none */
export async function undoDecision(
  doors: Tenants,
  author: ImportAuthor,
  draftId: string,
  number: number,
): Promise<void> {
  const condition = sql<boolean>`number = ${number} and decision is not null`;
  const { looked } = await reworkRows(doors, author, draftId, {
    condition,
    change: (row) => ({
      ...row,
      decision: null,
      decisionNote: "",
    }),
  });
  if (looked === 0) throw new AppError("not_found");
  await freeKeys(doors, author, draftId);
  await blockKeys(doors, author, draftId, number);
}

/** When the first row with a key is skipped, the next row with this key becomes the first. */
async function freeKeys(doors: Tenants, author: ImportAuthor, draftId: string): Promise<void> {
  const condition = sql<boolean>`outcome = 'person' and faults @> '[{"code": "row_key_twice"}]'`;
  await reworkRows(doors, author, draftId, { condition });
}

/** A restored row gets its key back if it comes before the others with this key. */
async function blockKeys(doors: Tenants, author: ImportAuthor, draftId: string, number: number): Promise<void> {
  const condition = sql<boolean>`outcome in ('add', 'change') and row_key = (
    select k.row_key from import_row k where k.import_id = ${draftId}::uuid and k.number = ${number})`;
  await reworkRows(doors, author, draftId, { condition });
}

/** Checks rows that need attention again, using new sources and facilities. Corrections are kept. */
export async function checkOpenRows(doors: Tenants, author: ImportAuthor, draftId: string): Promise<void> {
  await reworkRows(doors, author, draftId, { condition: sql<boolean>`outcome = 'person'` });
}

/** Checks rows again after their planned source was removed. */
export async function checkRowsOfSources(
  doors: Tenants,
  author: ImportAuthor,
  draftId: string,
  sourceIds: readonly string[],
): Promise<void> {
  const condition = sql<boolean>`emission_source_id = any(${sourceIds}::uuid[])`;
  await reworkRows(doors, author, draftId, { condition });
}

/** Reads rows again after the match of their description was removed. */
export async function readForgottenAgain(
  doors: Tenants,
  author: ImportAuthor,
  draftId: string,
  matchId: string,
): Promise<void> {
  await reworkRows(doors, author, draftId, {
    condition: sql<boolean>`match_id = ${matchId}::uuid`,
  });
}
