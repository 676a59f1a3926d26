import type { Bridge } from "#app/carbon/comparison/bridge.ts";
import { type PrintedBridge, type PrintedValue, printValue } from "#app/carbon/comparison/print-bridge.ts";
import { type RestatedFigure, restateFigures } from "#app/carbon/comparison/restatement.ts";
import { proposeRecalculation, type RecalculationProposal, type Trigger } from "#app/carbon/total/base-year.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { AppError } from "#app/encoding/errors.ts";
import { toExactOr40 } from "#app/number/ratio.ts";
import { getRun, hashInputs, startRun } from "#app/runs/calculation.server.ts";
import { compareSides, type LoadedRun, loadInventoryNow, loadRun } from "#app/runs/run-comparison.server.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { BaseYearSetting } from "./base-year-form.ts";

/** What the organization has stated about its base year; the newest statement holds. */
export interface BaseYearPolicy {
  version: number;
  /** The run named in the statement. */
  runId: string;
  thresholdPercent: string;
  rationale: string;
  reason: string;
  statedAt: Date;
  authorName: string | null;
}

export interface BaseYearStatement {
  runId: string;
  thresholdPercent: string;
  rationale: string;
  /** Reason for the change; empty for the first version. */
  reason: string;
}

export type Decision = "recalculated" | "not_recalculated";

/** What a person decided about a proposal. */
export interface BaseYearDecision {
  id: string;
  policyVersion: number;
  decision: Decision;
  reason: string;
  originalRunId: string;
  /** The run that restates the base year; null where it was left as it is. */
  restatedRunId: string | null;
  /** Whether that run is there and has totals. */
  isRestated: boolean;
  inputsHash: string;
  proposal: PrintedProposal;
  decidedAt: Date;
  authorName: string | null;
}

/** A proposal as it is shown and kept with the decision about it. */
export interface PrintedProposal {
  thresholdPercent: string;
  isProposed: boolean;
  triggers: (PrintedTrigger & { trigger: Trigger })[];
  together: PrintedTrigger;
  organic: PrintedValue;
}

interface PrintedTrigger extends PrintedValue {
  /** Exact, or to 40 digits; null where the base year's total is zero. */
  percent: string | null;
  percentMarketBased: string | null;
  isAboveThreshold: boolean;
}

type Author = ChangeAuthor & { organizationId: string };

export const keptBaseYear = keepSetting(BaseYearSetting, {
  toRow: ({ runId, thresholdPercent, rationale, reason }: BaseYearStatement) => ({
    run_id: runId,
    threshold_percent: thresholdPercent,
    rationale,
    reason,
  }),
  fromRow: (row): BaseYearStatement => ({
    runId: row.run_id,
    thresholdPercent: row.threshold_percent,
    rationale: row.rationale,
    reason: row.reason,
  }),
  initial: null,
  facts: ({ runId, thresholdPercent, rationale, reason }) => ({ runId, thresholdPercent, rationale, reason }),
});

/** Every version of the base year's policy, newest first. */
export async function listBaseYearPolicies(tx: TenantTx, organizationId: string): Promise<BaseYearPolicy[]> {
  const versions = await keptBaseYear.list(tx, { organization_id: organizationId });
  return versions.map(({ value, version, savedAt, authorName }) => ({
    ...value,
    version,
    statedAt: savedAt!,
    authorName,
  }));
}

/**
 * Saves base year and threshold. Earlier versions stay as they were.
 *
 * @throws AppError `not_found` for a run that is not there, `invalid` for one without totals
 */
export async function stateBaseYear(
  tx: TenantTx,
  author: Author,
  { basedOn, ...statement }: BaseYearStatement & { basedOn: number },
): Promise<void> {
  const run = await getRun(tx, author.organizationId, statement.runId);
  if (run.co2eKg === null) throw new AppError("invalid", { details: { reason: "run_has_issues" } });
  const before = await keptBaseYear.open(tx, author, { organization_id: author.organizationId, basedOn });
  await keptBaseYear.save(tx, author, before, statement);
}

/** Every decision, newest first. */
export async function listBaseYearDecisions(tx: TenantTx, organizationId: string): Promise<BaseYearDecision[]> {
  const rows = await tx
    .selectFrom("base_year_decision")
    .leftJoin("author", "author.id", "base_year_decision.created_by")
    .leftJoin("calculation_run", "calculation_run.id", "base_year_decision.restated_run_id")
    .selectAll("base_year_decision")
    .select(["author.name as author_name", "calculation_run.co2e_kg"])
    .where("base_year_decision.organization_id", "=", organizationId)
    .orderBy("base_year_decision.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    policyVersion: row.policy_version,
    decision: row.decision,
    reason: row.reason,
    originalRunId: row.original_run_id,
    restatedRunId: row.restated_run_id,
    isRestated: row.co2e_kg !== null,
    inputsHash: row.inputs_hash,
    proposal: row.proposal as PrintedProposal,
    decidedAt: row.created_at,
    authorName: row.author_name,
  }));
}

/** The current base year: its policy, the decisions since, and the run whose figures count. */
export interface BaseYearState {
  policy: BaseYearPolicy;
  policies: BaseYearPolicy[];
  decisions: BaseYearDecision[];
  /** The newest restatement that is calculated, else the run of the statement. */
  referenceRunId: string;
  /** The newest restatement that is decided and not calculated yet. */
  pendingRunId: string | null;
}

/** Null before the first statement. */
export async function findBaseYear(tx: TenantTx, organizationId: string): Promise<BaseYearState | null> {
  const policies = await listBaseYearPolicies(tx, organizationId);
  const [policy] = policies;
  if (!policy) return null;
  const decisions = await listBaseYearDecisions(tx, organizationId);
  const restatements = decisions.filter(
    ({ policyVersion, restatedRunId }) => policyVersion === policy.version && restatedRunId !== null,
  );
  const calculated = restatements.find(({ isRestated }) => isRestated);
  const [newest] = restatements;
  return {
    policy,
    policies,
    decisions,
    referenceRunId: calculated?.restatedRunId ?? policy.runId,
    pendingRunId: newest && !newest.isRestated ? newest.restatedRunId : null,
  };
}

/** Everything that the check of the base year reads. */
export interface BaseYearInputs {
  state: BaseYearState;
  base: LoadedRun;
  now: Awaited<ReturnType<typeof loadInventoryNow>>;
}

/** Reads the current base year and what the same year would be calculated as today; null before a policy exists. */
export async function loadBaseYear(tx: TenantTx, organizationId: string): Promise<BaseYearInputs | null> {
  const state = await findBaseYear(tx, organizationId);
  if (!state) return null;
  const base = await loadRun(tx, organizationId, state.referenceRunId);
  return { state, base, now: await loadInventoryNow(tx, organizationId, base.run.inventoryId) };
}

/** The base year as calculated today, compared with the current one. */
export type BaseYearCheck =
  | { kind: "issues"; count: number }
  | {
      kind: "checked";
      /** Of today's inputs: a decision is about these. */
      inputsHash: string;
      isUnchanged: boolean;
      proposal: PrintedProposal;
      bridge: PrintedBridge;
      figures: RestatedFigure[];
    };

/** Compares the base year with itself as it would be calculated today. Calculates: call it outside a transaction. */
export function checkBaseYear({ state, base, now }: BaseYearInputs): BaseYearCheck {
  const count = now.selectionIssues.length + runInventory(now.side.document).issues.length;
  if (count > 0) return { kind: "issues", count };
  const { bridge, printed } = compareSides(base.side, now.side);
  const inputsHash = hashInputs(now.side.document);
  return {
    kind: "checked",
    inputsHash,
    isUnchanged: bridge.steps.every(({ effects }) => effects.length === 0),
    proposal: printProposal(propose(bridge, state), state.policy.thresholdPercent),
    bridge: printed,
    figures: restateFigures(bridge),
  };
}

function propose(bridge: Bridge, { policy }: BaseYearState): RecalculationProposal {
  return proposeRecalculation(bridge, { thresholdPercent: policy.thresholdPercent });
}

function printProposal(proposal: RecalculationProposal, thresholdPercent: string): PrintedProposal {
  const print = ({ value, percent, isAboveThreshold }: RecalculationProposal["together"]): PrintedTrigger => ({
    ...printValue(value),
    percent: percent.location && toExactOr40(percent.location),
    percentMarketBased: percent.market && toExactOr40(percent.market),
    isAboveThreshold,
  });
  return {
    thresholdPercent,
    isProposed: proposal.isProposed,
    triggers: proposal.triggers.map((one) => ({ trigger: one.trigger, ...print(one) })),
    together: print(proposal.together),
    organic: printValue(proposal.organic),
  };
}

/**
 * Records what a person decided. To recalculate starts a run of the base year, which becomes the reference when it is
 * done; the run before stays. Either way the proposal is kept with the reason.
 */
export async function decideRecalculation(
  tx: TenantTx,
  author: Author,
  { state, base }: Pick<BaseYearInputs, "state" | "base">,
  request: { decision: Decision; reason: string; check: Extract<BaseYearCheck, { kind: "checked" }> },
): Promise<void> {
  const { decision, reason, check } = request;
  const restatedRunId = decision === "recalculated" ? await startRun(tx, author, base.run.inventoryId) : null;
  const { id } = await tx
    .insertInto("base_year_decision")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      policy_version: state.policy.version,
      original_run_id: base.run.id,
      inputs_hash: check.inputsHash,
      decision,
      reason,
      proposal: JSON.stringify(check.proposal),
      restated_run_id: restatedRunId,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: `base_year.${decision}`,
    subject: "base_year_decision",
    subjectId: id,
    after: { decision, reason, originalRunId: base.run.id, restatedRunId },
  });
}
