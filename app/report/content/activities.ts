import type { DocumentActivity, ResultLine } from "#app/carbon/inventory-document.ts";
import { lineQuantity } from "#app/carbon/line-quantity.ts";
import type { Page } from "../layout/page.ts";
import { drawHeading, drawParagraph } from "../layout/paragraph.ts";
import { CELL, CELL_MUTED } from "../layout/style.ts";
import { drawTable, type Row } from "../layout/table.ts";
import type { Span } from "../layout/text-line.ts";
import type { ReportModel } from "../model.ts";
import { facilityName } from "./distribution.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

/** Lines beyond this are only in the embedded document: every page of a tagged file stays in memory until its end. */
export const PRINTED_LINES = 500;

/** What was entered, line by line, with the amount that follows from it. */
export function drawActivities(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  const { activities } = model.document;
  const count = words.exact(String(activities.length));
  drawHeading(page, 1, t.activities.heading);
  drawParagraph(
    page,
    activities.length > PRINTED_LINES ? t.activities.more(String(PRINTED_LINES), count) : t.activities.text(count),
  );
  const results = new Map(model.document.results!.lines.map((line) => [line.activity, line]));
  const columns = t.activities.columns;
  drawTable(page, {
    style: { ...CELL, size: 7.2 },
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
  });
}

function activityRow(model: ReportModel, activity: DocumentActivity, result: ResultLine, words: Words): Row {
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

function whatCell(model: ReportModel, activity: DocumentActivity, words: Words): Span[] {
  const { t } = words;
  const { entry } = activity;
  const details = [
    words.name(activity.description),
    facilityName(model, activity.facility, words),
    activity.dataQuality === "estimated" ? t.activities.estimated : "",
    entry?.kind === "correction" ? t.activities.correction(entry.reason) : "",
    entry?.kind === "credit" ? t.activities.credit(entry.reason) : "",
  ];
  return [
    { text: `${words.category(activity.category)}\n`, style: { ...CELL, size: 7.2 } },
    { text: details.filter(Boolean).join(" · "), style: { ...CELL_MUTED, size: 6.8 } },
  ];
}

function amountCell(result: ResultLine, words: Words): Span[] {
  const style = { ...CELL, size: 7.2 };
  const market = result.co2eKgMarketBased;
  if (market === undefined || market === result.co2eKg) return [{ text: words.tonnes(result.co2eKg), style }];
  return [
    { text: `${words.tonnes(result.co2eKg)}\n`, style },
    { text: words.t.activities.marketBased(words.tonnes(market)), style: { ...CELL_MUTED, size: 6.8 } },
  ];
}
