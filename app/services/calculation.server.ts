import { createHash } from "node:crypto";
import { sql } from "kysely";
import { mergeLines, runCompiled } from "#app/carbon/compiled/run-compiled.ts";
import { ENGINE_VERSION } from "#app/carbon/engine-version.ts";
import { type FactorMove, findFactorMoves } from "#app/carbon/factor-move.ts";
import type { InventoryDocument, Issue, Results } from "#app/carbon/inventory-document.ts";
import type { SelectionExplanation } from "#app/carbon/selection-explanation.ts";
import { validateDocument } from "#app/carbon/validate-document.ts";
import { AppError } from "#app/errors.ts";
import { enqueue, type JobPayload } from "#app/jobs/queue.server.ts";
import { canonicalJson } from "#app/transparency/canonical-json.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { ActivityRecord } from "./activity.server.ts";
import { type ChangeAuthor, recordChange } from "./audit-trail.server.ts";
import { getInventory } from "./inventory.server.ts";
import { type CollectedSelection, collectInputs } from "./inventory-document.server.ts";
import { setJobState } from "./job.server.ts";
import { storeSummary } from "./run-summary.server.ts";

/** A calculation as it was frozen: inputs and results in one document, never edited. */
export interface CalculationRun {
  id: string;
  inventoryId: string;
  engineVersion: string;
  inputsHash: string;
  resultHash: string;
  /** With results; without totals where there are issues. */
  document: InventoryDocument;
  /** The document's canonical text, as a report embeds it. */
  documentText: string;
  /** The record behind each activity id of the document. */
  recordIds: Record<string, string>;
  issueCount: number;
  lineCount: number;
  co2eKg: string | null;
  co2eKgMarketBased: string | null;
  createdAt: Date;
}

type Author = ChangeAuthor & { organizationId: string };

/** Asks for a run of the inventory as it stands; the work is a job. @returns the id of the job and of the coming run */
export async function startRun(tx: TenantTx, author: Author, inventoryId: string): Promise<string> {
  await getInventory(tx, author.organizationId, inventoryId);
  return enqueue(tx, "calculate-run", { ...author, subjectId: inventoryId });
}

/**
 * Does a queued run: read the inputs, leave the transaction, calculate, store. The run takes the id of its job, so a
 * job delivered twice makes one run.
 */
export async function performRun(doors: Doors, payload: JobPayload): Promise<void> {
  const inputs = await doors.withTenant(payload, async (tx) => {
    const job = await tx.selectFrom("job").selectAll().where("id", "=", payload.jobId).executeTakeFirst();
    if (!job || job.state === "done") return null;
    const inventory = await getInventory(tx, job.organization_id, job.subject_id);
    const collected = await collectInputs(tx, job.organization_id, inventory);
    await setJobState(tx, job.id, { state: "running", totalCount: collected.document.activities.length });
    return { ...collected, organizationId: job.organization_id, inventoryId: inventory.id };
  });
  if (!inputs) return;
  const run = calculate(inputs.document, inputs.selectionIssues);
  await doors.withTenant(payload, async (tx) => {
    const author = { ...payload, organizationId: inputs.organizationId, source: "job" as const };
    await storeRun(tx, author, { id: payload.jobId, inventoryId: inputs.inventoryId, ...run }, inputs);
    await setJobState(tx, payload.jobId, { state: "done", doneCount: inputs.document.activities.length });
  });
}

/**
 * Calculates a document and joins what selection could not resolve: with an issue of either kind there are no totals.
 *
 * @throws AppError `invalid` when our own rows made an invalid document, with its faults
 */
function calculate(inputs: InventoryDocument, selectionIssues: Issue[]) {
  const valid = validateDocument(inputs);
  if (!valid.ok) throw new AppError("invalid", { details: { faults: valid.faults } });
  const results = withIssues(runCompiled(inputs), selectionIssues);
  const document: InventoryDocument = { ...inputs, results };
  return {
    document,
    documentText: canonicalJson(document),
    inputsHash: hashInputs(inputs),
    resultHash: sha256(canonicalJson(results)),
    mergedLines: mergeLines(inputs),
  };
}

/** What tells the inputs of a run from any others: the SHA-256 of their canonical text. */
export function hashInputs(inputs: InventoryDocument): string {
  return sha256(canonicalJson(inputs));
}

function withIssues(results: Results, selectionIssues: Issue[]): Results {
  if (selectionIssues.length === 0) return results;
  const { totals: _, ...rest } = results;
  return { ...rest, issues: [...selectionIssues, ...results.issues] };
}

interface NewRun extends ReturnType<typeof calculate> {
  id: string;
  inventoryId: string;
}

async function storeRun(
  tx: TenantTx,
  author: Author,
  run: NewRun,
  { records, selections }: { records: Map<string, ActivityRecord>; selections: CollectedSelection[] },
): Promise<void> {
  const results = run.document.results!;
  const stored = await tx
    .insertInto("calculation_run")
    .values({
      tenant_id: author.tenantId,
      id: run.id,
      organization_id: author.organizationId,
      inventory_id: run.inventoryId,
      engine_version: ENGINE_VERSION,
      inputs_hash: run.inputsHash,
      result_hash: run.resultHash,
      document: run.documentText,
      record_ids: JSON.stringify(Object.fromEntries([...records].map(([id, record]) => [id, record.recordId]))),
      issue_count: results.issues.length,
      line_count: results.lines.length,
      co2e_kg: results.totals?.co2eKg ?? null,
      co2e_kg_market_based: results.totals?.co2eKgMarketBased ?? null,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!stored) return;
  await storeLines(tx, author.tenantId, run, records);
  await storeFactors(tx, author.tenantId, run);
  await storeSelections(tx, author.tenantId, run.id, selections);
  const sourceOf = (activity: string) => records.get(activity)!.sourceId;
  await storeSummary(tx, { tenantId: author.tenantId, runId: run.id }, run.mergedLines, sourceOf);
  await recordChange(tx, author, {
    action: "calculation_run.added",
    subject: "calculation_run",
    subjectId: run.id,
    after: {
      inventoryId: run.inventoryId,
      co2eKg: results.totals?.co2eKg ?? null,
      issues: results.issues.length,
      inputsHash: run.inputsHash,
      resultHash: run.resultHash,
    },
  });
}

/** PostgreSQL takes at most 65,535 parameters a statement; a line has 17 columns. */
const LINES_PER_STATEMENT = 2000;

async function storeLines(
  tx: TenantTx,
  tenantId: string,
  run: NewRun,
  records: Map<string, ActivityRecord>,
): Promise<void> {
  const sources = await tx.selectFrom("emission_source").select(["id", "facility_id"]).execute();
  const facilityIds = new Map(sources.map((source) => [source.id, source.facility_id]));
  const activityOf = new Map(run.document.activities.map((activity) => [activity.id, activity]));
  const rows = run.document.results!.lines.map((line, index) => {
    const activity = activityOf.get(line.activity)!;
    const record = records.get(line.activity)!;
    const at = activity.factor.lastIndexOf("@");
    return {
      tenant_id: tenantId,
      run_id: run.id,
      line_number: index + 1,
      record_id: record.recordId,
      record_version_id: record.versionId,
      emission_source_id: record.sourceId,
      facility_id: facilityIds.get(record.sourceId)!,
      scope: activity.scope,
      category: activity.category,
      period_start: activity.period.start,
      period_end: activity.period.end,
      factor_id: activity.factor.slice(0, at),
      factor_version: activity.factor.slice(at + 1),
      factor_quantity: line.factorQuantity!,
      gases_kg: JSON.stringify(line.gasesKg),
      co2e_kg: line.co2eKg,
      co2e_kg_market_based: line.co2eKgMarketBased ?? null,
      biogenic_co2_kg: line.biogenicCo2Kg,
    };
  });
  for (let start = 0; start < rows.length; start += LINES_PER_STATEMENT) {
    await tx
      .insertInto("calculation_line")
      .values(rows.slice(start, start + LINES_PER_STATEMENT))
      .execute();
  }
}

/** The reasons of the choices, beside the document and not in it: they say nothing about the figures. */
async function storeSelections(
  tx: TenantTx,
  tenantId: string,
  runId: string,
  selections: CollectedSelection[],
): Promise<void> {
  const rows = selections.map(({ sourceId, activities, explanations }, index) => ({
    tenant_id: tenantId,
    run_id: runId,
    number: index + 1,
    emission_source_id: sourceId,
    activities: JSON.stringify(activities),
    explanation: JSON.stringify(explanations),
  }));
  for (let start = 0; start < rows.length; start += SELECTIONS_PER_STATEMENT) {
    await tx
      .insertInto("calculation_selection")
      .values(rows.slice(start, start + SELECTIONS_PER_STATEMENT))
      .execute();
  }
}

const SELECTIONS_PER_STATEMENT = 500;

/** Why an activity of a run got its factors; empty where the run was made before reasons were kept. */
export async function getSelection(tx: TenantTx, runId: string, activity: string): Promise<SelectionExplanation[]> {
  const row = await tx
    .selectFrom("calculation_selection")
    .select("explanation")
    .where("run_id", "=", runId)
    .where(sql<boolean>`activities @> ${JSON.stringify([activity])}::jsonb`)
    .executeTakeFirst();
  return (row?.explanation as SelectionExplanation[] | undefined) ?? [];
}

/** The factors of the document, so that a new release finds the runs it concerns. */
async function storeFactors(tx: TenantTx, tenantId: string, run: NewRun): Promise<void> {
  const rows = run.document.factors.map(({ id, version }) => ({
    tenant_id: tenantId,
    run_id: run.id,
    factor_id: id,
    factor_version: version,
  }));
  for (let start = 0; start < rows.length; start += LINES_PER_STATEMENT) {
    await tx
      .insertInto("run_factor")
      .values(rows.slice(start, start + LINES_PER_STATEMENT))
      .execute();
  }
}

/** @throws AppError `not_found` */
export async function getRun(tx: TenantTx, organizationId: string, runId: string): Promise<CalculationRun> {
  const row = await selectRuns(tx, organizationId).where("id", "=", runId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toRun(row);
}

export async function latestRun(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
): Promise<CalculationRun | null> {
  const row = await selectRuns(tx, organizationId)
    .where("inventory_id", "=", inventoryId)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/** What is known of a run without reading its document. */
export type RunHead = Omit<
  CalculationRun,
  "inventoryId" | "inputsHash" | "resultHash" | "document" | "documentText" | "recordIds"
>;

/** The newest run of an inventory without its document. */
export async function latestRunHead(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
): Promise<RunHead | null> {
  const [head = null] = await listRuns(tx, organizationId, inventoryId, { limit: 1 });
  return head;
}

/** Runs of an inventory without their documents, newest first; the next ones after a run. */
export async function listRuns(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
  page: { limit: number; after?: string | undefined } = { limit: 50 },
): Promise<RunHead[]> {
  const rows = await tx
    .selectFrom("calculation_run")
    .select(["id", "created_at", "co2e_kg", "co2e_kg_market_based", "issue_count", "line_count", "engine_version"])
    .where("organization_id", "=", organizationId)
    .where("inventory_id", "=", inventoryId)
    .$if(page.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(created_at, id) < (select r.created_at, r.id from calculation_run r where r.id = ${page.after})`,
      ),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    co2eKg: row.co2e_kg,
    co2eKgMarketBased: row.co2e_kg_market_based,
    issueCount: row.issue_count,
    lineCount: row.line_count,
    engineVersion: row.engine_version,
  }));
}

/** Whether the inventory still has the inputs of the run: later edits show as "data changed since". */
export async function isRunCurrent(tx: TenantTx, organizationId: string, run: CalculationRun): Promise<boolean> {
  return (await compareWithNow(tx, organizationId, run)).isCurrent;
}

/**
 * How a run stands to what a new one would be: whether its inputs are the same, and which factors would be chosen
 * otherwise now. It only tells; a run is never made or changed by it.
 */
export async function compareWithNow(
  tx: TenantTx,
  organizationId: string,
  run: CalculationRun,
): Promise<{ isCurrent: boolean; moves: FactorMove[]; isPolicyChanged: boolean }> {
  const inventory = await getInventory(tx, organizationId, run.inventoryId);
  const { document, selectionIssues, records } = await collectInputs(tx, organizationId, inventory);
  // What selection could not resolve stands first among the run's issues and leaves no trace in its inputs.
  const known = run.document.results?.issues.slice(0, selectionIssues.length) ?? [];
  const isCurrent =
    canonicalJson(known) === canonicalJson(selectionIssues) && sha256(canonicalJson(document)) === run.inputsHash;
  if (isCurrent) return { isCurrent, moves: [], isPolicyChanged: false };
  const recordOf = (activity: string) => records.get(activity)?.recordId;
  return {
    isCurrent,
    moves: findFactorMoves(
      { document: run.document, recordOf: (activity) => run.recordIds[activity] },
      { document, recordOf, unresolved: selectionIssues.map(({ activity }) => recordOf(activity)) },
    ),
    isPolicyChanged: run.document.policy?.version !== document.policy?.version,
  };
}

function selectRuns(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("calculation_run")
    .select([
      "id",
      "inventory_id",
      "engine_version",
      "inputs_hash",
      "result_hash",
      "document",
      "record_ids",
      "issue_count",
      "line_count",
      "co2e_kg",
      "co2e_kg_market_based",
      "created_at",
    ])
    .where("organization_id", "=", organizationId);
}

function toRun(row: Awaited<ReturnType<ReturnType<typeof selectRuns>["execute"]>>[number]): CalculationRun {
  return {
    id: row.id,
    inventoryId: row.inventory_id,
    engineVersion: row.engine_version,
    inputsHash: row.inputs_hash,
    resultHash: row.result_hash,
    document: JSON.parse(row.document),
    documentText: row.document,
    recordIds: row.record_ids,
    issueCount: row.issue_count,
    lineCount: row.line_count,
    co2eKg: row.co2e_kg,
    co2eKgMarketBased: row.co2e_kg_market_based,
    createdAt: row.created_at,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
