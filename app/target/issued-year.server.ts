import type { Period } from "#app/carbon/document/inventory-document.ts";
import { countDays } from "#app/day/period.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import { listIssuedReports } from "#app/report/previous-report.server.ts";
import { findBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { sumDecimals } from "#app/runs/line-sums.ts";
import { listComparableRuns } from "#app/runs/run-comparison.server.ts";
import { readCells } from "#app/runs/run-summary.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { YearSums } from "./progress.ts";
import { type Coverage, coveredParts, isSamePer, type ReductionTarget } from "./reduction-target.ts";

/** A year with a report that was issued and not withdrawn: the newest one. */
export interface IssuedYear {
  year: number;
  reportId: string;
  number: string;
  runId: string;
  co2eKg: string;
  intensity: { per: LocalText; quantity: string } | null;
}

/** What the figure of a base year comes from. */
export interface BaseFigure {
  year: number;
  runId: string;
  /** Location-based total, to recognize it. */
  co2eKg: string;
  /** The declared base year, as recalculated if it was; otherwise the issued report. */
  from: "declared" | "recalculated" | "issued";
  intensity: IssuedYear["intensity"];
}

export interface ReportedYears {
  /** The newest year first. */
  issued: IssuedYear[];
  /** The years that can be a base year, the oldest first. */
  bases: BaseFigure[];
}

/** A period of twelve months belongs to the year of its first day; a shorter one to none. */
function yearOf(period: Period): number | null {
  return countDays(period) >= 365 ? Number(period.start.slice(0, 4)) : null;
}

export async function readReportedYears(tx: TenantTx, organizationId: string): Promise<ReportedYears> {
  const byYear = new Map<number, IssuedYear>();
  for (const { id, number, runId, period, co2eKg, intensity } of await listIssuedReports(tx, organizationId)) {
    const year = yearOf(period);
    if (year !== null && !byYear.has(year)) byYear.set(year, { year, reportId: id, number, runId, co2eKg, intensity });
  }
  const issued = [...byYear.values()].sort((a, b) => b.year - a.year);
  const bases = new Map<number, BaseFigure>(
    issued.map(({ year, runId, co2eKg, intensity }) => [year, { year, runId, co2eKg, from: "issued", intensity }]),
  );
  const declared = await readDeclared(tx, organizationId);
  if (declared) bases.set(declared.year, { ...declared, intensity: byYear.get(declared.year)?.intensity ?? null });
  return { issued, bases: [...bases.values()].sort((a, b) => a.year - b.year) };
}

async function readDeclared(tx: TenantTx, organizationId: string): Promise<Omit<BaseFigure, "intensity"> | null> {
  const state = await findBaseYear(tx, organizationId);
  if (!state) return null;
  const run = (await listComparableRuns(tx, organizationId)).find(({ runId }) => runId === state.referenceRunId);
  const year = run ? yearOf(run.period) : null;
  if (!run || year === null) return null;
  const from = state.referenceRunId === state.policy.runId ? "declared" : "recalculated";
  return { year, runId: run.runId, co2eKg: run.co2eKg, from };
}

/** Why a year has no figure for a target. */
export type YearGap = "intensity_missing" | "intensity_differs" | "part_missing";

type Asked = Pick<ReductionTarget, "kind" | "per"> & Coverage;

/** What a report came to for a target, or why it can't be compared. */
export async function sumYear(
  tx: TenantTx,
  target: Asked,
  { runId, intensity }: Pick<IssuedYear, "runId" | "intensity">,
): Promise<YearSums | YearGap> {
  const isIntensity = target.kind === "intensity";
  if (isIntensity && !intensity) return "intensity_missing";
  if (isIntensity && !isSamePer(target.per, intensity!.per)) return "intensity_differs";
  const kg = await sumCovered(tx, target, runId);
  return kg === null ? "part_missing" : { kg, quantity: isIntensity ? intensity!.quantity : null };
}

/** kg CO2e of a run in the scopes and categories of a target: from its stored sums, without its lines. */
async function sumCovered(tx: TenantTx, coverage: Coverage, runId: string): Promise<string | null> {
  const cells = (await readCells(tx, runId)).filter(({ month }) => month === "");
  const of = (scope: number) => cells.find((cell) => cell.scope === scope);
  const byScope = { 1: of(1)?.co2eKg, 2: of(2)?.co2eKg, 3: of(3)?.co2eKg };
  const scope2Market = of(2)?.co2eKgMarketBased;
  const isByCategory = coverage.scopes.includes(3) && coverage.categories.length > 0;
  const byCategory = isByCategory ? ((await findJudged(tx, runId))?.totals.byCategory ?? {}) : {};
  const parts = coveredParts(coverage, { byScope, scope2Market, byCategory });
  return parts && sumDecimals(parts);
}
