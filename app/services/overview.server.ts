import { mergeLines } from "#app/carbon/compiled/run-compiled.ts";
import { type Completeness, findCompleteness } from "#app/carbon/completeness.ts";
import type { DecimalString, Period, ResultTotals } from "#app/carbon/inventory-document.ts";
import { daysByMonth } from "#app/carbon/period.ts";
import { SCOPES } from "#app/carbon/scope.ts";
import { sumByKey } from "#app/carbon/sum-by-key.ts";
import { summarizeLines } from "#app/carbon/summary.ts";
import type { TenantTx } from "#db/doors.ts";
import { listActivities } from "./activity.server.ts";
import { type CalculationRun, latestRun } from "./calculation.server.ts";
import { type EmissionSource, listEmissionSources } from "./emission-source.server.ts";
import { type Facility, listFacilities } from "./facility.server.ts";
import { type Inventory, listInventories } from "./inventory.server.ts";
import { listBlockers, listReports, type Report } from "./report.server.ts";

/** One month of the year in kg CO2e, as the engine sums it. */
export interface MonthSum {
  /** `YYYY-MM`. */
  month: string;
  byScope: Record<1 | 2 | 3, DecimalString>;
  total: DecimalString;
}

/** The newest calculation of the year; without totals where it has issues. */
export interface YearResult {
  totals: ResultTotals | null;
  months: MonthSum[];
  issueCount: number;
  createdAt: Date;
}

export interface Overview {
  inventories: Inventory[];
  inventory: Inventory | null;
  facilities: Facility[];
  sources: EmissionSource[];
  recordCount: number;
  completeness: Completeness | null;
  result: YearResult | null;
  previous: { year: string; result: YearResult } | null;
  /** kg CO2e by source, from the newest calculation. */
  kgBySource: Map<string, DecimalString>;
  /** What keeps the newest calculation from becoming a report; null without one. */
  blockers: string[] | null;
  lastReport: Report | null;
  /** Whether a report of the newest calculation exists. */
  isReported: boolean;
}

/**
 * Everything that an organization's first page shows of one year: the given one, else the newest.
 *
 * @throws AppError `not_found`
 */
export async function getOverview(tx: TenantTx, organizationId: string, inventoryId: string | null): Promise<Overview> {
  const inventories = await listInventories(tx, organizationId);
  const inventory = inventories.find(({ id }) => id === inventoryId) ?? inventories[0] ?? null;
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const [lastReport = null] = await listReports(tx, organizationId);
  const base = { inventories, inventory, facilities, sources, lastReport };
  if (!inventory) return { ...base, ...NOTHING_CALCULATED, recordCount: 0, completeness: null };
  const records = await listActivities(tx, organizationId, inventory.period);
  const ids = sources.map(({ id }) => id);
  const completeness = findCompleteness(inventory.period, ids, records);
  const run = await latestRun(tx, organizationId, inventory.id);
  if (!run) return { ...base, ...NOTHING_CALCULATED, recordCount: records.length, completeness };
  return {
    ...base,
    recordCount: records.length,
    completeness,
    result: toYearResult(run, inventory.period),
    previous: await findPreviousYear(tx, organizationId, inventories, inventory),
    kgBySource: await sumBySource(tx, run.id),
    blockers: (await listBlockers(tx, organizationId, run)).map(({ code }) => code),
    isReported: lastReport?.runId === run.id,
  };
}

const NOTHING_CALCULATED = {
  result: null,
  previous: null,
  kgBySource: new Map<string, DecimalString>(),
  blockers: null,
  isReported: false,
};

/** The same period a year earlier, where it was calculated to a total. */
async function findPreviousYear(
  tx: TenantTx,
  organizationId: string,
  inventories: Inventory[],
  inventory: Inventory,
): Promise<Overview["previous"]> {
  const earlier = inventories.find(({ period }) => period.start === yearBefore(inventory.period.start));
  const run = earlier && (await latestRun(tx, organizationId, earlier.id));
  if (!earlier || !run?.document.results?.totals) return null;
  return { year: earlier.period.start.slice(0, 4), result: toYearResult(run, earlier.period) };
}

function yearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
}

function toYearResult(run: CalculationRun, period: Period): YearResult {
  const totals = run.document.results?.totals ?? null;
  return {
    totals,
    months: totals ? sumMonths(run, period) : [],
    issueCount: run.issueCount,
    createdAt: run.createdAt,
  };
}

function sumMonths(run: CalculationRun, period: Period): MonthSum[] {
  const lines = mergeLines(run.document);
  const totals = new Map(summarizeLines(lines, ["month"]).map((row) => [row.keys[0], row.co2eKg]));
  const parts = new Map(summarizeLines(lines, ["month", "scope"]).map((row) => [row.keys.join(" "), row.co2eKg]));
  return daysByMonth(period).map(({ month }) => ({
    month,
    total: totals.get(month) ?? "0",
    byScope: Object.fromEntries(
      SCOPES.map((scope) => [scope, parts.get(`${month} ${scope}`) ?? "0"]),
    ) as MonthSum["byScope"],
  }));
}

async function sumBySource(tx: TenantTx, runId: string): Promise<Map<string, DecimalString>> {
  const lines = await tx
    .selectFrom("calculation_line")
    .select(["emission_source_id", "co2e_kg"])
    .where("run_id", "=", runId)
    .execute();
  return sumByKey(lines.map((line) => [line.emission_source_id, line.co2e_kg] as const));
}
