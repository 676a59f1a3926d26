import { createHash } from "node:crypto";
import { Decimal } from "#app/carbon/decimal.ts";
import { ENGINE_VERSION } from "#app/carbon/engine-version.ts";
import { runInventory } from "#app/carbon/inventory.ts";
import type { InventoryDocument } from "#app/carbon/inventory-document.ts";
import { canonicalJson } from "#app/transparency/canonical-json.ts";
import { compareResults } from "#app/transparency/compare-results.ts";
import type { TenantTx } from "#db/doors.ts";
import { checkSummary } from "./check-summary.server.ts";
import type { Inspection } from "./inspection.ts";

/** Calculates every run of a tenant again, one after the other, and holds its lines, factors and reasons against it. */
export async function checkRuns(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const ids = await tx.selectFrom("calculation_run").select("id").orderBy("created_at").execute();
  for (const { id } of ids) await checkRun(tx, tenantId, id, inspection);
}

async function checkRun(tx: TenantTx, tenantId: string, id: string, inspection: Inspection): Promise<void> {
  const run = await tx.selectFrom("calculation_run").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const fault = (text: string) => inspection.fault(`calculation_run ${tenantId}/${id}`, text);
  inspection.count("runs");
  const document = JSON.parse(run.document) as InventoryDocument;
  const { results, ...inputs } = document;
  if (canonicalJson(document) !== run.document) fault("the document is not in canonical form");
  if (sha256(canonicalJson(inputs)) !== run.inputs_hash) fault("inputs do not match inputs_hash");
  if (sha256(canonicalJson(results)) !== run.result_hash) fault("results do not match result_hash");
  if ((results?.totals?.co2eKg ?? null) !== run.co2e_kg) fault("co2e_kg differs from the document's total");
  if ((results?.totals?.co2eKgMarketBased ?? null) !== run.co2e_kg_market_based)
    fault("co2e_kg_market_based differs from the document's total");
  if (run.line_count !== (results?.lines.length ?? 0) || run.issue_count !== (results?.issues.length ?? 0))
    fault("line_count or issue_count differs from the document");
  // A run of an earlier engine is compared by its hashes only: its figures are its own.
  if (run.engine_version === ENGINE_VERSION) {
    const { totals, ...lines } = runInventory(inputs as InventoryDocument);
    const { difference } = compareResults(
      { ...results, issues: [] },
      { ...lines, ...(results?.totals ? { totals } : {}), issues: [] },
    );
    if (difference) fault(`${difference.pointer}: stored ${difference.stated}, derived ${difference.recomputed}`);
    await checkSummary(tx, { tenantId, runId: id }, document, inspection);
  }
  await checkLines(tx, id, document, fault, inspection);
  await checkBeside(tx, tenantId, id, document, inspection);
}

async function checkLines(
  tx: TenantTx,
  runId: string,
  { activities, results }: InventoryDocument,
  fault: (text: string) => void,
  inspection: Inspection,
): Promise<void> {
  const lines = results?.lines ?? [];
  const activityOf = new Map(activities.map((activity) => [activity.id, activity]));
  const rows = await tx
    .selectFrom("calculation_line as l")
    .leftJoin("activity_record as r", "r.id", "l.record_version_id")
    .selectAll("l")
    .select([
      "r.record_id as record",
      "r.quantity",
      "r.unit",
      "r.method",
      "r.period_start as start",
      "r.period_end as end",
    ])
    .where("l.run_id", "=", runId)
    .orderBy("l.line_number")
    .execute();
  inspection.count("lines", rows.length);
  if (rows.length !== lines.length) fault(`${rows.length} lines stored, ${lines.length} in the document`);
  for (const [index, row] of rows.entries()) {
    const line = lines[index];
    const activity = line && activityOf.get(line.activity);
    const isSame =
      activity !== undefined &&
      line?.co2eKg === row.co2e_kg &&
      line.biogenicCo2Kg === row.biogenic_co2_kg &&
      line.factorQuantity === row.factor_quantity &&
      (line.co2eKgMarketBased ?? null) === row.co2e_kg_market_based &&
      canonicalJson(line.gasesKg) === canonicalJson(row.gases_kg) &&
      activity.factor === `${row.factor_id}@${row.factor_version}` &&
      activity.scope === row.scope &&
      activity.category === row.category &&
      activity.period.start === row.period_start &&
      activity.period.end === row.period_end;
    if (!isSame) fault(`line ${row.line_number} differs from the document`);
    else if (row.record !== row.record_id) fault(`line ${row.line_number} comes of a record that is not there`);
    else if (row.start !== activity.period.start || row.end !== activity.period.end || !isQuantity(activity, row))
      fault(`line ${row.line_number} was calculated with another quantity, unit or period than its record states`);
  }
}

/** A worked-out quantity is for lists only: the method and its inputs are what was calculated with. */
function isQuantity(
  activity: InventoryDocument["activities"][number],
  row: { quantity: string | null; unit: string | null; method: object | null },
): boolean {
  if (activity.method) return canonicalJson(activity.method) === canonicalJson(row.method);
  return activity.unit === row.unit && new Decimal(activity.quantity!).eq(row.quantity ?? "NaN");
}

/** Factors and reasons that were stored with the run, to be found without reading it. */
async function checkBeside(
  tx: TenantTx,
  tenantId: string,
  runId: string,
  { factors, activities }: InventoryDocument,
  inspection: Inspection,
): Promise<void> {
  const used = new Set(factors.map(({ id, version }) => `${id}@${version}`));
  const rows = await tx.selectFrom("run_factor").selectAll().where("run_id", "=", runId).execute();
  const stored = new Set(rows.map(({ factor_id, factor_version }) => `${factor_id}@${factor_version}`));
  const rowOf = (table: string, key: string) => `${table} ${tenantId}/${runId}/${key}`;
  for (const reference of used) {
    if (!stored.has(reference)) inspection.fault(rowOf("run_factor", reference), "missing: the run's document has it");
  }
  for (const reference of stored) {
    if (!used.has(reference)) inspection.fault(rowOf("run_factor", reference), "the run's document has no such factor");
  }
  const known = new Set(activities.map(({ id }) => id));
  const selections = await tx
    .selectFrom("calculation_selection")
    .select(["number", "activities"])
    .where("run_id", "=", runId)
    .execute();
  for (const { number, activities: named } of selections) {
    const unknown = (named as string[]).filter((activity) => !known.has(activity));
    // A record that no factor could be chosen for has its reasons, and is not in the document.
    if (unknown.length > 0 && unknown.length === (named as string[]).length && known.size > 0)
      inspection.fault(rowOf("calculation_selection", String(number)), "none of its activities is in the run");
  }
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
