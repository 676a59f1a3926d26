import type { DecimalString, Period, ResultTotals } from "#app/carbon/document/inventory-document.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import { type Completeness, findCompleteness } from "#app/carbon/total/completeness.ts";
import { daysByMonth, yearBefore } from "#app/day/period.ts";
import { type Inventory, listInventories } from "#app/organization/inventory.server.ts";
import { type EmissionSource, eventSourcesOf, listEmissionSources } from "#app/places/emission-source.server.ts";
import { type Facility, listFacilities } from "#app/places/facility/facility.server.ts";
import { listReports, type Report } from "#app/report/report.server.ts";
import { getReviewMap, type ReviewMap } from "#app/review/review-map.server.ts";
import { latestRunHead, type RunHead } from "#app/runs/calculation.server.ts";
import { readCells, readSourceSums } from "#app/runs/run-summary.server.ts";
import type { TenantTx } from "#db/doors.ts";

export interface MonthSum {
  month: string;
  byScope: Record<1 | 2 | 3, DecimalString>;
  total: DecimalString;
}

export type YearTotals = Pick<ResultTotals, "co2eKg" | "co2eKgMarketBased" | "byScope">;

/** The newest calculation of the year. It has no totals if there are issues. */
export interface YearResult {
  totals: YearTotals | null;
  months: MonthSum[];
  issueCount: number;
  /** Number of records calculated. */
  lineCount: number;
  createdAt: Date;
}

export interface Overview {
  inventories: Inventory[];
  inventory: Inventory | null;
  facilities: Facility[];
  sources: EmissionSource[];
  recordCount: number;
  completeness: Completeness | null;
  review: ReviewMap | null;
  result: YearResult | null;
  /** The newest calculation. */
  runId: string | null;
  previous: { year: string; inventoryId: string; result: YearResult; kgBySource: Map<string, DecimalString> } | null;
  /** kg CO2e by source, from the newest calculation. */
  kgBySource: Map<string, DecimalString>;
  lastReport: Report | null;
}

/**
 * Data of an organization's overview for the given year, or the newest. Reads stored sums of runs and grouped records,
 * but no documents or lines.
 *
 * @throws AppError `not_found`
 */
export async function getOverview(tx: TenantTx, organizationId: string, inventoryId: string | null): Promise<Overview> {
  const inventories = await listInventories(tx, organizationId);
  const inventory = inventories.find(({ id }) => id === inventoryId) ?? inventories[0] ?? null;
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const [lastReport = null] = await listReports(tx, organizationId, { limit: 1 });
  const base = { inventories, inventory, facilities, sources, lastReport, ...NOTHING_CALCULATED };
  if (!inventory) return { ...base, recordCount: 0, completeness: null, review: null };
  const { period } = inventory;
  const review = await getReviewMap(tx, organizationId, period);
  const within = review.groups.filter((group) => period.start <= group.period.start && group.period.end <= period.end);
  const ids = sources.map(({ id }) => id);
  const records = {
    review,
    recordCount: within.reduce((sum, { count }) => sum + count, 0),
    completeness: findCompleteness(period, ids, within, eventSourcesOf(sources)),
  };
  const run = await latestRunHead(tx, organizationId, inventory.id);
  if (!run) return { ...base, ...records };
  return {
    ...base,
    ...records,
    runId: run.id,
    result: await readYearResult(tx, run, period),
    previous: await findPreviousYear(tx, organizationId, inventories, inventory),
    kgBySource: await readSourceSums(tx, run.id),
  };
}

const NOTHING_CALCULATED = {
  runId: null,
  result: null,
  previous: null,
  kgBySource: new Map<string, DecimalString>(),
};

/** The same period one year earlier, if it has a total. */
async function findPreviousYear(
  tx: TenantTx,
  organizationId: string,
  inventories: Inventory[],
  inventory: Inventory,
): Promise<Overview["previous"]> {
  const earlier = inventories.find(({ period }) => period.start === yearBefore(inventory.period.start));
  const run = earlier && (await latestRunHead(tx, organizationId, earlier.id));
  if (!earlier || !run?.co2eKg) return null;
  const result = await readYearResult(tx, run, earlier.period);
  const year = earlier.period.start.slice(0, 4);
  return { year, inventoryId: earlier.id, result, kgBySource: await readSourceSums(tx, run.id) };
}

/** The year of a run from its head and its stored sums: two lookups by key, independent of the number of lines. */
export async function readYearResult(tx: TenantTx, run: RunHead, period: Period): Promise<YearResult> {
  const { co2eKg, co2eKgMarketBased } = run;
  const facts = { issueCount: run.issueCount, lineCount: run.lineCount, createdAt: run.createdAt };
  if (co2eKg === null || co2eKgMarketBased === null) return { totals: null, months: [], ...facts };
  const cells = await readCells(tx, run.id);
  const sums = new Map(cells.map((cell) => [`${cell.month} ${cell.scope}`, cell.co2eKg]));
  const byScope = (month: string) =>
    Object.fromEntries(SCOPES.map((scope) => [scope, sums.get(`${month} ${scope}`) ?? "0"])) as MonthSum["byScope"];
  return {
    totals: { co2eKg, co2eKgMarketBased, byScope: byScope("") },
    months: daysByMonth(period).map(({ month }) => ({
      month,
      total: sums.get(`${month} 0`) ?? "0",
      byScope: byScope(month),
    })),
    ...facts,
  };
}
