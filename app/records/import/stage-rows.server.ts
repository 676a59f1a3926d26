import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import { type Candidate, NO_COLUMNS } from "./import-row.ts";
import { type JudgeScope, judgeRows, type Verdict } from "./judge-rows.server.ts";
import { type ColumnTypes, typedRows } from "./typed-rows.server.ts";

/** Numbers of rows to add, change, skip or review, with notable subsets of added and skipped rows. */
export interface RowCounts {
  add: number;
  change: number;
  skip: number;
  person: number;
  repeated: number;
  leftOut: number;
}

type Counted = Pick<Verdict, "outcome" | "reason" | "isRepeated">;

export function countRows(rows: readonly Counted[]): RowCounts {
  const counts = { add: 0, change: 0, skip: 0, person: 0, repeated: 0, leftOut: 0 };
  for (const { outcome, reason, isRepeated } of rows) {
    counts[outcome] += 1;
    if (isRepeated) counts.repeated += 1;
    if (reason === "left_out") counts.leftOut += 1;
  }
  return counts;
}

/** Columns of a waiting row and their types, in the order of writing. */
const COLUMNS = {
  number: "int",
  sheet: "text",
  file_row: "int",
  file_column: "int",
  row_key: "text",
  emission_source_id: "uuid",
  period_start: "date",
  period_end: "date",
  quantity: "numeric",
  unit: "text",
  entered_quantity: "text",
  entered_unit: "text",
  data_quality: "text",
  evidence_reference: "text",
  note: "text",
  entry: "jsonb",
  remarks: "jsonb",
  faults: "jsonb",
  match_id: "uuid",
  outcome: "text",
  reason: "text",
  is_repeated: "boolean",
  record_id: "uuid",
  record_version: "int",
  decision: "text",
  decision_note: "text",
  edits: "jsonb",
} as const satisfies ColumnTypes;
type Name = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Name[];

/** Default values of columns. Columns that are not listed default to null. Most rows set few columns. */
const DEFAULTS: { readonly [Column in Name]?: unknown } = { reason: "", is_repeated: false, decision_note: "" };

/** Compares rows and stores them as waiting rows, in one statement. @returns the counts */
export async function stageRows(
  tx: TenantTx,
  tenantId: string,
  scope: JudgeScope,
  candidates: readonly Candidate[],
): Promise<RowCounts> {
  const verdicts = await judgeRows(tx, scope, candidates);
  const rows = candidates.map((candidate, index) => toRow(candidate, verdicts[index]!));
  const said = NAMES.filter((name) => rows.some((row) => row[name] !== (DEFAULTS[name] ?? null)));
  const list = sql.raw(said.join(", "));
  await sql`insert into import_row (tenant_id, import_id, ${list})
    select ${tenantId}::uuid, ${scope.importId}::uuid, ${list} from ${typedRows(COLUMNS, rows, said)}`.execute(tx);
  return countRows(verdicts);
}

/** Columns that can change when a row is processed again. */
const UPDATED = NAMES.filter((name) => !["number", "sheet", "file_row", "file_column", "row_key"].includes(name));
const UPDATES = sql.raw(UPDATED.map((name) => `${name} = r.${name}`).join(", "));

/** Compares waiting rows again and stores the results. @returns the verdicts in the same order */
export async function restageRows(
  tx: TenantTx,
  scope: JudgeScope,
  candidates: readonly Candidate[],
): Promise<Verdict[]> {
  const verdicts = await judgeRows(tx, scope, candidates);
  const rows = candidates.map((candidate, index) => toRow(candidate, verdicts[index]!));
  await sql`update import_row w set ${UPDATES}
    from ${typedRows(COLUMNS, rows)}
    where w.import_id = ${scope.importId}::uuid and w.number = r.number`.execute(tx);
  return verdicts;
}

function toRow(candidate: Candidate, verdict: Verdict): { readonly [Column in Name]: unknown } {
  const { number, sheet, fileRow, fileColumn, rowKey, columns, entry, remarks, matchId, edits } = candidate;
  return {
    number,
    sheet,
    file_row: fileRow,
    file_column: fileColumn,
    row_key: rowKey,
    ...(columns ?? NO_COLUMNS),
    entry,
    remarks: remarks.length > 0 ? remarks : null,
    faults: verdict.faults.length > 0 ? verdict.faults : null,
    match_id: matchId,
    outcome: verdict.outcome,
    reason: verdict.reason,
    is_repeated: verdict.isRepeated,
    record_id: verdict.recordId,
    record_version: verdict.recordVersion,
    decision: candidate.decision,
    decision_note: candidate.decisionNote,
    edits: edits.length > 0 ? edits : null,
  };
}
