import type { Selectable } from "kysely";
import { ActivityCalculator } from "#app/carbon/compiled/run-compiled.ts";
import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import type {
  Disclosure,
  DocumentActivity,
  InventoryDocument,
  ResultLine,
} from "#app/carbon/document/inventory-document.ts";
import { calculateActivity } from "#app/carbon/line/calculate.ts";
import { openContext } from "#app/carbon/line/calculation-context.ts";
import { DisclosureGroups } from "#app/carbon/total/disclosure-groups.ts";
import { printLine, sumLines } from "#app/carbon/total/inventory.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { parsePieces } from "#app/files/spool/json-spool.server.ts";
import {
  countPieces,
  type DocumentParts,
  hashChunks,
  inputChunks,
  resultChunks,
  storedParts,
} from "#app/runs/calculation-document.server.ts";
import { keepJudged, PlaceBook } from "#app/runs/judged-run.server.ts";
import { JudgedBook } from "#app/runs/judged-run-shape.ts";
import { OutlineBook } from "#app/runs/run-outline.ts";
import { summarizeRun } from "#app/runs/run-summary.ts";
import { readView } from "#app/runs/run-view.server.ts";
import { viewRun } from "#app/runs/run-view.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { checkBeside } from "./check-beside.server.ts";
import { checkJudged, checkOutline } from "./check-outline.server.ts";
import { compareSummary } from "./check-summary.server.ts";
import type { Inspection } from "./inspection.ts";
import { judgeLineRow, selectLineRows } from "./line-row.server.ts";

const ROWS = 5000;

/**
 * The same for a run whose document is kept in pieces: hashes, counts, each line by the reference, and the stored rows,
 * piece by piece. Its totals and kept sums are summed by kind, and its disclosures are held by the hash alone.
 */
export async function checkLargeRun(
  tx: TenantTx,
  tenantId: string,
  run: Selectable<Database["calculation_run"]>,
  inspection: Inspection,
): Promise<void> {
  const fault = (text: string) => inspection.fault(`calculation_run ${tenantId}/${run.id}`, text);
  const head = JSON.parse(run.document) as InventoryDocument;
  const parts = storedParts((work) => work(tx), { runId: run.id, head, counts: await countPieces(tx, run.id) });
  const totals = head.results?.totals;
  if (canonicalJson(head) !== run.document) fault("the document is not in canonical form");
  if ((await hashChunks(inputChunks(parts))) !== run.inputs_hash) fault("inputs do not match inputs_hash");
  if ((await hashChunks(resultChunks(parts))) !== run.result_hash) fault("results do not match result_hash");
  if ((totals?.co2eKg ?? null) !== run.co2e_kg) fault("co2e_kg differs from the document's total");
  if ((totals?.co2eKgMarketBased ?? null) !== run.co2e_kg_market_based)
    fault("co2e_kg_market_based differs from the document's total");
  const isOurs = run.engine_version === ENGINE_VERSION;
  const lineCount = await checkLines(tx, { tenantId, runId: run.id }, parts, { isOurs, fault, inspection });
  let issueCount = 0;
  for await (const issues of parsePieces(parts.pieces.issues())) issueCount += issues.length;
  if (run.line_count !== lineCount || run.issue_count !== issueCount)
    fault("line_count or issue_count differs from the document");
  await checkBeside(tx, { tenantId, runId: run.id }, head, inspection);
}

/** @returns how many lines the document has */
async function checkLines(
  tx: TenantTx,
  of: { tenantId: string; runId: string },
  parts: DocumentParts,
  { isOurs, fault, inspection }: { isOurs: boolean; fault: (text: string) => void; inspection: Inspection },
): Promise<number> {
  const { head, pieces } = parts;
  const context = openContext(head);
  const calculator = new ActivityCalculator(context);
  const lines = flatten(parsePieces<ResultLine>(pieces.lines()));
  const rows = flatten(readRows(tx, of.runId));
  /** Sources by their number in the document. */
  const idOf = new Map<string, string>();
  let line = (await lines.next()).value;
  const book = new OutlineBook();
  const judged = new JudgedBook(head.period);
  const places = new PlaceBook();
  let [index, lineCount] = [-1, 0];
  for await (const activity of flatten(parsePieces<DocumentActivity>(pieces.activities()))) {
    index += 1;
    const derived = isOurs ? calculateActivity(context, activity, index).line : null;
    if (isOurs) calculator.calculate(activity, index);
    if (line?.activity !== activity.id) {
      if (derived) fault(`${activity.id}: the document has no line of it`);
      continue;
    }
    lineCount += 1;
    if (isOurs && (!derived || canonicalJson(printLine(derived)) !== canonicalJson(line)))
      fault(`${activity.id}: its line is not what its inputs give`);
    const row = (await rows.next()).value;
    if (row) inspection.count("lines");
    if (row && activity.emissionSource) idOf.set(activity.emissionSource, row.emission_source_id);
    if (row) book.add(activity, { id: activity.id, period: activity.period, sourceId: row.emission_source_id });
    if (row) places.add(activity, { sourceId: row.emission_source_id, facilityId: row.facility_id });
    judged.add(activity, activity);
    const text = row ? judgeLineRow(row, line, activity) : `line ${lineCount} is not stored`;
    if (text) fault(text);
    line = (await lines.next()).value;
  }
  if (line) fault(`${line.activity}: the document has a line of it and no activity`);
  if ((await rows.next()).value) fault("more lines are stored than the document has");
  const totals = head.results?.totals;
  const summed = () => ({ lines: calculator.linesOfYear(), exceeding: calculator.exceeding });
  if (isOurs && totals && canonicalJson(sumLines(summed(), head)) !== canonicalJson(totals))
    fault("the totals are not what the lines sum to");
  await checkOutline(tx, of.runId, { book, document: head }, fault);
  if (isOurs) {
    const kept = totals ? keepJudged(judged.print(head, calculator.linesOfYear()), totals, places) : null;
    await checkJudged(tx, of.runId, kept, fault);
    await checkView(tx, of.runId, parts, { calculator, fault });
    const summary = summarizeRun(calculator.linesOfYear(), calculator.linesOfMonths());
    await compareSummary(tx, of, { summary, idOf }, inspection);
  }
  return lineCount;
}

/** What the page of the run shows is made again of its lines by kind. A run with issues has none. */
async function checkView(
  tx: TenantTx,
  runId: string,
  { head, pieces }: DocumentParts,
  { calculator, fault }: { calculator: ActivityCalculator; fault: (text: string) => void },
): Promise<void> {
  const kept = await readView(tx, runId);
  const { exceeding } = calculator;
  const lines = { ofYear: calculator.linesOfYear(), ofMonths: calculator.linesOfMonths(), exceeding };
  const disclosed = new DisclosureGroups();
  for await (const some of parsePieces<Disclosure>(pieces.disclosures())) for (const one of some) disclosed.add(one);
  const made = head.results?.totals ? viewRun(head, lines, disclosed) : null;
  if (canonicalJson(made) !== canonicalJson(kept)) fault("what its page shows is not what the lines sum to");
}

async function* readRows(tx: TenantTx, runId: string) {
  for (let last = 0; ; last += ROWS) {
    const rows = await selectLineRows(tx, runId).where("l.line_number", ">", last).limit(ROWS).execute();
    yield rows;
    if (rows.length < ROWS) return;
  }
}

async function* flatten<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T, undefined> {
  for await (const batch of batches) yield* batch;
}
