import type { DocumentActivity, ResultLine } from "#app/carbon/document/inventory-document.ts";
import { WITHHELD } from "#app/carbon/document/withheld.ts";
import { lineQuantity } from "#app/carbon/line/line-quantity.ts";
import type { Block, TableRow, Text, TextSpan } from "#app/press/block.ts";
import { lines, muted, note, paragraph, part, section } from "#app/press/block-builders.ts";
import { linesOf } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { describeMonths } from "./distribution.ts";
import { facilityName } from "./facilities.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

/** Rows beyond this are only in the attached document: every page of a tagged file stays in memory until its end. */
export const PRINTED_LINES = 500;

/**
 * The annex of activity data: emissions by month, and what was entered as a correction, a credit or emissions of later
 * years. Single lines are in the attached document only.
 */
export function describeActivities(model: ReportModel, words: Words): Block[] {
  const t = words.annex.activities;
  const { activities } = model.document;
  return [
    section("activities", t.heading),
    paragraph(t.all(words.exact(String(activities.length)))),
    ...recordsBehind(model, words),
    ...describeMonths(model, words),
    ...describeEntries(model, words),
  ];
}

/** Number of records behind the lines of a condensed document. */
function recordsBehind({ document: { detail } }: ReportModel, words: Words): Block[] {
  return detail ? [paragraph(words.annex.activities.behind(words.exact(detail.records)))] : [];
}

function describeEntries(model: ReportModel, words: Words): Block[] {
  const t = words.annex.activities;
  const entered = linesOf(model.document).filter(({ activity }) => activity.entry !== undefined);
  if (entered.length === 0) return [];
  const { columns } = words.t.activities;
  return [
    part("activities.entries", t.entries),
    paragraph(t.entriesText),
    {
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
      rows: entered.slice(0, PRINTED_LINES).map(({ activity, result }) => activityRow(model, activity, result, words)),
    },
    ...(entered.length > PRINTED_LINES ? [note(t.more(String(PRINTED_LINES)))] : []),
  ];
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
    entry ? words.annex.activities.entry[entry.kind] : "",
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
