import type { Block, Table, TableRow } from "#app/press/block.ts";
import { lines, muted, paragraph, part } from "#app/press/block-builders.ts";
import { type SummaryGroup, type SummaryLevel, sourceKey, summarizeSources } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { factorLabels } from "./activities.ts";
import { facilityName } from "./facilities.ts";
import type { Words } from "./words.ts";

/** Sources beyond this are summed by category and facility, so that the body of the report stays readable. */
const PRINTED_SOURCES = 150;

/** Every source with its quantity, factor and emissions of the year; the lines behind it are in the annex. */
export function describeSources(model: ReportModel, words: Words): Block[] {
  const t = words.annex.sources;
  const { level, groups } = summarizeSources(model.document, PRINTED_SOURCES);
  const facilities = model.facts.boundary.facilities.map(({ id }) => id);
  const placeAt = ({ lines: [first] }: SummaryGroup) => facilities.indexOf(first!.activity.facility);
  const sorted = [...groups].sort(
    (a, b) => scopeOf(a) - scopeOf(b) || placeOf(a, groups) - placeOf(b, groups) || placeAt(a) - placeAt(b),
  );
  return [
    part("results.by_source", t.heading),
    paragraph(level === "year" ? t.text : t.summed(words.annex.activities.by[level])),
    sourceTable(model, words, { level, groups: sorted }),
  ];
}

const scopeOf = ({ lines: [first] }: SummaryGroup) => first!.activity.scope;

/** The facilities of a source follow each other. */
function placeOf({ lines: [first] }: SummaryGroup, groups: readonly SummaryGroup[]): number {
  const source = sourceKey(first!.activity);
  return groups.findIndex(({ lines: [other] }) => sourceKey(other!.activity) === source);
}

interface Summed {
  level: SummaryLevel;
  groups: SummaryGroup[];
}

function sourceTable(model: ReportModel, words: Words, { level, groups }: Summed): Table {
  const { columns } = words.t.activities;
  const { share, totalLocation } = words.t.results;
  const total = model.document.results!.totals!.co2eKg;
  return {
    kind: "table",
    isDense: true,
    columns: [
      { header: columns.scope, width: "fit", align: "center" },
      { header: words.annex.sources.columns.source, width: 7 },
      { header: words.t.boundary.facility, width: 3 },
      { header: columns.quantity, width: "fit", align: "right", gap: 7 },
      { header: columns.unit, width: "fit" },
      { header: columns.factor, width: "fit", gap: 14 },
      { header: columns.tonnes, width: "fit", align: "right", gap: 14 },
      { header: share, width: "fit", align: "right" },
    ],
    rowHeader: 1,
    rows: [
      ...groups.map((group) => sourceRow(model, words, group, level)),
      {
        cells: ["", totalLocation, "", "", "", "", words.tonnes(total), words.share(total, total)],
        isTotal: true,
      },
    ],
  };
}

function sourceRow(model: ReportModel, words: Words, group: SummaryGroup, level: SummaryLevel): TableRow {
  const { activity } = group.lines[0]!;
  const category = words.category(activity.category);
  const name = level === "year" ? words.name(activity.description) : "";
  const { quantity } = group;
  return {
    cells: [
      String(activity.scope),
      lines([{ text: name || category }, muted(name ? category : "")]),
      level === "total" ? "–" : facilityName(model, activity.facility, words),
      quantity ? quantityOf(quantity.value, words) : "–",
      quantity ? words.unit(quantity.unit) : "",
      level === "year" ? factorLabels(model, activity, words) : "–",
      words.tonnes(group.co2eKg),
      words.share(group.co2eKg, model.document.results!.totals!.co2eKg),
    ],
  };
}

/** Calculated quantities may have any number of decimals; the exact ones are in the lines. */
function quantityOf(value: string, words: Words): string {
  return /\.\d{4,}/.test(value) ? words.number(value, 3) : words.exact(value);
}
