import { type BaseYearDecision, type BaseYearState, findBaseYear } from "#app/runs/base-year/base-year.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { BaseYear, BaseYearBridge } from "./model.ts";
import { type IssuedReport, listIssuedReports } from "./previous-report.server.ts";
import type { ReportRun } from "./report-run.server.ts";

/** The base year as a report states it, and whether the organization has stated a policy of its own. */
export async function describeBaseYear(
  tx: TenantTx,
  organizationId: string,
  run: ReportRun,
): Promise<{ baseYear: BaseYear; hasPolicy: boolean }> {
  const state = await findBaseYear(tx, organizationId);
  const { start } = run.document.period;
  const earlier = (await listIssuedReports(tx, organizationId)).filter(({ period }) => period.start < start);
  if (!state) return { baseYear: firstReported(earlier), hasPolicy: false };
  return {
    baseYear: await statedBaseYear(tx, organizationId, { run, state, isFirst: earlier.length === 0 }),
    hasPolicy: true,
  };
}

/** The base year as the organization stated it, with what was decided about it. */
async function statedBaseYear(
  tx: TenantTx,
  organizationId: string,
  { run, state, isFirst }: { run: ReportRun; state: BaseYearState; isFirst: boolean },
): Promise<BaseYear> {
  const reference = await getTotals(tx, organizationId, state.referenceRunId);
  const { thresholdPercent } = state.policy;
  if (reference.inventoryId === run.inventoryId && isFirst) return { isFirstYear: true, thresholdPercent };
  const restated = state.decisions.find(({ restatedRunId }) => restatedRunId === reference.id);
  return {
    isFirstYear: false,
    year: reference.periodStart.slice(0, 4),
    co2eKg: reference.co2eKg,
    co2eKgMarketBased: reference.co2eKgMarketBased,
    recalculation: restated ? { en: restated.reason, zh: restated.reason } : null,
    thresholdPercent,
    ...(restated
      ? { bridge: bridgeOf(restated, await getTotals(tx, organizationId, restated.originalRunId), reference) }
      : {}),
  };
}

interface RunTotals {
  id: string;
  inventoryId: string;
  /** First day of its year. */
  periodStart: string;
  co2eKg: string;
  co2eKgMarketBased: string;
}

/** Of a run that a base year rests on, which has totals. */
async function getTotals(tx: TenantTx, organizationId: string, runId: string): Promise<RunTotals> {
  const row = await tx
    .selectFrom("calculation_run as r")
    .innerJoin("inventory as i", "i.id", "r.inventory_id")
    .select(["r.id", "r.inventory_id", "i.period_start", "r.co2e_kg", "r.co2e_kg_market_based"])
    .where("r.organization_id", "=", organizationId)
    .where("r.id", "=", runId)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    inventoryId: row.inventory_id,
    periodStart: row.period_start,
    co2eKg: row.co2e_kg!,
    co2eKgMarketBased: row.co2e_kg_market_based!,
  };
}

/** What was restated, from the proposal that was kept with the decision. */
function bridgeOf({ proposal }: BaseYearDecision, before: RunTotals, after: RunTotals): BaseYearBridge {
  const totalOf = ({ co2eKg, co2eKgMarketBased }: RunTotals) => ({ co2eKg, co2eKgMarketBased });
  const { organic } = proposal;
  return {
    before: totalOf(before),
    effects: [
      ...proposal.triggers.map(({ trigger, co2eKg, co2eKgMarketBased }) => ({ trigger, co2eKg, co2eKgMarketBased })),
      { trigger: "organic" as const, co2eKg: organic.co2eKg, co2eKgMarketBased: organic.co2eKgMarketBased },
    ],
    after: totalOf(after),
  };
}

/** Without a statement the base year is the first one that was reported; until there is an earlier one, this is the first year. */
function firstReported(earlier: IssuedReport[]): BaseYear {
  const [first] = [...earlier].sort((a, b) => (a.period.start < b.period.start ? -1 : 1));
  if (!first) return { isFirstYear: true };
  const { period, co2eKg, co2eKgMarketBased } = first;
  return { isFirstYear: false, year: period.start.slice(0, 4), co2eKg, co2eKgMarketBased, recalculation: null };
}
