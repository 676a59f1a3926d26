import { AppError } from "#app/encoding/errors.ts";
import type { StatementReader } from "#app/report/statement-list.server.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { inTrailOf, type TenantTx, type VerifierTx } from "#db/doors.ts";
import type { VerifierActor } from "../access.server.ts";
import { type Finding, listFindings } from "../finding.server.ts";
import { listPlans } from "../plan/plan.server.ts";
import { listMembers } from "../plan/team.server.ts";
import { isInTeam } from "../plan/team.ts";
import type { StatementSubject } from "../statement.server.ts";
import { assessMateriality, type Materiality } from "./materiality.ts";

type Reader = TenantTx | VerifierTx | StatementReader;

/** What a finding misstates, as last stated. */
export interface QuantifiedMisstatement {
  findingId: string;
  number: number;
  runId: string;
  /** When its calculation was made. */
  calculatedAt: Date;
  /** In t CO2e. Above zero if the inventory is overstated. */
  tco2e: string;
  isCorrected: boolean;
  note: string;
  by: string;
  at: Date;
}

/** The newest of each finding. */
export async function listMisstatements(tx: Reader, engagementId: string): Promise<QuantifiedMisstatement[]> {
  const rows = await tx
    .selectFrom("verification_misstatement as m")
    .innerJoin("assurance_finding as f", "f.id", "m.finding_id")
    .innerJoin("calculation_run as c", "c.id", "m.run_id")
    .leftJoin("author as u", "u.id", "m.created_by")
    .selectAll("m")
    .select(["u.name", "c.created_at as calculated_at"])
    .distinctOn("m.finding_id")
    .where("f.engagement_id", "=", engagementId)
    .orderBy("m.finding_id")
    .orderBy("m.number", "desc")
    .execute();
  return rows.map((row) => ({
    findingId: row.finding_id,
    number: row.number,
    runId: row.run_id,
    calculatedAt: row.calculated_at,
    tco2e: row.tco2e,
    isCorrected: row.is_corrected,
    note: row.note,
    by: row.name ?? "",
    at: row.created_at,
  }));
}

interface NewMisstatement {
  findingId: string;
  runId: string;
  tco2e: string;
  isCorrected: boolean;
  note: string;
}

/**
 * States what a finding misstates. The newest statement holds.
 *
 * @throws AppError `not_found`
 */
export async function stateMisstatement(tx: VerifierTx, who: VerifierActor, stated: NewMisstatement): Promise<void> {
  const finding = (await listFindings(tx, who.engagementId)).find(({ id }) => id === stated.findingId);
  if (!finding) throw new AppError("not_found");
  const last = (await listMisstatements(tx, who.engagementId)).find(({ findingId }) => findingId === finding.id);
  await tx
    .insertInto("verification_misstatement")
    .values({
      tenant_id: who.tenantId,
      finding_id: finding.id,
      number: (last?.number ?? 0) + 1,
      run_id: stated.runId,
      tco2e: stated.tco2e,
      is_corrected: stated.isCorrected,
      note: stated.note,
      created_by: who.userId,
    })
    .execute();
  const facts = ({ tco2e, isCorrected }: Pick<NewMisstatement, "tco2e" | "isCorrected">) => ({ tco2e, isCorrected });
  await inTrailOf(tx, (trail) =>
    recordChange(trail, who, {
      action: "assurance_finding.quantified",
      subject: "assurance_finding",
      subjectId: finding.id,
      before: last && { number: `F${finding.number}`, ...facts(last) },
      after: { number: `F${finding.number}`, ...facts(stated) },
    }),
  );
}

/** The sum of misstatements of an engagement, for the totals of one calculation. */
export interface MaterialityOfRun extends Materiality {
  percent: string | null;
  totalBasis: "location" | "market" | null;
  /** Labels of the findings with a misstatement in the sum, such as F2. */
  findings: string[];
  /** Labels of the material findings that are open. */
  open: string[];
}

interface RunTotals {
  co2eKg: string | null;
  co2eKgMarketBased: string | null;
}

/** Everything that an unmodified opinion depends on, as `guard_opinion` in the database judges it. */
export async function assessRun(tx: Reader, engagementId: string, run: RunTotals | null): Promise<MaterialityOfRun> {
  const [plan] = await listPlans(tx, engagementId);
  const findings = new Map((await listFindings(tx, engagementId)).map((finding) => [finding.id, finding]));
  const stated = (await listMisstatements(tx, engagementId)).map((one) => {
    const finding = findings.get(one.findingId)!;
    return { ...one, label: labelOf(finding), order: finding.number, isWithdrawn: finding.state === "withdrawn" };
  });
  const totalKg = (plan?.totalBasis === "market" ? run?.co2eKgMarketBased : run?.co2eKg) ?? null;
  const counted = stated.filter((one) => !one.isCorrected && !one.isWithdrawn);
  return {
    ...assessMateriality(stated, { percent: plan?.materialityPercent ?? null, totalKg }),
    percent: plan?.materialityPercent ?? null,
    totalBasis: plan?.totalBasis ?? null,
    findings: counted.sort((a, b) => a.order - b.order).map(({ label }) => label),
    open: [...findings.values()].filter(isMaterialAndOpen).map(labelOf),
  };
}

function isMaterialAndOpen({ severity, state }: Finding): boolean {
  return severity === "material" && state !== "resolved" && state !== "withdrawn";
}

const labelOf = ({ number }: Finding) => `F${number}`;

type IntendedStatement = { engagementId: string; opinion: string; independentReviewer: string } & StatementSubject;

/**
 * Refuses an unmodified opinion that the findings don't support, and a reviewer who is in the verification team.
 *
 * @throws AppError `conflict` with the findings
 */
export async function refuseUnsupportedOpinion(tx: Reader, intended: IntendedStatement): Promise<void> {
  const { engagementId, opinion, independentReviewer } = intended;
  const reviewer = { name: independentReviewer, role: "independent_reviewer" } as const;
  if (isInTeam(reviewer, await listMembers(tx, engagementId))) refuse("reviewer_in_team");
  if (opinion !== "unmodified") return;
  const run = await tx
    .selectFrom("calculation_run as c")
    .select(["c.co2e_kg", "c.co2e_kg_market_based"])
    .$if("runId" in intended, (query) => query.where("c.id", "=", "runId" in intended ? intended.runId : ""))
    .$if("reportId" in intended, (query) =>
      query
        .innerJoin("report as r", "r.run_id", "c.id")
        .where("r.id", "=", "reportId" in intended ? intended.reportId : ""),
    )
    .executeTakeFirst();
  const totals = run ? { co2eKg: run.co2e_kg, co2eKgMarketBased: run.co2e_kg_market_based } : null;
  const { open, findings, isExceeded } = await assessRun(tx, engagementId, totals);
  if (open.length > 0) refuse("material_finding_open", open);
  if (isExceeded) refuse("misstatements_exceed_materiality", findings);
}

function refuse(reason: string, findings: readonly string[] = []): never {
  throw new AppError("conflict", { details: { reason, findings: findings.join(", ") } });
}
