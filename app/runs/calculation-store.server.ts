import { sql } from "kysely";
import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import { isJobOver, setJobState } from "#app/jobs/job.server.ts";
import { JOB } from "#app/jobs/job-state.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { CalculationDraft, FinishedRun } from "./calculation-draft.server.ts";
import { copyLines } from "./calculation-line.server.ts";
import type { StoredPiece } from "./detail-spool.server.ts";
import { storeJudged } from "./judged-run.server.ts";
import { numberOf } from "./line-number.ts";
import type { CollectedSelection } from "./record-factors.server.ts";
import { storeOutline } from "./run-outline.server.ts";
import { storeSummary } from "./run-summary.server.ts";

type Author = ChangeAuthor & { organizationId: string };

/** A run that is to be stored: what of it is there already, and what comes at its end. */
export interface ComingRun {
  id: string;
  inventoryId: string;
  draft: Pick<CalculationDraft, "detail" | "encodedLines">;
  finished: Promise<FinishedRun>;
}

/** Ends a run that was called off, or whose job another process has finished. */
export class Superseded extends Error {}

/**
 * Stores a run, all or nothing. Lines and pieces are taken as they come, so of a large run this may begin while its records
 * are still calculated; the run itself is added when it is finished.
 *
 * @throws Superseded where it was called off meanwhile, or is stored already
 */
export async function storeRun(tx: TenantTx, author: Author, run: ComingRun): Promise<void> {
  const of = { tenantId: author.tenantId, runId: run.id };
  await takeTurn(tx, run.id);
  const detail = run.draft.detail();
  if (detail) await storeLong(tx, of, { detail, lines: run.draft.encodedLines() });
  const finished = await run.finished;
  // Held from here on: it can't be called off any more.
  if (await isJobOver(tx, run.id)) throw new Superseded();
  await addRun(tx, author, run, finished);
  if (!detail) await copyLines(tx, run.id, run.draft.encodedLines());
  if (finished.outline) await storeOutline(tx, of, finished.outline);
  if (finished.judged) await storeJudged(tx, of, finished.judged);
  await storeFactors(tx, of, finished.head.factors);
  await storeSelections(tx, of, finished.selections);
  await storeSummary(tx, of, {
    lines: finished.linesOfYear,
    sourceOf: finished.sourceOf,
    linesOfMonths: finished.linesOfMonths,
  });
  await recordRun(tx, author, run, finished);
  await setJobState(tx, run.id, { state: "done", doneCount: finished.recordCount });
}

/** A job that was delivered twice stores one run: the second waits until the first has ended, and looks how. */
async function takeTurn(tx: TenantTx, runId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`run:${runId}`}, 0))`.execute(tx);
  const { state } = await tx.selectFrom("job").select("state").where("id", "=", runId).executeTakeFirstOrThrow();
  if (!JOB.may("finish", state)) throw new Superseded();
}

/** What grows with the records. Lines are taken where a piece stands. */
async function storeLong(
  tx: TenantTx,
  of: OfRun,
  { detail, lines }: { detail: AsyncGenerator<StoredPiece>; lines: AsyncIterable<Uint8Array> },
): Promise<void> {
  const first = await detail.next();
  if (!first.done) await addPieces(tx, of, [first.value]);
  if (!first.done) await copyLines(tx, of.runId, lines);
  let waiting: StoredPiece[] = [];
  for await (const piece of detail) {
    waiting.push(piece);
    if (waiting.length < PIECES_PER_STATEMENT) continue;
    await addPieces(tx, of, waiting);
    waiting = [];
  }
  await addPieces(tx, of, waiting);
}

const PIECES_PER_STATEMENT = 200;

async function addPieces(tx: TenantTx, { tenantId, runId }: OfRun, pieces: readonly StoredPiece[]): Promise<void> {
  if (pieces.length === 0) return;
  const rows = pieces.map(({ id, piece: number, content }) => {
    return { tenant_id: tenantId, run_id: runId, part: "detail" as const, line_number: numberOf(id), number, content };
  });
  await tx.insertInto("calculation_piece").values(rows).execute();
}

async function addRun(
  tx: TenantTx,
  author: Author,
  { id, inventoryId }: ComingRun,
  { head, text, inputsHash, resultHash, recordIds, issueCount, lineCount, library, mark }: FinishedRun,
): Promise<void> {
  const totals = head.results?.totals;
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
      is_condensed: head.detail !== undefined,
      record_ids: JSON.stringify(recordIds),
      issue_count: issueCount,
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
  { id, inventoryId }: ComingRun,
  { head, inputsHash, resultHash, issueCount }: FinishedRun,
): Promise<void> {
  const co2eKg = head.results?.totals?.co2eKg ?? null;
  await recordChange(tx, author, {
    action: "calculation_run.added",
    subject: "calculation_run",
    subjectId: id,
    after: { inventoryId, co2eKg, issues: issueCount, inputsHash, resultHash },
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
/** So many wait at most. */
const SELECTIONS_PER_STATEMENT = 30;

type NumberedSelection = CollectedSelection & { number: number };

/**
 * The reasons of the choices, beside the document and not in it: they say nothing about the figures. Sources mostly share
 * their words, which are long: a statement has them once.
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
