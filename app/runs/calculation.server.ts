import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { InventoryDocument, Issue } from "#app/carbon/document/inventory-document.ts";
import { type FactorMove, findFactorMoves } from "#app/carbon/factor/factor-move.ts";
import type { SelectionExplanation } from "#app/carbon/factor/selection-explanation.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { enqueue } from "#app/jobs/queue.server.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { countActivities, MOST_COLLECTED } from "./calculation-size.server.ts";
import { collectInputs, type Places } from "./inventory-document.server.ts";
import { refuseBeyond } from "./run-estimate.server.ts";
import { areRecordsOtherwise, mayInputsDiffer } from "./run-inputs.server.ts";

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
  /** The first record of each line of the document, and the record of each issue, by activity id. */
  recordIds: Record<string, string>;
  /** What facilities and sources of the document are. */
  places: Places;
  issueCount: number;
  /** Records that have a result. */
  lineCount: number;
  co2eKg: string | null;
  co2eKgMarketBased: string | null;
  createdAt: Date;
}

type Author = ChangeAuthor & { organizationId: string };

/**
 * Requests a run of the inventory with its current data; the work is a job.
 *
 * @returns the id of the job and of the coming run
 * @throws AppError `conflict` with the reason `run_over_memory` where it would not fit into the memory of its process
 */
export async function startRun(tx: TenantTx, author: Author, inventoryId: string): Promise<string> {
  const { period } = await getInventory(tx, author.organizationId, inventoryId);
  await refuseBeyond(tx, author.organizationId, period);
  return enqueue(tx, "calculate-run", { ...author, subjectId: inventoryId });
}

/** Identifies the inputs of a run: the SHA-256 of their canonical text. */
export function hashInputs(inputs: InventoryDocument): string {
  return sha256(canonicalJson(inputs));
}

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
  const row = await selectLatest(tx, organizationId, inventoryId).executeTakeFirst();
  return row ? toRun(row) : null;
}

/** What is known of a run without reading its document. */
export type RunHead = Omit<
  CalculationRun,
  "inventoryId" | "inputsHash" | "resultHash" | "document" | "documentText" | "recordIds" | "places"
>;

/** @throws AppError `not_found` */
export async function getRunHead(tx: TenantTx, organizationId: string, runId: string): Promise<RunHead> {
  const row = await selectHeads(tx, organizationId).where("id", "=", runId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toHead(row);
}

/** The newest run of an inventory without its document. */
export async function latestRunHead(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
): Promise<RunHead | null> {
  const [head = null] = await listRuns(tx, organizationId, inventoryId, { limit: 1 });
  return head;
}

/** Up to this many issues are returned with a run; `issueCount` has their number. */
const TOLD_ISSUES = 200;

/**
 * A run without its document, with its first issues.
 *
 * @throws AppError `not_found`
 */
export async function describeRun(
  tx: TenantTx,
  organizationId: string,
  runId: string,
): Promise<Omit<CalculationRun, "document" | "documentText"> & { isCurrent: boolean; issues: Issue[] }> {
  const { document, documentText, ...run } = await getRun(tx, organizationId, runId);
  const isCurrent = await isRunCurrent(tx, organizationId, run);
  return { ...run, isCurrent, issues: (document.results?.issues ?? []).slice(0, TOLD_ISSUES) };
}

/** What facilities and sources of the document of a run are. */
export async function getPlaces(tx: TenantTx, runId: string): Promise<Places> {
  const { places } = await tx
    .selectFrom("calculation_run")
    .select("places")
    .where("id", "=", runId)
    .executeTakeFirstOrThrow();
  return places;
}

/** @throws AppError `not_found` where the organization has no such run */
export async function requireRun(tx: TenantTx, organizationId: string, runId: string): Promise<void> {
  const row = await tx
    .selectFrom("calculation_run")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("id", "=", runId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
}

function selectLatest(tx: TenantTx, organizationId: string, inventoryId: string) {
  return selectRuns(tx, organizationId).where("inventory_id", "=", inventoryId).orderBy("created_at", "desc").limit(1);
}

/** Runs of an inventory without their documents, newest first; the next ones after a run. */
export async function listRuns(
  tx: TenantTx,
  organizationId: string,
  inventoryId: string,
  page: { limit: number; after?: string | undefined },
): Promise<RunHead[]> {
  const rows = await selectHeads(tx, organizationId)
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
  return rows.map(toHead);
}

function selectHeads(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("calculation_run")
    .select(["id", "created_at", "co2e_kg", "co2e_kg_market_based", "issue_count", "line_count", "engine_version"])
    .where("organization_id", "=", organizationId);
}

function toHead(row: Awaited<ReturnType<ReturnType<typeof selectHeads>["execute"]>>[number]): RunHead {
  return {
    id: row.id,
    createdAt: row.created_at,
    co2eKg: row.co2e_kg,
    co2eKgMarketBased: row.co2e_kg_market_based,
    issueCount: row.issue_count,
    lineCount: row.line_count,
    engineVersion: row.engine_version,
  };
}

/** Whether the inventory still has the inputs of the run: later edits show as "data changed since". */
export async function isRunCurrent(
  tx: TenantTx,
  organizationId: string,
  run: Pick<CalculationRun, "id" | "inventoryId" | "issueCount" | "lineCount" | "createdAt">,
): Promise<boolean> {
  const { period } = await getInventory(tx, organizationId, run.inventoryId);
  if (!(await mayInputsDiffer(tx, organizationId, { id: run.id, period }))) return true;
  // A run without issues has a line for each record.
  if (run.issueCount === 0 && run.lineCount !== (await countActivities(tx, organizationId, period))) return false;
  if (await areRecordsOtherwise(tx, run.id)) return false;
  return (await compareWithNow(tx, organizationId, await getRun(tx, organizationId, run.id))).isCurrent;
}

const SAME = { isCurrent: true, moves: [], isPolicyChanged: false };

/**
 * Compares a run with what a new one would be: whether its inputs are the same, and which factors would be chosen
 * differently now. Read-only; a run is never made or changed here.
 */
export async function compareWithNow(
  tx: TenantTx,
  organizationId: string,
  run: CalculationRun,
): Promise<{ isCurrent: boolean; moves: FactorMove[]; isPolicyChanged: boolean }> {
  const inventory = await getInventory(tx, organizationId, run.inventoryId);
  if (!(await mayInputsDiffer(tx, organizationId, { id: run.id, period: inventory.period }))) return SAME;
  if ((await countActivities(tx, organizationId, inventory.period)) > MOST_COLLECTED) {
    return { isCurrent: false, moves: [], isPolicyChanged: false };
  }
  const { document, selectionIssues, recordIds } = await collectInputs(tx, organizationId, inventory);
  // What selection could not resolve comes first among the run's issues and leaves no trace in its inputs.
  const known = run.document.results?.issues.slice(0, selectionIssues.length) ?? [];
  const inputs = omit(run.document, "results", "detail");
  const isSame =
    canonicalJson(known) === canonicalJson(selectionIssues) && canonicalJson(document) === canonicalJson(inputs);
  // Records of one line may differ while their sum does not.
  const isCurrent = isSame && !(await areRecordsOtherwise(tx, run.id));
  if (isCurrent) return { isCurrent, moves: [], isPolicyChanged: false };
  const recordOf = (activity: string) => recordIds[activity];
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
      "places",
      "issue_count",
      "line_count",
      "co2e_kg",
      "co2e_kg_market_based",
      "created_at",
    ])
    .where("organization_id", "=", organizationId);
}

type RunRow = Awaited<ReturnType<ReturnType<typeof selectRuns>["execute"]>>[number];

function toRun(row: RunRow): CalculationRun {
  return { ...toFacts(row), document: JSON.parse(row.document), documentText: row.document };
}

function toFacts(row: RunRow) {
  return {
    id: row.id,
    inventoryId: row.inventory_id,
    engineVersion: row.engine_version,
    inputsHash: row.inputs_hash,
    resultHash: row.result_hash,
    recordIds: row.record_ids,
    places: row.places,
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
