import { utcDay } from "#app/day/day.ts";
import { toExactOr40 } from "#app/number/ratio.ts";
import { digitsFor } from "#app/report/intensity.ts";
import type { TenantTx } from "#db/doors.ts";
import {
  type BaseFigure,
  type IssuedYear,
  type ReportedYears,
  readReportedYears,
  sumYear,
  type YearGap,
} from "./issued-year.server.ts";
import { listMeasures, type NamedMeasure } from "./measure.server.ts";
import type { TargetPath } from "./path.ts";
import { followPath, type Gap, gapOf, type ProgressYear, type YearSums, yearValue } from "./progress.ts";
import type { ReductionTarget } from "./reduction-target.ts";
import { listTargets } from "./target.server.ts";
import { stateOfTarget, type TargetState } from "./target-state.ts";

/** A year as a page shows it. */
export interface ShownYear extends ProgressYear {
  report: { id: string; number: string } | null;
  /** Why there is no figure: no report, one that can't be compared, or a year that isn't over. */
  gap: YearGap | "no_report" | "not_over" | null;
}

/** The path of a target and its progress, from the base year and issued reports alone. */
export interface TargetView {
  base: { from: BaseFigure["from"]; value: string; runId: string };
  /** The figure when the target was saved, if the base year was recalculated or reported again since. */
  baseAtSave: string | null;
  /** Digits to show after the point. */
  digits: number;
  targetValue: string;
  years: ShownYear[];
  newest: ShownYear | null;
  gap: Gap | null;
}

/** What there is of a target: its path, or why it has none. */
export type TargetReading = { view: TargetView; fault: null } | { view: null; fault: YearGap | "base_missing" };

export async function readTarget(
  tx: TenantTx,
  target: ReductionTarget,
  { issued, bases }: ReportedYears,
  { measures, now }: { measures: readonly NamedMeasure[]; now: Date },
): Promise<TargetReading> {
  const base = bases.find(({ year }) => year === target.baseYear);
  if (!base) return { view: null, fault: "base_missing" };
  const baseSums = await sumYear(tx, target, base);
  if (typeof baseSums === "string") return { view: null, fault: baseSums };
  const read = await sumIssued(
    tx,
    target,
    issued.filter(({ year }) => year >= target.baseYear && year <= target.targetYear),
  );
  const sums = new Map([...read].flatMap(([year, one]) => (typeof one === "string" ? [] : [[year, one] as const])));
  const path = { ...target, base: yearValue(baseSums) };
  const thisYear = Number(utcDay(now).slice(0, 4));
  const years = followPath(path, sums).map((one): ShownYear => {
    const report = issued.find(({ year }) => year === one.year);
    const found = read.get(one.year);
    const gap = typeof found === "string" ? found : found ? null : one.year >= thisYear ? "not_over" : "no_report";
    return { ...one, report: report ? { id: report.reportId, number: report.number } : null, gap };
  });
  const newest = years.findLast(({ issued: value }) => value !== null) ?? null;
  return {
    fault: null,
    view: {
      base: { from: base.from, value: years[0]!.path, runId: base.runId },
      baseAtSave: await readBaseAtSave(tx, target, base),
      digits: target.kind === "intensity" ? digitsFor(baseSums.kg, baseSums.quantity!) : 2,
      targetValue: years.at(-1)!.path,
      years,
      newest,
      gap: newest && gapAt(path, newest.year, sums, measures),
    },
  };
}

async function sumIssued(
  tx: TenantTx,
  target: ReductionTarget,
  issued: readonly IssuedYear[],
): Promise<Map<number, YearSums | YearGap>> {
  const sums = new Map<number, YearSums | YearGap>();
  for (const one of issued) sums.set(one.year, await sumYear(tx, target, one));
  return sums;
}

function gapAt(
  path: TargetPath,
  year: number,
  sums: ReadonlyMap<number, YearSums>,
  measures: readonly NamedMeasure[],
): Gap {
  return gapOf(path, { ...sums.get(year)!, year }, measures);
}

async function readBaseAtSave(tx: TenantTx, target: ReductionTarget, base: BaseFigure): Promise<string | null> {
  if (base.runId === target.baseRunId) return null;
  const before = await sumYear(tx, target, { runId: target.baseRunId, intensity: base.intensity });
  return typeof before === "string" ? null : yearText(before);
}

function yearText(sums: YearSums): string {
  return toExactOr40(yearValue(sums));
}

/** The measures of one target, by year. */
export async function listMeasuresOf(tx: TenantTx, organizationId: string, targetId: string): Promise<NamedMeasure[]> {
  return (await listMeasures(tx, organizationId)).filter((measure) => measure.targetId === targetId);
}

/** The newest target in force, for the overview. */
export interface NewestTarget {
  id: string;
  name: string;
  kind: ReductionTarget["kind"];
  state: TargetState;
  digits: number;
  newest: { year: number; issued: string; path: string } | null;
}

export async function findNewestTarget(tx: TenantTx, organizationId: string, now: Date): Promise<NewestTarget | null> {
  const target = (await listTargets(tx, organizationId)).findLast(({ isWithdrawn }) => !isWithdrawn);
  if (!target) return null;
  const reading = await readTarget(tx, target, await readReportedYears(tx, organizationId), { measures: [], now });
  const newest = reading.view?.newest;
  return {
    id: target.id,
    name: target.name,
    kind: target.kind,
    state: stateOfTarget(false, reading),
    digits: reading.view?.digits ?? 2,
    newest: newest ? { year: newest.year, issued: newest.issued!, path: newest.path } : null,
  };
}
