import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import type { CheckedRow } from "./file/activity-file.ts";
import type { Candidate, RowDecision, RowEdit } from "./import-row.ts";
import { type RowBench, recheck } from "./recheck-row.server.ts";

interface Correction {
  edits: RowEdit[];
  decision: RowDecision | null;
  decisionNote: string;
}

/** The user's corrections and decisions by the row's position in the file. */
export type KeptCorrections = ReadonlyMap<string, Correction>;

interface Place {
  sheet: string;
  fileRow: number;
  fileColumn: number | null;
}

const keyOf = ({ sheet, fileRow, fileColumn }: Place) => JSON.stringify([sheet, fileRow, fileColumn]);

/**
 * Sets aside rows with corrections or decisions, under negative numbers, until a check has used them. If a check is
 * cancelled or dies, the next one uses them. Rows of such a check are copies, so they only count if nothing is set
 * aside.
 */
export async function keepCorrections(tx: TenantTx, draftId: string): Promise<KeptCorrections> {
  await sql`update import_row set number = -number, row_key = null
    where import_id = ${draftId}::uuid and number > 0 and (edits is not null or decision is not null)
      and not exists (select from import_row k where k.import_id = ${draftId}::uuid and k.number < 0)`.execute(tx);
  const rows = await tx
    .selectFrom("import_row")
    .select(["sheet", "file_row", "file_column", "edits", "decision", "decision_note"])
    .where("import_id", "=", draftId)
    .where("number", "<", 0)
    .execute();
  return new Map(
    rows.map((row) => [
      keyOf({ sheet: row.sheet, fileRow: row.file_row, fileColumn: row.file_column }),
      { edits: (row.edits ?? []) as RowEdit[], decision: row.decision, decisionNote: row.decision_note },
    ]),
  );
}

export async function dropCorrections(tx: TenantTx, draftId: string): Promise<void> {
  await tx.deleteFrom("import_row").where("import_id", "=", draftId).where("number", "<", 0).execute();
}

/** Applies the corrections to a row that was read again. A correction only applies to the text it corrected. */
export function reapply(kept: KeptCorrections, read: CheckedRow, candidate: Candidate, bench: RowBench): Candidate {
  const correction = kept.get(keyOf(candidate));
  if (!correction) return candidate;
  const { decision, decisionNote } = correction;
  const decided = { ...candidate, decision, decisionNote };
  const entry = { ...(candidate.entry ?? read.entry) };
  const edits = correction.edits.filter(({ field, before, after }) => {
    const isSame = entry[field] === before;
    if (isSame) entry[field] = after;
    return isSame;
  });
  return edits.length === 0 ? decided : recheck({ ...decided, entry, edits }, bench);
}
