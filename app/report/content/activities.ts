import type { DocumentActivity, ResultLine } from "#app/carbon/inventory-document.ts";
import { lineQuantity } from "#app/carbon/line-quantity.ts";
import type { Block, TableRow, Text, TextSpan } from "../block.ts";
import { lines, muted, paragraph, section } from "../block-builders.ts";
import type { ReportModel } from "../model.ts";
import { facilityName } from "./distribution.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

/** Lines beyond this are only in the embedded document: every page of a tagged file stays in memory until its end. */
export const PRINTED_LINES = 500;

/** What was entered, line by line, with the amount that follows from it. */
export function describeActivities(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const { activities } = model.document;
  const count = words.exact(String(activities.length));
  const results = new Map(model.document.results!.lines.map((line) => [line.activity, line]));
  const columns = t.activities.columns;
  return [
    section("activities", t.activities.heading),
    paragraph(
      activities.length > PRINTED_LINES ? t.activities.more(String(PRINTED_LINES), count) : t.activities.text(count),
    ),
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
      rows: activities
        .slice(0, PRINTED_LINES)
        .map((activity) => activityRow(model, activity, results.get(activity.id)!, words)),
    },
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
      words.exact(quantity),
      words.unit(unit),
      [activity.factor, ...(activity.via ?? [])].map((reference) => labelOf(model, reference)).join(" · "),
      amountCell(result, words),
    ],
  };
}

function whatCell(model: ReportModel, activity: DocumentActivity, words: Words): TextSpan[] {
  const { t } = words;
  const { entry } = activity;
  const details = [
    words.name(activity.description),
    facilityName(model, activity.facility, words),
    activity.dataQuality === "estimated" ? t.activities.estimated : "",
    entry?.kind === "correction" ? t.activities.correction(entry.reason) : "",
    entry?.kind === "credit" ? t.activities.credit(entry.reason) : "",
  ];
  return lines([{ text: words.category(activity.category) }, muted(details.filter(Boolean).join(" · "))]);
}

function amountCell(result: ResultLine, words: Words): Text {
  const market = result.co2eKgMarketBased;
  if (market === undefined || market === result.co2eKg) return words.tonnes(result.co2eKg);
  return lines([{ text: words.tonnes(result.co2eKg) }, muted(words.t.activities.marketBased(words.tonnes(market)))]);
}
