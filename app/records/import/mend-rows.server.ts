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
  /** The cell as the person saw it, and whether all open rows with the same text in this column are meant. */
  raw: string;
  isForAll: boolean;
}

/**
 * Puts a cell right in the rows that wait; the file stays as it is. Each row is checked at once.
 *
 * @returns the id of the act, by which it is undone; null where nothing was changed
 * @throws AppError `not_found` for a row that does not wait, `conflict` for a draft that is not in its check
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

/** Takes a fix back in every row where it was the last one. @throws AppError `not_found` */
export async function undoFix(doors: Tenants, author: ImportAuthor, draftId: string, editId: string): Promise<void> {
  const condition = sql<boolean>`edits -> -1 ->> 'id' = ${editId}`;
  const { looked } = await reworkRows(doors, author, draftId, {
    condition,
    change: (row) => {
      const { field, before, faults } = row.edits.at(-1)!;
      return {
        ...row,
        entry: { ...row.entry!, [field]: before },
        edits: row.edits.slice(0, -1),
        faults: [...row.faults.filter((fault) => !isOf(field)(fault)), ...faults],
      };
    },
  });
  if (looked === 0) throw new AppError("not_found");
}

function isOf(field: ActivityField) {
  return (fault: { field: ActivityField | null }) => fault.field === field;
}

/** Which rows a decision is for: one, or all that need a person for the same reason in the same cell. */
export type DecidedRows = { number: number } | { code: string } | { skippedFor: "already_there" };

/**
 * Leaves rows out, with a reason, or adds rows although their like is stored.
 *
 * @throws AppError `not_found` where no such row waits; `invalid` without a reason for leaving rows out
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

/** Takes a decision back. @throws AppError `not_found` where none was taken */
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

/** A key is free when the row that had it first is left out: the next one of the file has it then. */
async function freeKeys(doors: Tenants, author: ImportAuthor, draftId: string): Promise<void> {
  const condition = sql<boolean>`outcome = 'person' and faults @> '[{"code": "row_key_twice"}]'`;
  await reworkRows(doors, author, draftId, { condition });
}

/** A row that is back has its key again, if it comes before the others of that key. */
async function blockKeys(doors: Tenants, author: ImportAuthor, draftId: string, number: number): Promise<void> {
  const condition = sql<boolean>`outcome in ('add', 'change') and row_key = (
    select k.row_key from import_row k where k.import_id = ${draftId}::uuid and k.number = ${number})`;
  await reworkRows(doors, author, draftId, { condition });
}

/** Checks the rows that need a person again, after sources or facilities have come; what was corrected in them stays. */
export async function checkOpenRows(doors: Tenants, author: ImportAuthor, draftId: string): Promise<void> {
  await reworkRows(doors, author, draftId, { condition: sql<boolean>`outcome = 'person'` });
}

/** Checks rows again whose source is no longer planned. */
export async function checkRowsOfSources(
  doors: Tenants,
  author: ImportAuthor,
  draftId: string,
  sourceIds: readonly string[],
): Promise<void> {
  const condition = sql<boolean>`emission_source_id = any(${sourceIds}::uuid[])`;
  await reworkRows(doors, author, draftId, { condition });
}

/** Reads rows again whose description was said to mean a source, after a person took that back. */
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
