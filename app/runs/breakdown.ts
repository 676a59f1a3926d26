import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import type {
  Disclosure,
  DocumentGwp,
  InventoryDocument,
  Results,
  ScopeNumber,
} from "#app/carbon/document/inventory-document.ts";
import { gasGroupOf } from "#app/carbon/factor/gas.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { ALL_CATEGORIES, SCOPES } from "#app/carbon/line/scope.ts";
import { isCounted, uncertaintyOf } from "#app/carbon/total/inventory.ts";
import { type GroupKey, type SummaryRow, summarizeLines } from "#app/carbon/total/summary.ts";
import { daysByMonth } from "#app/day/period.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import { groupBy, sumDecimals } from "./line-sums.ts";

/** The columns that ISO 14064-1 asks for, then gases outside these groups and what the factors leave undivided. */
export const GAS_COLUMNS = ["CO2", "CH4", "N2O", "HFC", "PFC", "SF6", "NF3", "other", "unsplit"] as const;
export type GasColumn = (typeof GAS_COLUMNS)[number];
export type ByGas = Record<GasColumn, string>;
export type ByScope = Record<ScopeNumber, string>;

export const GRADES = ["measured", "calculated", "estimated", "unstated"] as const;
export type Grade = (typeof GRADES)[number];
export type ByGrade = Record<Grade, string>;

/** The lines of a document in the groups that a report shows: kilograms, location-based, credits left out. */
export interface Breakdown {
  gasesByScope: Record<ScopeNumber, ByGas>;
  gases: ByGas;
  facilities: { facility: string; byScope: ByScope; co2eKg: string }[];
  months: { month: string; byScope: ByScope; co2eKg: string }[];
  /** `uncertaintyPercent` is ± % at 95 %, null where a line states none. */
  quality: { category: string; byGrade: ByGrade; co2eKg: string; uncertaintyPercent: string | null }[];
  grades: ByGrade;
  disclosures: DisclosureGroup[];
}

/** Disclosures of one kind with the factors and reasons they name, the lines they are about and what these emit. */
export interface DisclosureGroup {
  code: string;
  /** The set of CO2e that was published on another one; empty for other kinds. */
  gwpSet: string;
  factors: string[];
  /** Sources with days that are missing, or that count twice. */
  sources: { emissionSource: string; days: string }[];
  reasons: string[];
  /** Grids that a note is about. */
  grids: string[];
  activities: string[];
  co2eKg: string;
}

/** @throws CarbonError when the document was not valid */
export function breakDown(document: InventoryDocument): Breakdown {
  const { lines, linesOfMonths } = mergeKinds(document);
  const gasRows = gasRowsOf(lines, document.gwp);
  const gradeRows = summarizeLines(lines, ["category", "dataQuality"]);
  return {
    gasesByScope: Object.fromEntries(
      SCOPES.map((scope) => [scope, pivotGases(gasRows.filter((row) => row.scope === String(scope)))]),
    ) as Breakdown["gasesByScope"],
    gases: pivotGases(gasRows),
    facilities: pivotScopes(lines, "facility").map(({ key, ...sums }) => ({ facility: key, ...sums })),
    months: monthsOf(document, pivotScopes(linesOfMonths, "month")),
    quality: ALL_CATEGORIES.flatMap((category) => {
      const rows = gradeRows.filter((row) => row.keys[0] === category);
      if (rows.length === 0) return [];
      const uncertaintyPercent = uncertaintyOf(
        lines.filter((line) => isCounted(line) && line.activity.category === category),
      );
      return [
        {
          category,
          byGrade: pivotGrades(rows),
          co2eKg: sumDecimals(rows.map((row) => row.co2eKg)),
          uncertaintyPercent,
        },
      ];
    }),
    grades: pivotGrades(gradeRows),
    disclosures: groupDisclosures(document.results),
  };
}

/** The gases of scope 1 alone, as `breakDown` gives them. @param lines of that scope (`mergeKinds`) */
export function directGasesOf(lines: readonly ExactLine[], gwp: DocumentGwp): ByGas {
  return pivotGases(gasRowsOf(lines, gwp));
}

function gasRowsOf(lines: readonly ExactLine[], gwp: DocumentGwp): GasRow[] {
  return summarizeLines(lines, ["scope", "gas"]).flatMap((row) => divideBlend(row, gwp));
}

interface GasRow {
  scope: string;
  column: GasColumn;
  co2eKg: string;
}

/** A blend counts under the groups of its gases, each with the part of the CO2e that it causes. */
function divideBlend({ keys: [scope = "", gas = ""], co2eKg }: SummaryRow, gwp: DocumentGwp): GasRow[] {
  const shares = gwp.values[gas] === undefined ? gwp.blends?.[gas] : undefined;
  if (!shares) return [{ scope, column: columnOf(gas), co2eKg }];
  const weights = Object.entries(shares).map(
    ([part, share]) => [part, new Decimal(share).times(gwp.values[part]!)] as const,
  );
  const whole = Decimal.sum(...weights.map(([, weight]) => weight));
  return weights.map(([part, weight]) => ({
    scope,
    column: columnOf(part),
    co2eKg: whole.isZero() ? "0" : printDecimal(new Decimal(co2eKg).times(weight).div(whole)),
  }));
}

function columnOf(gas: string): GasColumn {
  const group = gasGroupOf(gas);
  return group === "blend" ? "other" : group;
}

function pivotGases(rows: GasRow[]): ByGas {
  const sumOf = (column: GasColumn) =>
    sumDecimals(rows.filter((row) => row.column === column).map((row) => row.co2eKg));
  return Object.fromEntries(GAS_COLUMNS.map((column) => [column, sumOf(column)])) as ByGas;
}

function pivotGrades(rows: SummaryRow[]): ByGrade {
  const sumOf = (grade: Grade) => sumDecimals(rows.filter((row) => row.keys[1] === grade).map((row) => row.co2eKg));
  return Object.fromEntries(GRADES.map((grade) => [grade, sumOf(grade)])) as ByGrade;
}

interface ScopeSums {
  key: string;
  byScope: ByScope;
  co2eKg: string;
}

function pivotScopes(lines: readonly ExactLine[], by: GroupKey): ScopeSums[] {
  const cells = summarizeLines(lines, [by, "scope"]);
  return summarizeLines(lines, [by]).map(({ keys: [key = ""], co2eKg }) => ({
    key,
    co2eKg,
    byScope: Object.fromEntries(
      SCOPES.map((scope) => [
        scope,
        cells.find((cell) => cell.keys[0] === key && cell.keys[1] === String(scope))?.co2eKg ?? "0",
      ]),
    ) as ByScope,
  }));
}

/** Every month of the period; one without activities shows 0, because it was looked at and nothing was found. */
function monthsOf(document: InventoryDocument, sums: ScopeSums[]): Breakdown["months"] {
  return daysByMonth(document.period).map(({ month }) => {
    const found = sums.find(({ key }) => key === month);
    return { month, byScope: found?.byScope ?? { 1: "0", 2: "0", 3: "0" }, co2eKg: found?.co2eKg ?? "0" };
  });
}

function groupDisclosures(results: Results | undefined): DisclosureGroup[] {
  const emitted = new Map(results?.lines.map((line) => [line.activity, line.co2eKg]));
  const grouped = groupBy(results?.disclosures ?? [], ({ code, detail }) => JSON.stringify([code, detail?.gwpSet]));
  return grouped.map((group) => {
    const activities = distinct(group.map(({ activity }) => activity));
    return {
      code: group[0]!.code,
      gwpSet: group[0]!.detail?.gwpSet ?? "",
      factors: distinct(group.map(({ detail }) => detail?.factor)),
      sources: sumDays(group),
      reasons: distinct(group.map(({ detail }) => detail?.reason)),
      grids: group[0]!.code === "market_based_grid_average" ? distinct(group.map(({ detail }) => detail?.region)) : [],
      activities,
      co2eKg: sumDecimals(activities.map((activity) => emitted.get(activity)!)),
    };
  });
}

/** The days of each source, over its overlaps or gaps. */
function sumDays(group: Disclosure[]): DisclosureGroup["sources"] {
  const days = new Map<string, number>();
  for (const { detail } of group) {
    if (!detail?.source) continue;
    days.set(detail.source, (days.get(detail.source) ?? 0) + Number(detail.days));
  }
  return [...days].map(([emissionSource, count]) => ({ emissionSource, days: String(count) }));
}

function distinct(texts: (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}
