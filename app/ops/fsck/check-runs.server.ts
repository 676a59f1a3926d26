import { createHash } from "node:crypto";
import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { compareResults } from "#app/proof/compare-results.ts";
import { type KeptJudged, keepJudged, PlaceBook } from "#app/runs/judged-run.server.ts";
import { JudgedBook } from "#app/runs/judged-run-shape.ts";
import { OutlineBook } from "#app/runs/run-outline.ts";
import type { TenantTx } from "#db/doors.ts";
import { checkBeside } from "./check-beside.server.ts";
import { checkRecords } from "./check-detail.server.ts";
import { checkJudged, checkOutline } from "./check-outline.server.ts";
import { checkSummary } from "./check-summary.server.ts";
import type { Inspection } from "./inspection.ts";
import { judgeLineRow, selectLineRows } from "./line-row.server.ts";

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
  const isCounted = run.is_condensed || run.line_count === (results?.lines.length ?? 0);
  if (!isCounted || run.issue_count !== (results?.issues.length ?? 0))
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
  const { places, records } = run.is_condensed
    ? await checkRecords(tx, { runId: id, document, lineCount: run.line_count }, fault, inspection)
    : await checkLines(tx, { runId: id, document }, fault, inspection);
  const book = new OutlineBook();
  for (const { activity, sourceId } of records) book.add(activity, { ...activity, sourceId });
  await checkOutline(tx, id, { book, document }, fault);
  if (run.engine_version === ENGINE_VERSION) {
    const activities = run.is_condensed ? records.map(({ activity }) => activity) : document.activities;
    await checkJudged(tx, id, judgeAgain({ ...document, activities }, places), fault);
  }
  await checkBeside(tx, { tenantId, runId: id }, document, inspection);
}

async function checkLines(
  tx: TenantTx,
  { runId, document }: { runId: string; document: InventoryDocument },
  fault: (text: string) => void,
  inspection: Inspection,
): Promise<Awaited<ReturnType<typeof checkRecords>>> {
  const { activities, results } = document;
  const lines = results?.lines ?? [];
  const places = new PlaceBook();
  const activityOf = new Map(activities.map((activity) => [activity.id, activity]));
  const rows = await selectLineRows(tx, runId).execute();
  inspection.count("lines", rows.length);
  if (rows.length !== lines.length) fault(`${rows.length} lines stored, ${lines.length} in the document`);
  const records = rows.flatMap((row, index) => {
    const line = lines[index];
    const activity = line && activityOf.get(line.activity);
    const text = judgeLineRow(row, line, activity);
    if (text) fault(text);
    if (!activity) return [];
    places.add(activity, { sourceId: row.emission_source_id, facilityId: row.facility_id });
    return [{ activity, sourceId: row.emission_source_id }];
  });
  return { places, records };
}

function judgeAgain(
  { activities, results, detail, ...inputs }: InventoryDocument,
  places: PlaceBook,
): KeptJudged | null {
  if (!results?.totals) return null;
  const book = new JudgedBook(inputs.period);
  for (const activity of activities) book.add(activity, activity);
  const judged = book.print({ ...inputs, activities: [] }, mergeKinds({ ...inputs, activities }).lines);
  return keepJudged(judged, results.totals, places);
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
