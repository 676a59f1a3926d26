import type { DocumentActivity, ResultLine } from "#app/carbon/document/inventory-document.ts";
import { WITHHELD } from "#app/carbon/document/withheld.ts";
import { lineQuantity } from "#app/carbon/line/line-quantity.ts";
import type { Block, TableRow, Text, TextSpan } from "#app/press/block.ts";
import { lines, muted, paragraph, part, section } from "#app/press/block-builders.ts";
import { linesOf, type SummaryGroup, type SummaryLevel, summarizeDocument } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { describeMonths } from "./distribution.ts";
import { facilityName } from "./facilities.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

/** Lines beyond this are only in the embedded document: every page of a tagged file stays in memory until its end. */
export const PRINTED_LINES = 500;

/**
 * The annex of activity data: emissions by month, and what was entered, line by line while it fits in print, else summed; each with the
 * amount that follows.
 */
export function describeActivities(model: ReportModel, words: Words): Block[] {
  const t = words.annex.activities;
  const { activities } = model.document;
  const count = words.exact(String(activities.length));
  const isPrinted = activities.length <= PRINTED_LINES;
  return [
    section("activities", t.heading),
    paragraph(t.takeOut),
    ...describeMonths(model, words),
    part("activities.lines", t.lines),
    ...(isPrinted
      ? [paragraph(t.all(count)), ...recordsBehind(model, words), lineTable(model, words)]
      : summedActivities(model, words, count)),
  ];
}

/** Number of records behind the lines of a condensed document. */
function recordsBehind({ document: { detail } }: ReportModel, words: Words): Block[] {
  return detail ? [paragraph(words.annex.activities.behind(words.exact(detail.records)))] : [];
}

function lineTable(model: ReportModel, words: Words): Block {
  const columns = words.t.activities.columns;
  return {
    kind: "table",
    isDense: true,
    columns: [
      { header: columns.id, width: "fit" },
      { header: columns.scope, width: "fit", align: "center" },
      { header: columns.what, width: 6 },
      { header: columns.period, width: "fit", gap: 12 },
      { header: columns.quantity, width: "fit", align: "right", gap: 7 },
      { header: columns.unit, width: "fit" },
      { header: columns.factor, width: "fit", gap: 14 },
      { header: columns.tonnes, width: "fit", align: "right" },
    ],
    rows: linesOf(model.document).map(({ activity, result }) => activityRow(model, activity, result, words)),
  };
}

function summedActivities(model: ReportModel, words: Words, count: string): Block[] {
  const t = words.annex.activities;
  const columns = words.t.activities.columns;
  const { level, groups } = summarizeDocument(model.document, PRINTED_LINES);
  return [
    paragraph(t.summed(count, words.exact(String(groups.length)), t.by[level])),
    ...recordsBehind(model, words),
    {
      kind: "table",
      isDense: true,
      columns: [
        { header: columns.scope, width: "fit", align: "center" },
        { header: columns.what, width: 6 },
        { header: columns.period, width: "fit", gap: 12 },
        { header: t.columns.lines, width: "fit", align: "right", gap: 12 },
        { header: columns.quantity, width: "fit", align: "right", gap: 7 },
        { header: columns.unit, width: "fit" },
        { header: columns.tonnes, width: "fit", align: "right" },
      ],
      rowHeader: 1,
      rows: groups.map((group) => groupRow(model, group, { level, words })),
    },
  ];
}

function groupRow(
  model: ReportModel,
  { lines: summed, month, quantity, co2eKg, co2eKgMarketBased }: SummaryGroup,
  { level, words }: { level: SummaryLevel; words: Words },
): TableRow {
  const { activity } = summed[0]!;
  const isOfSource = level === "month" || level === "year";
  const details = [
    isOfSource ? words.name(activity.description) : "",
    level === "total" ? "" : facilityName(model, activity.facility, words),
    activity.entry ? words.annex.activities.entry[activity.entry.kind] : "",
  ];
  return {
    cells: [
      String(activity.scope),
      lines([{ text: words.category(activity.category) }, muted(details.filter(Boolean).join(" · "))]),
      month ?? words.span(model.period),
      words.exact(String(summed.length)),
      quantity ? words.exact(quantity.value) : "–",
      quantity ? words.unit(quantity.unit) : "",
      amountCell({ co2eKg, co2eKgMarketBased }, words),
    ],
  };
}

function activityRow(model: ReportModel, activity: DocumentActivity, result: ResultLine, words: Words): TableRow {
  const { quantity, unit } = lineQuantity(activity, result);
  return {
    cells: [
      activity.id,
      String(activity.scope),
      whatCell(model, activity, words),
      words.span(activity.period),
      quantity ? words.exact(quantity) : "–",
      unit ? words.unit(unit) : "",
      factorLabels(model, activity, words),
      amountCell(result, words),
    ],
  };
}

/** The numbers under which the annex of factors lists what a line uses. */
export function factorLabels(model: ReportModel, { factor, via = [] }: DocumentActivity, words: Words): string {
  if (factor === WITHHELD) return words.annex.activities.withheld;
  return [factor, ...via].map((reference) => labelOf(model, reference)).join(" · ");
}

function whatCell(model: ReportModel, activity: DocumentActivity, words: Words): TextSpan[] {
  const { t } = words;
  const { entry } = activity;
  const details = [
    words.name(activity.description),
    facilityName(model, activity.facility, words),
    activity.dataQuality === "estimated" ? t.activities.estimated : "",
    entry?.kind === "correction" ? t.activities.correction : "",
    entry?.kind === "credit" ? t.activities.credit : "",
  ];
  const reason = entry && entry.kind !== "lifetime" ? entry.reason : "";
  return lines([
    { text: words.category(activity.category) },
    muted(details.filter(Boolean).join(" · ")),
    muted(reason),
  ]);
}

function amountCell(amount: Pick<ResultLine, "co2eKg" | "co2eKgMarketBased">, words: Words): Text {
  const market = amount.co2eKgMarketBased;
  if (market === undefined || market === amount.co2eKg) return words.tonnes(amount.co2eKg);
  return [
    { text: `${words.tonnes(amount.co2eKg)}\n` },
    muted(words.t.basis.marketBased),
    muted(` ${words.tonnes(market)}`),
  ];
}
