import { createHash } from "node:crypto";
import { differenceOf } from "#app/carbon/comparison/bridge.ts";
import { computeDrift } from "#app/carbon/comparison/drift.ts";
import { type PrintedBridge, printBridge } from "#app/carbon/comparison/print-bridge.ts";
import type { DocumentActivity, DocumentFactor, DocumentGwp, Issue } from "#app/carbon/document/inventory-document.ts";
import { type FactorCandidate, type SelectionPolicy, selectFactor } from "#app/carbon/factor/select-factor.ts";
import { percentOf } from "#app/carbon/total/base-year.ts";
import { AppError } from "#app/encoding/errors.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { listReports, type Report } from "#app/report/report.server.ts";
import { type CalculationRun, getRun, startRun } from "#app/runs/calculation.server.ts";
import { findNewerEditions, IS_NEWER_EDITION } from "#app/runs/run-library.server.ts";
import { getFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

type Author = ChangeAuthor & { organizationId: string };

/** An edition of a factor that a report could have been made with, had it been there. */
interface Edition extends FactorCandidate {
  document: DocumentFactor;
  /** `dataset@edition` that it corrects. */
  correctionOf: string | null;
}

/** What the drift of one run is computed from, read in one transaction. */
export interface DriftInputs {
  run: CalculationRun;
  reports: Report[];
  /** By factor id: the editions of the run, and those that came into the library after it. */
  editions: Map<string, Edition[]>;
  policy: SelectionPolicy;
  /** The edition that a person chose on the source of an activity. */
  pinned: Map<string, string>;
  gwp: DocumentGwp;
  decisions: DriftDecision[];
}

export interface DriftDecision {
  reportId: string;
  fingerprint: string;
  decision: "dismissed" | "new_run";
  reason: string;
  runId: string | null;
  decidedAt: Date;
  authorName: string | null;
}

export interface ReplacedFactor {
  from: string;
  to: string;
  name: { en?: string; zh?: string };
  isCorrection: boolean;
  lineCount: number;
}

/** By how much the figures of an issued report would move with the newest editions that the policy allows. */
export interface ReportDrift {
  reportIds: string[];
  numbers: string[];
  runId: string;
  inventoryId: string;
  /** Names this very set of newer editions: what was decided about it does not hold for the next one. */
  fingerprint: string;
  replaced: ReplacedFactor[];
  /** Null where the engine cannot calculate the frozen document any more. */
  bridge: PrintedBridge | null;
  percent: string | null;
  unresolved: Issue[];
  decision: DriftDecision | null;
}

/**
 * Finds the issued reports whose factors got a further edition after they were calculated, by an index and without
 * reading a document, and reads what their drift is computed from.
 *
 * @param wanted one report only; `isAsked` reads it whatever its state, and though nothing is newer
 */
export async function loadDrifts(
  tx: TenantTx,
  organizationId: string,
  wanted: { reportId?: string; isAsked?: boolean } = {},
): Promise<DriftInputs[]> {
  const { reportId, isAsked = false } = wanted;
  const reports = (await listReports(tx, organizationId)).filter(
    ({ id, state }) => (isAsked || state === "issued") && (reportId === undefined || id === reportId),
  );
  const runIds = [...new Set(reports.map((report) => report.runId))];
  const affected = isAsked ? new Set(runIds) : await findAffectedRuns(tx, runIds);
  const inputs: DriftInputs[] = [];
  for (const runId of runIds.filter((id) => affected.has(id))) {
    const run = await getRun(tx, organizationId, runId);
    const own = reports.filter((report) => report.runId === runId);
    inputs.push({
      run,
      reports: own,
      editions: await readEditions(tx, run),
      policy: await getFactorPolicy(tx, organizationId),
      pinned: await readPinned(tx, run),
      gwp: await readWholeGwpSet(tx, run),
      decisions: await listDriftDecisions(
        tx,
        own.map(({ id }) => id),
      ),
    });
  }
  return inputs;
}

async function findAffectedRuns(tx: TenantTx, runIds: string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom("run_factor")
    .innerJoin("calculation_run as c", "c.id", "run_factor.run_id")
    .innerJoin("emission_factor", "emission_factor.id", "run_factor.factor_id")
    .innerJoin("factor_dataset as d", (join) =>
      join.onRef("d.id", "=", "emission_factor.dataset_id").onRef("d.edition", "=", "emission_factor.version"),
    )
    .select("run_factor.run_id")
    .distinct()
    .where("run_factor.run_id", "in", runIds)
    .where(IS_NEWER_EDITION)
    .where("emission_factor.status", "=", "active")
    .execute();
  return new Set(rows.map(({ run_id }) => run_id));
}

/** Own factors are not here: their organization versions them itself, and sees that on the inventory. */
async function readEditions(tx: TenantTx, run: CalculationRun): Promise<Map<string, Edition[]>> {
  const held = new Map(run.document.factors.map((factor) => [factor.id, factor.version]));
  const references = new Set(run.document.factors.map(({ id, version }) => `${id}@${version}`));
  const rows = await tx
    .selectFrom("emission_factor")
    .innerJoin("factor_dataset", (join) =>
      join
        .onRef("factor_dataset.id", "=", "emission_factor.dataset_id")
        .onRef("factor_dataset.edition", "=", "emission_factor.version"),
    )
    .select(["emission_factor.id", "version", "dataset_id", "region", "method", "emission_factor.status"])
    .select(["emission_factor.valid_from", "emission_factor.valid_to", "emission_factor.published_on"])
    .select(["document", "correction_of"])
    .where("emission_factor.id", "in", ["", ...held.keys()])
    .execute();
  const newer = await findNewerEditions(tx, run.id);
  const editions = new Map<string, Edition[]>();
  for (const row of rows) {
    const isHeld = references.has(`${row.id}@${row.version}`);
    if (!isHeld && !newer.has(`${row.dataset_id}@${row.version}`)) continue;
    const edition: Edition = {
      id: row.id,
      version: row.version,
      datasetId: row.dataset_id,
      region: row.region,
      method: row.method,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      publishedOn: row.published_on,
      // What a report was made with stays a candidate, whatever became of it: else nothing would be compared.
      status: isHeld ? "active" : row.status,
      document: row.document as DocumentFactor,
      correctionOf: row.correction_of,
    };
    editions.set(row.id, [...(editions.get(row.id) ?? []), edition]);
  }
  return editions;
}

async function readPinned(tx: TenantTx, run: CalculationRun): Promise<Map<string, string>> {
  const { document, places } = run;
  const rows = await tx
    .selectFrom("emission_source")
    .select(["id", "factor_selection"])
    .where("id", "in", Object.values(places.sources))
    .execute();
  const selectionOf = new Map(rows.map((row) => [row.id, row.factor_selection]));
  return new Map(
    document.activities.flatMap(({ id, emissionSource = "", factor }): [string, string][] => {
      const edition = selectionOf.get(places.sources[emissionSource]!)?.edition;
      return edition ? [[`${id} ${factor.slice(0, factor.lastIndexOf("@"))}`, edition]] : [];
    }),
  );
}

/** The frozen document names the gases it needed; a newer edition may name another of the same set. */
async function readWholeGwpSet(tx: TenantTx, { document }: CalculationRun): Promise<DocumentGwp> {
  const rows = await tx.selectFrom("gwp_set").select("document").execute();
  const whole = rows.map((row) => row.document as DocumentGwp).find(({ set }) => set === document.gwp.set);
  return whole ?? document.gwp;
}

/** Computes what was loaded. Calculates: call it outside a transaction. Reports that nothing would move are left out. */
export function assessDrifts(inputs: DriftInputs[]): ReportDrift[] {
  return inputs.map(assessDrift).filter(hasDrift);
}

/** Whether a newer edition applies; one that moves no figure counts too. */
export function hasDrift({ replaced, unresolved, bridge }: ReportDrift): boolean {
  return replaced.length > 0 || unresolved.length > 0 || bridge === null;
}

/** Cached per process: the same run, releases and policy always give the same drift. */
const MOST_REMEMBERED = 200;
const remembered = new Map<string, Omit<ReportDrift, "reportIds" | "numbers" | "decision">>();

/** The drift of one run's reports, empty where the newest applicable editions are in use. */
export function assessDrift(inputs: DriftInputs): ReportDrift {
  const key = keyOf(inputs);
  let drift = remembered.get(key);
  if (drift === undefined) {
    drift = calculateDrift(inputs);
    if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!);
    remembered.set(key, drift);
  }
  const { reports, decisions } = inputs;
  const { fingerprint } = drift;
  return {
    ...drift,
    reportIds: reports.map(({ id }) => id),
    numbers: reports.map(({ number }) => number),
    decision: decisions.find((one) => one.fingerprint === fingerprint) ?? null,
  };
}

function keyOf({ run, editions, policy, pinned }: DriftInputs): string {
  const references = [...editions.values()].flat().map(({ id, version, status }) => `${id}@${version} ${status}`);
  const { yearFallback, regionFallback, datasetPrecedence, pinnedEditions } = policy;
  const rules = [yearFallback, regionFallback, datasetPrecedence, Object.entries(pinnedEditions).sort()];
  return JSON.stringify([run.id, references.sort(), rules, [...pinned].sort()]);
}

function calculateDrift({ run, editions, policy, pinned, gwp }: DriftInputs) {
  const { document } = run;
  const corrections = new Set<string>();
  const choose = (reference: string, activity: DocumentActivity): DocumentFactor | null => {
    const at = reference.lastIndexOf("@");
    const [id, version] = [reference.slice(0, at), reference.slice(at + 1)];
    const candidates = editions.get(id) ?? [];
    const held = candidates.find((one) => one.version === version);
    if (!held) return null;
    const correction = findCorrection(held, candidates);
    if (correction) corrections.add(`${reference} ${correction.id}@${correction.version}`);
    const edition = correction?.version ?? pinned.get(`${activity.id} ${id}`);
    const chosen = selectFactor({ period: activity.period, region: held.region, edition }, candidates, policy);
    return chosen.ok ? chosen.factor.document : null;
  };
  const nameOf = new Map(
    [...editions.values()].flat().map((one) => [`${one.id}@${one.version}`, one.document.name ?? {}]),
  );
  const base = { runId: run.id, inventoryId: run.inventoryId };
  try {
    const { bridge, proposed, replaced, unresolved } = computeDrift(document, choose, gwp);
    const { location } = differenceOf(bridge);
    return {
      ...base,
      fingerprint: fingerprintOf(run.id, replaced, unresolved),
      replaced: replaced.map(({ from, to, activities }) => ({
        from,
        to,
        name: nameOf.get(to) ?? {},
        isCorrection: corrections.has(`${from} ${to}`),
        lineCount: activities.length,
      })),
      bridge: printBridge(bridge, { before: document, after: proposed }),
      percent: percentOf(location, bridge.before.total.location),
      unresolved,
    };
  } catch (error) {
    if (!(error instanceof CarbonError)) throw error;
    return {
      ...base,
      fingerprint: fingerprintOf(run.id, [], []),
      replaced: [],
      bridge: null,
      percent: null,
      unresolved: [],
    };
  }
}

/** A correction may be corrected in its turn: the last one counts. */
function findCorrection(held: Edition, candidates: Edition[]): Edition | null {
  let found: Edition | null = null;
  for (let at: Edition = held, left = candidates.length; left > 0; left -= 1) {
    const next = candidates.find(
      (one) => one.correctionOf === `${at.datasetId}@${at.version}` && (one.status ?? "active") === "active",
    );
    if (!next) break;
    found = next;
    at = next;
  }
  return found;
}

function fingerprintOf(runId: string, replaced: { from: string; to: string }[], unresolved: Issue[]): string {
  const moves = replaced.map(({ from, to }) => `${from} ${to}`).sort();
  const open = unresolved.map(({ activity, code }) => `${activity} ${code}`).sort();
  return createHash("sha256")
    .update(JSON.stringify([runId, moves, open]))
    .digest("hex");
}

async function listDriftDecisions(tx: TenantTx, reportIds: string[]): Promise<DriftDecision[]> {
  const rows = await tx
    .selectFrom("drift_decision")
    .leftJoin("author", "author.id", "drift_decision.created_by")
    .select(["report_id", "fingerprint", "decision", "reason", "run_id", "drift_decision.created_at"])
    .select("author.name as author_name")
    .where("report_id", "in", reportIds)
    .orderBy("drift_decision.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    reportId: row.report_id,
    fingerprint: row.fingerprint,
    decision: row.decision,
    reason: row.reason,
    runId: row.run_id,
    decidedAt: row.created_at,
    authorName: row.author_name,
  }));
}

/**
 * Records what a person decided about newer editions: to leave the report as it is, or to start a new run of its
 * inventory. The report and its run stay as they are.
 *
 * @throws AppError `not_found` for a report that the drift is not about
 */
export async function decideDrift(
  tx: TenantTx,
  author: Author,
  drift: ReportDrift,
  request: { reportId: string; decision: "dismissed" | "new_run"; reason: string },
): Promise<void> {
  const { reportId, decision, reason } = request;
  if (!drift.reportIds.includes(reportId)) throw new AppError("not_found");
  const runId = decision === "new_run" ? await startRun(tx, author, drift.inventoryId) : null;
  const { id } = await tx
    .insertInto("drift_decision")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      report_id: reportId,
      fingerprint: drift.fingerprint,
      decision,
      reason,
      drift: JSON.stringify({ replaced: drift.replaced, difference: drift.bridge?.difference ?? null }),
      run_id: runId,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: `report_drift.${decision}`,
    subject: "report",
    subjectId: reportId,
    after: { number: drift.numbers[drift.reportIds.indexOf(reportId)], decision, reason, id, runId },
  });
}
