import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { calculateLines } from "#app/carbon/total/inventory.ts";
import type { Places } from "#app/runs/inventory-document.server.ts";
import { type GroupSums, type RunSummary, summarizeRun } from "#app/runs/run-summary.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

type Sums = Map<string, GroupSums>;

/** Recalculates the stored sums from the lines of a calculation. */
export async function checkSummary(
  tx: TenantTx,
  of: { tenantId: string; runId: string },
  { document, places }: { document: InventoryDocument; places: Places },
  inspection: Inspection,
): Promise<void> {
  await compareSummary(tx, of, { summary: summarizeRun(calculateLines(document).lines), places }, inspection);
}

async function compareSummary(
  tx: TenantTx,
  { tenantId, runId }: { tenantId: string; runId: string },
  { summary, places }: { summary: RunSummary; places: Places },
  inspection: Inspection,
): Promise<void> {
  const cells = await tx.selectFrom("calculation_summary").selectAll().where("run_id", "=", runId).execute();
  const rows = await tx.selectFrom("calculation_source_summary").selectAll().where("run_id", "=", runId).execute();
  compare(
    `calculation_summary ${tenantId}/${runId}`,
    new Map(cells.map((row) => [`${row.month}/${row.scope}`, toSums(row)])),
    new Map(summary.cells.map(({ month, scope, ...sums }) => [`${month}/${scope}`, sums])),
    inspection,
  );
  compare(
    `calculation_source_summary ${tenantId}/${runId}`,
    new Map(rows.map((row) => [row.emission_source_id, toSums(row)])),
    new Map(summary.sources.map(({ source, ...sums }) => [places.sources[source] ?? source, sums])),
    inspection,
  );
}

function compare(table: string, stored: Sums, derived: Sums, inspection: Inspection): void {
  for (const [key, sums] of derived) {
    const found = stored.get(key);
    if (!found) inspection.fault(`${table}/${key}`, "missing, although the calculation has such lines");
    else if (print(found) !== print(sums))
      inspection.fault(`${table}/${key}`, `stored ${print(found)}, derived ${print(sums)}`);
  }
  for (const key of stored.keys()) {
    if (!derived.has(key)) inspection.fault(`${table}/${key}`, "the calculation has no such lines");
  }
}

function print({ co2eKg, co2eKgMarketBased, biogenicCo2Kg }: GroupSums): string {
  return `${co2eKg}, ${co2eKgMarketBased}, ${biogenicCo2Kg} kg`;
}

function toSums(row: { co2e_kg: string; co2e_kg_market_based: string; biogenic_co2_kg: string }): GroupSums {
  return {
    co2eKg: row.co2e_kg,
    co2eKgMarketBased: row.co2e_kg_market_based,
    biogenicCo2Kg: row.biogenic_co2_kg,
  };
}
