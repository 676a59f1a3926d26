import type { ExactLine } from "#app/carbon/calculate.ts";
import { type LineTrace, traceLine } from "#app/carbon/calculation-trace.ts";
import { calculateLines } from "#app/carbon/inventory.ts";
import type { DocumentFactor, InventoryDocument } from "#app/carbon/inventory-document.ts";
import { type SummaryRow, summarizeLines } from "#app/carbon/summary.ts";

/** What the results page shows of a run: figures as strings, summed exactly by the engine. */
export interface ResultsView {
  byScope: SummaryRow[];
  byCategory: SummaryRow[];
  byGas: SummaryRow[];
  byFacility: SummaryRow[];
  byMonth: SummaryRow[];
  /** kg by month over all scopes. */
  monthTotals: Record<string, string>;
  lines: LineRow[];
  lineCount: number;
}

/** A line as a row: the record in its author's words, and its result. */
export interface LineRow {
  id: string;
  source: { en?: string; zh?: string };
  facility: { en?: string; zh?: string };
  period: { start: string; end: string };
  quantity: string;
  unit: string;
  co2eKg: string | null;
  scope: number;
  category: string;
}

/** One line opened: how its number came about, and where each part of it comes from. */
export interface OpenedLine extends LineRow {
  trace: LineTrace;
  factors: DocumentFactor[];
  accepted: { code: string; reason: string }[];
  evidence: string;
  dataQuality: string;
  uncertaintyPercent: string | null;
  biogenicCo2Kg: string;
}

/** Lines shown at once; the rest is reached by filter and page, or in the exported document. */
export const LINES_PER_PAGE = 100;

export interface LineFilter {
  category: string | null;
  facility: string | null;
  page: number;
}

/** Groups a run for its page. Lines are shown by page; groups cover all of them. */
export function viewResults(document: InventoryDocument, filter: LineFilter): ResultsView {
  const { lines } = calculateLines(document);
  const isWanted = ({ category, facility }: { category: string; facility: string }) =>
    (!filter.category || category === filter.category) && (!filter.facility || facility === filter.facility);
  const co2eOf = new Map((document.results?.lines ?? []).map((line) => [line.activity, line.co2eKg]));
  const wanted = document.activities.filter(isWanted);
  const start = filter.page * LINES_PER_PAGE;
  return {
    byScope: summarizeLines(lines, ["scope"]),
    byCategory: summarizeLines(lines, ["scope", "category"]),
    byGas: summarizeLines(lines, ["gas"]),
    byFacility: summarizeLines(lines, ["facility", "scope"]),
    byMonth: summarizeLines(lines, ["month", "scope"]),
    monthTotals: Object.fromEntries(summarizeLines(lines, ["month"]).map(({ keys, co2eKg }) => [keys[0]!, co2eKg])),
    lines: wanted.slice(start, start + LINES_PER_PAGE).map((activity) => toRow(document, activity, co2eOf)),
    lineCount: wanted.length,
  };
}

/** Opens one line by its number in the document; null where there is none, or where it has an issue. */
export function openLine(document: InventoryDocument, id: string): OpenedLine | null {
  const activity = document.activities.find((one) => one.id === id);
  if (!activity) return null;
  const line = calculateLines({ ...document, activities: [activity] }).lines[0];
  if (!line) return null;
  const result = document.results?.lines.find((one) => one.activity === id);
  return {
    ...toRow(document, activity, new Map(result ? [[id, result.co2eKg]] : [])),
    trace: traceLine(line),
    factors: factorsOf(document, line),
    accepted: activity.accepted ?? [],
    evidence: activity.evidence ?? "",
    dataQuality: activity.dataQuality ?? "measured",
    uncertaintyPercent: result?.uncertaintyPercent ?? null,
    biogenicCo2Kg: result?.biogenicCo2Kg ?? "0",
  };
}

function factorsOf(document: InventoryDocument, { activity }: ExactLine): DocumentFactor[] {
  const { via = [], factor, market } = activity;
  const named = [...via, factor, ...(market?.instruments ?? []).map((one) => one.factor), market?.residualFactor];
  return document.factors.filter((one) => named.includes(`${one.id}@${one.version}`));
}

function toRow(
  document: InventoryDocument,
  activity: InventoryDocument["activities"][number],
  co2eOf: Map<string, string>,
): LineRow {
  return {
    id: activity.id,
    source: activity.description ?? {},
    facility: document.facilities?.[activity.facility]?.name ?? {},
    period: activity.period,
    quantity: activity.quantity,
    unit: activity.unit,
    co2eKg: co2eOf.get(activity.id) ?? null,
    scope: activity.scope,
    category: activity.category,
  };
}
