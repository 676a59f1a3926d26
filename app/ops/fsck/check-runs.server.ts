import { createHash } from "node:crypto";
import { countResults } from "#app/carbon/condense/merged-records.ts";
import { ENGINE_VERSION, engineOf } from "#app/carbon/document/engine-version.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { compareResults } from "#app/proof/compare-results.ts";
import type { TenantTx } from "#db/doors.ts";
import { checkBeside } from "./check-beside.server.ts";
import { checkRecords } from "./check-detail.server.ts";
import { checkJudged, checkOutline } from "./check-outline.server.ts";
import { checkSummary } from "./check-summary.server.ts";
import type { Inspection } from "./inspection.ts";

/** Repeats every calculation of a tenant and compares its lines, factors and reasons. */
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
  if (run.line_count !== countResults(document) || run.issue_count !== (results?.issues.length ?? 0))
    fault("line_count or issue_count differs from the document");
  // A calculation by an engine whose rules are no longer known is compared by its hashes only.
  const engine = run.engine_version;
  if (engineOf({ results: { engine } }) === engine) {
    const { totals, ...lines } = runInventory({ ...inputs, results: { ...results, engine } } as InventoryDocument);
    const { difference } = compareResults(
      { ...results, issues: [] },
      { ...lines, ...(results?.totals ? { totals } : {}), issues: [] },
    );
    if (difference) fault(`${difference.pointer}: stored ${difference.stated}, derived ${difference.recomputed}`);
    await checkSummary(tx, { tenantId, runId: id }, { document, places: run.places }, inspection);
  }
  const { places, record_ids: recordIds } = run;
  await checkRecords(tx, { runId: id, document, places, recordIds }, fault, inspection);
  await checkOutline(tx, id, { document, places }, fault);
  if (engine === ENGINE_VERSION) await checkJudged(tx, id, document, fault);
  await checkBeside(tx, { tenantId, runId: id }, { document, recordIds }, inspection);
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
