import type { RawBuilder, Selectable } from "kysely";
import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { toEntryContext } from "#app/records/activity.server.ts";
import { DescriptionReader } from "#app/records/description-match.server.ts";
import type { RecordColumns } from "#app/records/record-columns.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import type { RowFault } from "./file/activity-file.ts";
import { knownDescriptions } from "./import-check.server.ts";
import { type ImportAuthor, type ImportDraft, lockDraft, moveCounts } from "./import-draft.server.ts";
import { type DraftPlaces, placesOfDraft } from "./import-places.server.ts";
import { type Candidate, type RowEdit, SKIPPED_BY_FILE } from "./import-row.ts";
import { hasRecords, type JudgeScope, ownFaults, type Verdict } from "./judge-rows.server.ts";
import { recheck } from "./recheck-row.server.ts";
import { countRows, restageRows } from "./stage-rows.server.ts";

type Tenants = Pick<Doors, "withTenant">;
export type WaitingRow = Selectable<Database["import_row"]>;

/** The context for processing rows. */
export interface Workbench {
  draft: ImportDraft;
  scope: JudgeScope;
  reader: DescriptionReader;
  places: DraftPlaces;
}

/** Changes a row before it is checked again. */
type RowChange = (candidate: Candidate, bench: Workbench) => Candidate;

const ROWS_AT_A_TIME = 1000;

/**
 * Processes waiting rows again, a thousand per transaction: applies the change, if any, checks and compares each row,
 * and stores the result. A changed row must no longer meet the condition or stay as it is, because each row is
 * processed once.
 *
 * @returns the number of processed rows and of rows with a new result
 * @throws AppError `not_found`; `conflict` if the draft was not checked
 */
export async function reworkRows(
  doors: Tenants,
  author: ImportAuthor,
  draftId: string,
  { condition, change = (row) => row }: { condition: RawBuilder<boolean>; change?: RowChange },
): Promise<{ looked: number; moved: number }> {
  const total = { looked: 0, moved: 0 };
  let last = 0;
  for (;;) {
    const done = await doors.withTenant(author, async (tx) => {
      const bench = await openBench(tx, author, draftId);
      const rows = await tx
        .selectFrom("import_row")
        .selectAll()
        .where("import_id", "=", draftId)
        .where("number", ">", last)
        .where(condition)
        .orderBy("number")
        .limit(ROWS_AT_A_TIME)
        .execute();
      if (rows.length === 0) return { looked: 0, moved: 0 };
      last = rows.at(-1)!.number;
      const verdicts = await rework(tx, bench, rows, change);
      return { looked: rows.length, moved: rows.filter((row, at) => row.outcome !== verdicts[at]!.outcome).length };
    });
    total.looked += done.looked;
    total.moved += done.moved;
    if (done.looked < ROWS_AT_A_TIME) return total;
  }
}

/** @throws AppError `not_found`; `conflict` if the draft was not checked */
export async function openBench(tx: TenantTx, author: ImportAuthor, draftId: string): Promise<Workbench> {
  const draft = await lockDraft(tx, author.organizationId, draftId);
  if (draft.state !== "checked") throw new AppError("conflict", { details: { reason: "not_checked" } });
  return benchOf(tx, draft);
}

export async function benchOf(tx: TenantTx, draft: ImportDraft): Promise<Workbench> {
  const { organizationId } = draft;
  const { period } = await getInventory(tx, organizationId, draft.inventoryId);
  const places = await placesOfDraft(tx, draft);
  const context = toEntryContext(period, places);
  return {
    draft,
    places,
    scope: { organizationId, importId: draft.id, context, hasRecords: await hasRecords(tx, organizationId) },
    reader: new DescriptionReader(await knownDescriptions(tx, organizationId, places)),
  };
}

export async function rework(
  tx: TenantTx,
  bench: Workbench,
  rows: WaitingRow[],
  change: RowChange,
): Promise<Verdict[]> {
  const candidates = rows.map((row) => recheck(change(candidateOf(row), bench), bench));
  const verdicts = await restageRows(tx, bench.scope, candidates);
  const before = rows.map(({ outcome, reason, is_repeated: isRepeated }) => ({ outcome, reason, isRepeated }));
  await moveCounts(tx, bench.draft.id, countRows(before), countRows(verdicts));
  return verdicts;
}

/** The row before the comparison. */
export function candidateOf(row: WaitingRow): Candidate {
  return {
    number: row.number,
    sheet: row.sheet,
    fileRow: row.file_row,
    fileColumn: row.file_column,
    rowKey: row.row_key,
    columns: columnsOfRow(row),
    entry: row.entry as ActivityEntry | null,
    faults: ownFaults((row.faults ?? []) as RowFault[]),
    remarks: row.remarks ?? [],
    matchId: row.match_id,
    skipped: SKIPPED_BY_FILE.some((reason) => reason === row.reason) ? row.reason : "",
    decision: row.decision,
    decisionNote: row.decision_note,
    edits: (row.edits ?? []) as RowEdit[],
  };
}

export function columnsOfRow(row: WaitingRow): RecordColumns | null {
  if (row.emission_source_id === null) return null;
  return {
    emission_source_id: row.emission_source_id,
    period_start: row.period_start!,
    period_end: row.period_end!,
    quantity: row.quantity!,
    unit: row.unit!,
    entered_quantity: row.entered_quantity!,
    entered_unit: row.entered_unit!,
    data_quality: row.data_quality!,
    evidence_reference: row.evidence_reference!,
    note: row.note!,
  };
}
