import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import type { TenantTx } from "#db/doors.ts";
import { type GroupSums, type SummaryCell, summarizeRun } from "./run-summary.ts";

/**
 * Keeps the sums of a run that first pages show, in the transaction that stores the run.
 *
 * @param linesOfYear of the run, or the fewer that sum to the same (`mergeKinds`)
 * @param linesOfMonths others that sum to the same by scope and month
 * @param places what the sources of the document are
 */
export async function storeSummary(
  tx: TenantTx,
  { tenantId, runId }: { tenantId: string; runId: string },
  {
    linesOfYear,
    linesOfMonths = linesOfYear,
    places,
  }: {
    linesOfYear: readonly ExactLine[];
    linesOfMonths?: readonly ExactLine[];
    places: { sources: Record<string, string> };
  },
): Promise<void> {
  if (linesOfYear.length === 0) return;
  const { cells, sources } = summarizeRun(linesOfYear, linesOfMonths);
  const key = { tenant_id: tenantId, run_id: runId };
  const months = cells.map(({ month, scope, ...sums }) => ({ ...key, month, scope, ...toColumns(sums) }));
  const bySource = sources.map(({ source, ...sums }) => ({
    ...key,
    emission_source_id: places.sources[source]!,
    ...toColumns(sums),
  }));
  for (const rows of inChunks(months)) await tx.insertInto("calculation_summary").values(rows).execute();
  for (const rows of inChunks(bySource)) await tx.insertInto("calculation_source_summary").values(rows).execute();
}

/** Scope × month of a run, with the sums of each; empty where it has no lines. */
export async function readCells(tx: TenantTx, runId: string): Promise<SummaryCell[]> {
  const rows = await tx
    .selectFrom("calculation_summary")
    .select(["month", "scope", "co2e_kg", "co2e_kg_market_based", "biogenic_co2_kg"])
    .where("run_id", "=", runId)
    .execute();
  return rows.map((row) => ({
    month: row.month,
    scope: row.scope,
    co2eKg: row.co2e_kg,
    co2eKgMarketBased: row.co2e_kg_market_based,
    biogenicCo2Kg: row.biogenic_co2_kg,
  }));
}

/** kg CO2e of a run by id of the source. */
export async function readSourceSums(tx: TenantTx, runId: string): Promise<Map<string, DecimalString>> {
  const rows = await tx
    .selectFrom("calculation_source_summary")
    .select(["emission_source_id", "co2e_kg"])
    .where("run_id", "=", runId)
    .execute();
  return new Map(rows.map((row) => [row.emission_source_id, row.co2e_kg]));
}

function toColumns({ co2eKg, co2eKgMarketBased, biogenicCo2Kg }: GroupSums) {
  return { co2e_kg: co2eKg, co2e_kg_market_based: co2eKgMarketBased, biogenic_co2_kg: biogenicCo2Kg };
}

/** PostgreSQL takes at most 65,535 parameters a statement; a row has seven. */
const ROWS_PER_STATEMENT = 5000;

function* inChunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    yield rows.slice(start, start + ROWS_PER_STATEMENT);
  }
}
