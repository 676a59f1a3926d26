import { sql } from "kysely";
import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { isJobOver, setJobState } from "#app/jobs/job.server.ts";
import { JOB } from "#app/jobs/job-state.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { joinDocument, storePieces } from "./calculation-document.server.ts";
import type { CalculationDraft, FinishedRun } from "./calculation-draft.server.ts";
import { copyLines } from "./calculation-line.server.ts";
import { storeJudged } from "./judged-run.server.ts";
import type { CollectedSelection } from "./record-factors.server.ts";
import { storeOutline } from "./run-outline.server.ts";
import { storeSummary } from "./run-summary.server.ts";
import { storeView } from "./run-view.server.ts";

type Author = ChangeAuthor & { organizationId: string };

/** A run that is to be stored: what of it is there already, and what comes at its end. */
export interface ComingRun {
  id: string;
  inventoryId: string;
  /** Whether the document is kept as one text, and not in pieces. */
  isWhole: boolean;
  draft: Pick<CalculationDraft, "pieces" | "encodedLines">;
  finished: Promise<StoredRun>;
}

export interface StoredRun extends FinishedRun {
  /** What its page shows, where its document is not whole. */
  view: Uint8Array | null;
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
  if (!run.isWhole) await storeLong(tx, of, run.draft);
  const finished = await run.finished;
  // Held from here on: it can't be called off any more.
  if (await isJobOver(tx, run.id)) throw new Superseded();
  await addRun(tx, author, run, finished);
  if (run.isWhole) await copyLines(tx, run.id, run.draft.encodedLines());
  if (finished.outline) await storeOutline(tx, of, finished.outline);
  if (finished.judged) await storeJudged(tx, of, finished.judged);
  if (finished.view) await storeView(tx, of, finished.view);
  await storeFactors(tx, of, finished.parts.head.factors);
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
async function storeLong(tx: TenantTx, of: OfRun, draft: ComingRun["draft"]): Promise<void> {
  const pieces = storePieces(tx, of, draft.pieces);
  await pieces.next();
  await copyLines(tx, of.runId, draft.encodedLines());
  for await (const _ of pieces);
}

async function addRun(
  tx: TenantTx,
  author: Author,
  { id, inventoryId, isWhole }: ComingRun,
  { parts, inputsHash, resultHash, recordIds, issueCount, lineCount, library, mark }: FinishedRun,
): Promise<void> {
  const totals = parts.head.results?.totals;
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
      document: isWhole ? await joinDocument(parts) : canonicalJson(parts.head),
      is_whole: isWhole,
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
  { parts, inputsHash, resultHash, issueCount }: FinishedRun,
): Promise<void> {
  const co2eKg = parts.head.results?.totals?.co2eKg ?? null;
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
