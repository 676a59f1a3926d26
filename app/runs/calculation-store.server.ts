import { sql } from "kysely";
import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import { moveJob } from "#app/jobs/job.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FinishedRun } from "./calculation-draft.server.ts";
import type { DetailPacket } from "./detail-spool.server.ts";
import { storeJudged } from "./judged-run.server.ts";
import { judgedRunOf } from "./judged-run-shape.ts";
import type { CollectedSelection } from "./record-factors.server.ts";
import { storeOutline } from "./run-outline.server.ts";
import { outlineOf } from "./run-outline.ts";
import { storeSummary } from "./run-summary.server.ts";

type Author = ChangeAuthor & { organizationId: string };

/** A run that is to be stored. */
export interface ComingRun {
  id: string;
  inventoryId: string;
  finished: FinishedRun;
  detail: AsyncIterable<DetailPacket>;
}

/** Ends a run that was cancelled, or whose job another process has finished. */
export class Superseded extends Error {}

/**
 * Stores a run, all or nothing.
 *
 * @throws Superseded where it was cancelled in the meantime, or is stored already
 */
export async function storeRun(tx: TenantTx, author: Author, run: ComingRun): Promise<void> {
  const { finished } = run;
  const of = { tenantId: author.tenantId, runId: run.id };
  // A job that was delivered twice stores one run: the second waits here until the first has ended. Until then none
  // can be cancelled.
  if (!(await moveJob(tx, run.id, "finish", { doneCount: finished.recordCount }))) throw new Superseded();
  await addRun(tx, author, run);
  await storeDetail(tx, of, run.detail);
  await storeKept(tx, of, finished);
  await storeFactors(tx, of, finished.document.factors);
  await storeSelections(tx, of, finished.selections);
  await storeSummary(tx, of, finished);
  await recordRun(tx, author, run);
}

async function storeDetail(
  tx: TenantTx,
  { tenantId, runId }: OfRun,
  packets: AsyncIterable<DetailPacket>,
): Promise<void> {
  let number = 0;
  for await (const packet of packets) {
    number += 1;
    const of = { tenant_id: tenantId, run_id: runId, part: "detail" as const, number };
    await tx
      .insertInto("calculation_piece")
      .values({ ...of, ...packet })
      .execute();
  }
}

/** What pages and checklists ask of a run with totals, so that they need not read its document. */
async function storeKept(tx: TenantTx, of: OfRun, { document, places }: FinishedRun): Promise<void> {
  const { totals } = document.results;
  if (!totals) return;
  await storeOutline(tx, of, outlineOf(document, places));
  await storeJudged(tx, of, { judged: judgedRunOf(document), totals });
}

async function addRun(tx: TenantTx, author: Author, { id, inventoryId, finished }: ComingRun): Promise<void> {
  const { document, text, inputsHash, resultHash, recordIds, places, lineCount, library, mark } = finished;
  const { totals, issues } = document.results;
  await tx
    .insertInto("calculation_run")
    .values({
      tenant_id: author.tenantId,
      id,
      organization_id: author.organizationId,
      inventory_id: inventoryId,
      engine_version: ENGINE_VERSION,
      inputs_hash: inputsHash,
      result_hash: resultHash,
      document: text,
      record_ids: JSON.stringify(recordIds),
      places: JSON.stringify(places),
      issue_count: issues.length,
      line_count: lineCount,
      co2e_kg: totals?.co2eKg ?? null,
      co2e_kg_market_based: totals?.co2eKgMarketBased ?? null,
      library: [...library],
      read_after: mark.trail,
      status_changes: mark.statusChanges,
      created_by: author.userId,
      // The transaction may have begun long before.
      created_at: sql`clock_timestamp()`,
    })
    .execute();
}

async function recordRun(
  tx: TenantTx,
  author: Author,
  { id, inventoryId, finished: { document, inputsHash, resultHash } }: ComingRun,
): Promise<void> {
  const { totals, issues } = document.results;
  await recordChange(tx, author, {
    action: "calculation_run.added",
    subject: "calculation_run",
    subjectId: id,
    after: { inventoryId, co2eKg: totals?.co2eKg ?? null, issues: issues.length, inputsHash, resultHash },
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
/** Longest queue. */
const SELECTIONS_PER_STATEMENT = 30;

type NumberedSelection = CollectedSelection & { number: number };

/**
 * The reasons of the choices, stored separately from the document: they do not affect the figures. Sources mostly
 * share their long texts, so a statement has them once.
 */
async function storeSelections(tx: TenantTx, of: OfRun, selections: Iterable<CollectedSelection>): Promise<void> {
  const waiting = new Map<CollectedSelection["explanations"], NumberedSelection[]>();
  let number = 0;
  const flush = async () => {
    for (const [explanations, some] of waiting) await insertSelections(tx, of, explanations, some);
    waiting.clear();
  };
  for (const selection of selections) {
    number += 1;
    const one = { ...selection, number };
    const alike = waiting.get(one.explanations);
    if (alike) alike.push(one);
    else waiting.set(one.explanations, [one]);
    if (number % SELECTIONS_PER_STATEMENT === 0) await flush();
  }
  await flush();
}

async function insertSelections(
  tx: TenantTx,
  { tenantId, runId }: OfRun,
  explanations: CollectedSelection["explanations"],
  some: readonly NumberedSelection[],
): Promise<void> {
  const numbers = some.map(({ number }) => number);
  const sourceIds = some.map(({ sourceId }) => sourceId);
  // JSON has no line breaks between its values: as an array, each of a million quotes would be escaped.
  const activities = some.map((one) => one.activities).join("\n");
  await sql`insert into calculation_selection (tenant_id, run_id, number, emission_source_id, activities, explanation)
    select ${tenantId}, ${runId}, s.number, s.source_id, s.activities, ${JSON.stringify(explanations)}::jsonb
    from unnest(${numbers}::integer[], ${sourceIds}::uuid[], string_to_array(${activities}, chr(10))::jsonb[])
      as s(number, source_id, activities)`.execute(tx);
}
