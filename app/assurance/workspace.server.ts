import type { Period } from "#app/carbon/document/inventory-document.ts";
import { type Completeness, type CoveringRecord, findCompleteness } from "#app/carbon/total/completeness.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { type EmissionSource, eventSourcesOf, listEmissionSources } from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import { listGapAnswers } from "#app/review/review-map.server.ts";
import { type CalculationRun, getRun, getRunHead, latestRunHead, type RunHead } from "#app/runs/calculation.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { VerifierActor } from "./access.server.ts";

type Scope = Pick<VerifierActor, "organizationId" | "inventoryId">;

export interface ReportOfInventory {
  id: string;
  number: string;
  runId: string;
  locales: ReportLocale[];
  issuedAt: Date;
  /** SHA-256 of its data package. Null until it is published. */
  packageHash: string | null;
}

/** Newest first. */
export async function listReportsOfInventory(
  tx: TenantTx,
  { organizationId, inventoryId }: Scope,
): Promise<ReportOfInventory[]> {
  const rows = await tx
    .selectFrom("report as r")
    .innerJoin("calculation_run as c", "c.id", "r.run_id")
    .leftJoin("published_report as p", "p.number", "r.number")
    .select(["r.id", "r.number", "r.run_id", "r.locales", "r.issued_at", "p.inventory_sha256"])
    .where("r.organization_id", "=", organizationId)
    .where("c.inventory_id", "=", inventoryId)
    .orderBy("r.issued_at", "desc")
    .orderBy("r.serial", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    runId: row.run_id,
    locales: row.locales,
    issuedAt: row.issued_at,
    packageHash: row.inventory_sha256,
  }));
}

/** The calculation of the newest report, or the newest calculation if there is no report. */
interface AssuredInventory {
  period: Period;
  reports: ReportOfInventory[];
  /** Without its document, which is large and rarely needed. */
  run: RunHead | null;
}

export async function getAssuredInventory(tx: TenantTx, scope: Scope): Promise<AssuredInventory> {
  const { period } = await getInventory(tx, scope.organizationId, scope.inventoryId);
  const reports = await listReportsOfInventory(tx, scope);
  const [newest] = reports;
  const run = newest
    ? await getRunHead(tx, scope.organizationId, newest.runId)
    : await latestRunHead(tx, scope.organizationId, scope.inventoryId);
  return { period, reports, run };
}

/** @throws AppError `not_found` before the first calculation */
export async function getAssuredRun(tx: TenantTx, who: Scope): Promise<CalculationRun> {
  const { run } = await getAssuredInventory(tx, who);
  if (!run) throw new AppError("not_found");
  return getRun(tx, who.organizationId, run.id);
}

interface InventoryCompleteness {
  period: Period;
  completeness: Completeness;
  sources: EmissionSource[];
  facilities: Facility[];
  gaps: Awaited<ReturnType<typeof listGapAnswers>>;
}

export async function getInventoryCompleteness(tx: TenantTx, scope: Scope): Promise<InventoryCompleteness> {
  const { period } = await getInventory(tx, scope.organizationId, scope.inventoryId);
  const sources = await listEmissionSources(tx, scope.organizationId);
  const records = await listCovering(tx, scope.organizationId, period);
  return {
    period,
    sources,
    facilities: await listFacilities(tx, scope.organizationId),
    completeness: findCompleteness(
      period,
      sources.map(({ id }) => id),
      records,
      eventSourcesOf(sources),
    ),
    gaps: await listGapAnswers(tx, scope.organizationId, period),
  };
}

/** Groups identical records of a period, so that a year of readings is not read one by one. */
async function listCovering(tx: TenantTx, organizationId: string, period: Period): Promise<CoveringRecord[]> {
  const rows = await tx
    .selectFrom("current_activity_record")
    .select(["emission_source_id", "period_start", "period_end", "data_quality"])
    .where("organization_id", "=", organizationId)
    .where("period_start", ">=", period.start)
    .where("period_end", "<=", period.end)
    .groupBy(["emission_source_id", "period_start", "period_end", "data_quality"])
    .execute();
  return rows.map((row) => ({
    sourceId: row.emission_source_id,
    period: { start: row.period_start, end: row.period_end },
    dataQuality: row.data_quality,
  }));
}
