import type { Insertable } from "kysely";
import { ENGINE_VERSION } from "#app/carbon/engine-version.ts";
import type { JobPayload } from "#app/jobs/queue.server.ts";
import { JsonSpool, parsePieces } from "#app/spool/json-spool.server.ts";
import { canonicalJson } from "#app/transparency/canonical-json.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { listActivityBatches } from "./activity.server.ts";
import { type ChangeAuthor, recordChange } from "./audit-trail.server.ts";
import { joinDocument, storePieces } from "./calculation-document.server.ts";
import { CalculationDraft, type FinishedRun, type RecordWithFiles } from "./calculation-draft.server.ts";
import { copyLines } from "./calculation-line.server.ts";
import { countActivities, MOST_WHOLE_RECORDS } from "./calculation-size.server.ts";
import { evidenceByRecord, hasEvidence } from "./evidence-list.server.ts";
import { getInventory, type Inventory } from "./inventory.server.ts";
import { type CollectedSelection, openCollector } from "./inventory-document.server.ts";
import { findLatestJob, setJobState } from "./job.server.ts";
import { storeSummary } from "./run-summary.server.ts";
import { makeView, storeView } from "./run-view.server.ts";

/** So many records are read, calculated and forgotten at a time. */
const BATCH_RECORDS = 1000;
/** After so many the job says how far it is, and looks whether it was called off. */
const PROGRESS_RECORDS = 20_000;
/** What the job of a run says that was called off. */
export const RUN_CANCELLED = "run_cancelled";

type Author = ChangeAuthor & { organizationId: string };

interface RunJob {
  organizationId: string;
  inventory: Inventory;
}

/** Ends a run that was called off, or whose job another process has finished. */
class Superseded extends Error {}

/**
 * Does a queued run: reads the records in batches, calculates each, and stores everything in one transaction at the end, so
 * that a run is there as a whole or not at all, whatever happens on the way. It takes the id of its job, so a job that is
 * delivered twice, or again after its process died, makes one run.
 *
 * @param mostWhole up to so many records, the document is kept as one text; of more in pieces
 */
export async function performRun(
  doors: Doors,
  payload: JobPayload,
  { mostWhole = MOST_WHOLE_RECORDS }: { mostWhole?: number } = {},
): Promise<void> {
  const job = await doors.withTenant(payload, (tx) => beginRun(tx, payload.jobId));
  if (!job) return;
  const waiting = new JsonSpool();
  let draft: CalculationDraft | undefined;
  try {
    draft = await doors.withTenant(payload, (tx) => readRecords(tx, doors, { payload, job, mostWhole, waiting }));
    for await (const batch of parsePieces<RecordWithFiles>(waiting.readPieces())) {
      await addBatch(doors, payload, draft, batch);
    }
    const run = await draft.finish();
    const isWhole = run.recordCount <= mostWhole;
    const view = isWhole ? null : await makeView(run.parts, { ofYear: run.linesOfYear, ofMonths: run.linesOfMonths });
    const author = { ...payload, organizationId: job.organizationId, source: "job" as const };
    await doors.withTenant(payload, (tx) => endRun(tx, author, { ...run, job, isWhole, view, id: payload.jobId }));
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
  } finally {
    await Promise.all([draft?.close(), waiting.close()]);
  }
}

/** Calls a run off: its process ends within seconds, and nothing of it is kept. A run that was stored meanwhile stays. */
export async function cancelRun(tx: TenantTx, organizationId: string, inventoryId: string): Promise<void> {
  await getInventory(tx, organizationId, inventoryId);
  const job = await findLatestJob(tx, "calculate-run", inventoryId);
  if (!job) return;
  await tx
    .updateTable("job")
    .set({ state: "failed", failure: RUN_CANCELLED, updated_at: new Date() })
    .where("id", "=", job.id)
    .where("state", "in", ["queued", "running"])
    .execute();
}

async function beginRun(tx: TenantTx, jobId: string): Promise<RunJob | null> {
  const job = await tx.selectFrom("job").selectAll().where("id", "=", jobId).executeTakeFirst();
  if (!job || job.state === "done" || job.state === "failed") return null;
  const inventory = await getInventory(tx, job.organization_id, job.subject_id);
  const totalCount = await countActivities(tx, job.organization_id, inventory.period);
  await setJobState(tx, job.id, { state: "running", totalCount, doneCount: 0 });
  return { organizationId: job.organization_id, inventory };
}

/**
 * Reads the records as of one moment. A server has a second connection for whoever looks at the progress, so there they are
 * calculated as they come; the embedded engine has one for everybody, so there they wait until it is given back.
 */
async function readRecords(
  tx: TenantTx,
  doors: Doors,
  run: { payload: JobPayload; job: RunJob; mostWhole: number; waiting: JsonSpool },
): Promise<CalculationDraft> {
  const { organizationId, inventory } = run.job;
  const draft = new CalculationDraft(await openCollector(tx, organizationId, inventory), run.mostWhole);
  const mayHaveFiles = await hasEvidence(tx, organizationId);
  const isEmbedded = doors.jobBackend.kind === "pglite";
  for await (const records of listActivityBatches(tx, organizationId, inventory.period, BATCH_RECORDS)) {
    const files = mayHaveFiles ? await evidenceByRecord(tx, organizationId, records.map(idOf)) : NO_FILES;
    const batch = records.map((record) => ({ record, files: files.get(record.recordId) ?? [] }));
    if (!isEmbedded) {
      await addBatch(doors, run.payload, draft, batch);
      continue;
    }
    for (const one of batch) run.waiting.add(JSON.stringify(one));
    await run.waiting.settle();
  }
  return draft;
}

const NO_FILES: Awaited<ReturnType<typeof evidenceByRecord>> = new Map();

function idOf({ recordId }: { recordId: string }): string {
  return recordId;
}

/** @throws Superseded where the run was called off */
async function addBatch(
  doors: Doors,
  payload: JobPayload,
  draft: CalculationDraft,
  batch: readonly RecordWithFiles[],
): Promise<void> {
  const before = draft.recordCount;
  await draft.add(batch);
  const done = draft.recordCount;
  if (Math.floor(before / PROGRESS_RECORDS) === Math.floor(done / PROGRESS_RECORDS)) return;
  const isRunning = await doors.withTenant(payload, (tx) => noteProgress(tx, payload.jobId, done));
  if (!isRunning) throw new Superseded();
}

async function noteProgress(tx: TenantTx, jobId: string, done: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("job")
    .set({ done_count: done, updated_at: new Date() })
    .where("id", "=", jobId)
    .where("state", "=", "running")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

interface NewRun extends FinishedRun {
  id: string;
  job: RunJob;
  isWhole: boolean;
  /** What its page shows, where it is not whole. */
  view: Uint8Array | null;
}

async function endRun(tx: TenantTx, author: Author, run: NewRun): Promise<void> {
  const { state } = await tx
    .selectFrom("job")
    .select("state")
    .where("id", "=", run.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (state === "failed" || state === "done") throw new Superseded();
  await storeRun(tx, author, run);
  await setJobState(tx, run.id, { state: "done", doneCount: run.recordCount });
}

async function storeRun(tx: TenantTx, author: Author, run: NewRun): Promise<void> {
  const { parts, inputsHash, resultHash, lineCount, issueCount } = run;
  const { factors, results } = parts.head;
  const totals = results?.totals;
  const of = { tenantId: author.tenantId, runId: run.id };
  const stored = await tx
    .insertInto("calculation_run")
    .values({
      tenant_id: author.tenantId,
      id: run.id,
      organization_id: author.organizationId,
      inventory_id: run.job.inventory.id,
      engine_version: ENGINE_VERSION,
      inputs_hash: inputsHash,
      result_hash: resultHash,
      document: run.isWhole ? await joinDocument(parts) : canonicalJson(parts.head),
      is_whole: run.isWhole,
      record_ids: JSON.stringify(run.recordIds),
      issue_count: issueCount,
      line_count: lineCount,
      co2e_kg: totals?.co2eKg ?? null,
      co2e_kg_market_based: totals?.co2eKgMarketBased ?? null,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!stored) return;
  if (!run.isWhole) await storePieces(tx, of, parts);
  if (run.view) await storeView(tx, of, run.view);
  await copyLines(tx, run.id, run.encodedLines);
  await storeFactors(tx, of, factors);
  await storeSelections(tx, of, run.selections);
  await storeSummary(tx, of, run.linesOfYear, run.sourceOf, run.linesOfMonths);
  await recordChange(tx, author, {
    action: "calculation_run.added",
    subject: "calculation_run",
    subjectId: run.id,
    after: {
      inventoryId: run.job.inventory.id,
      co2eKg: totals?.co2eKg ?? null,
      issues: issueCount,
      inputsHash,
      resultHash,
    },
  });
}

interface OfRun {
  tenantId: string;
  runId: string;
}

/** The factors of the document, so that a new release finds the runs it concerns. */
async function storeFactors(
  tx: TenantTx,
  { tenantId, runId }: OfRun,
  factors: readonly { id: string; version: string }[],
): Promise<void> {
  const rows = factors.map(({ id, version }) => ({
    tenant_id: tenantId,
    run_id: runId,
    factor_id: id,
    factor_version: version,
  }));
  for (let start = 0; start < rows.length; start += FACTORS_PER_STATEMENT) {
    await tx
      .insertInto("run_factor")
      .values(rows.slice(start, start + FACTORS_PER_STATEMENT))
      .execute();
  }
}

/** PostgreSQL takes at most 65,535 parameters a statement. */
const FACTORS_PER_STATEMENT = 2000;
const SELECTIONS_PER_STATEMENT = 100;

/** The reasons of the choices, beside the document and not in it: they say nothing about the figures. */
async function storeSelections(
  tx: TenantTx,
  { tenantId, runId }: OfRun,
  selections: Iterable<CollectedSelection>,
): Promise<void> {
  let rows: Insertable<Database["calculation_selection"]>[] = [];
  const flush = async () => {
    if (rows.length > 0) await tx.insertInto("calculation_selection").values(rows).execute();
    rows = [];
  };
  let number = 0;
  for (const { sourceId, activities, explanations } of selections) {
    number += 1;
    rows.push({
      ...{ tenant_id: tenantId, run_id: runId, number, emission_source_id: sourceId },
      activities: JSON.stringify(activities),
      explanation: JSON.stringify(explanations),
    });
    if (rows.length === SELECTIONS_PER_STATEMENT) await flush();
  }
  await flush();
}
