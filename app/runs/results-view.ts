import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import type { DocumentFactor, InventoryDocument, ResultLine } from "#app/carbon/document/inventory-document.ts";
import { type LineTrace, traceLine } from "#app/carbon/line/calculation-trace.ts";
import type { ExactLine } from "#app/carbon/line/exact-line.ts";
import { lineQuantity } from "#app/carbon/line/line-quantity.ts";
import { calculateLines } from "#app/carbon/total/inventory.ts";
import { groupLines, type RunGroups } from "./run-view.ts";

/** What the results page shows of a run: figures as strings, summed exactly by the engine. */
export interface ResultsView extends RunGroups {
  lines: LineRow[];
  lineCount: number;
}

/** A name as it comes over the wire. */
interface Name {
  en?: string | undefined;
  zh?: string | undefined;
}

/** A line as a row: the record in its author's words, and its result. */
export interface LineRow {
  id: string;
  source: Name;
  facility: Name;
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
  factors: FactorOrigin[];
  accepted: { code: string; reason: string }[];
  evidence: string;
  /** For a line of several records: how many, and how many of them name evidence. */
  behind: { records: string; evidenced: string } | null;
  dataQuality: string;
  uncertaintyPercent: string | null;
  biogenicCo2Kg: string;
}

/** Where a factor comes from, ready to be shown; an empty text is not stated. */
export interface FactorOrigin {
  reference: string;
  name: Name;
  version: string;
  publisher: string;
  place: string;
  region: string;
  validity: string;
  licence: string;
}

/** Lines shown at once; the rest is reached by filter and page, or in the exported document. */
export const LINES_PER_PAGE = 100;

export interface LineFilter {
  category: string | null;
  page: number;
}

/** Groups a run for its page. Lines are shown by page; groups cover all of them. */
export function viewResults(document: InventoryDocument, filter: LineFilter): ResultsView {
  const { lines, linesOfMonths } = mergeKinds(document);
  const resultOf = new Map((document.results?.lines ?? []).map((line) => [line.activity, line]));
  const wanted = document.activities.filter(({ category }) => !filter.category || category === filter.category);
  const start = filter.page * LINES_PER_PAGE;
  return {
    ...groupLines(lines, linesOfMonths),
    lines: wanted
      .slice(start, start + LINES_PER_PAGE)
      .map((activity) => toRow(document, activity, resultOf.get(activity.id))),
    lineCount: wanted.length,
  };
}

/** Opens one line by its number in the document; null where it is missing or has an issue. */
export function openLine(document: InventoryDocument, id: string): OpenedLine | null {
  const activity = document.activities.find((one) => one.id === id);
  if (!activity) return null;
  const line = calculateLines({ ...document, activities: [activity] }).lines[0];
  if (!line) return null;
  const result = document.results?.lines.find((one) => one.activity === id);
  return {
    ...toRow(document, activity, result),
    trace: traceLine(line),
    factors: factorsOf(document, line),
    accepted: activity.accepted ?? [],
    evidence: activity.evidence ?? "",
    behind: activity.merged ? { records: activity.merged.records, evidenced: activity.merged.evidenced ?? "0" } : null,
    dataQuality: activity.dataQuality ?? "measured",
    uncertaintyPercent: result?.uncertaintyPercent ?? null,
    biogenicCo2Kg: result?.biogenicCo2Kg ?? "0",
  };
}

function factorsOf(document: InventoryDocument, { activity }: ExactLine): FactorOrigin[] {
  const { via = [], factor, market } = activity;
  const named = [...via, factor, ...(market?.instruments ?? []).map((one) => one.factor), market?.residualFactor];
  return document.factors.filter((one) => named.includes(`${one.id}@${one.version}`)).map(toOrigin);
}

function toOrigin(factor: DocumentFactor): FactorOrigin {
  const { source, validFrom, validTo } = factor;
  const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(", ");
  return {
    reference: `${factor.id}@${factor.version}`,
    name: factor.name ?? {},
    version: factor.version,
    publisher: join(factor.publisher, source?.title),
    place: join(source?.table, source?.cell),
    region: factor.region ?? "",
    validity: validFrom ? `${validFrom} – ${validTo ?? ""}` : "",
    licence: source?.licence ?? "",
  };
}

export function toRow(
  document: InventoryDocument,
  activity: InventoryDocument["activities"][number],
  result: ResultLine | undefined,
): LineRow {
  return {
    id: activity.id,
    source: activity.description ?? {},
    facility: document.facilities?.[activity.facility]?.name ?? {},
    period: activity.period,
    ...lineQuantity(activity, result),
    co2eKg: result?.co2eKg ?? null,
    scope: activity.scope,
    category: activity.category,
  };
}
