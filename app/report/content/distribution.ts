import { SCOPES } from "#app/carbon/scope.ts";
import type { Breakdown, ByScope } from "../breakdown.ts";
import { drawStackedColumns } from "../layout/chart.ts";
import type { Page } from "../layout/page.ts";
import { drawHeading, drawNote, drawParagraph } from "../layout/paragraph.ts";
import { drawTable } from "../layout/table.ts";
import type { ReportModel } from "../model.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

/** Where and when the emissions arose, scope 2 by both methods, and what changed since the report before. */
export function drawDistribution(page: Page, model: ReportModel, words: Words): void {
  drawScope2(page, model, words);
  drawFacilities(page, model, words);
  drawMonths(page, model, words);
  drawChanges(page, model, words);
}

function drawScope2(page: Page, model: ReportModel, words: Words): void {
  const { t, tonnes } = words;
  const { scope2 } = model.document.results!.totals!;
  drawHeading(page, 2, t.results.scope2, 90);
  drawParagraph(page, t.results.scope2Text);
  drawTable(page, {
    columns: [
      { header: t.results.scope, width: 1 },
      { header: t.results.tonnes, width: "fit", align: "right" },
    ],
    rows: [
      { cells: [t.results.scope2Location, tonnes(scope2.locationBased)] },
      { cells: [t.results.scope2Market, tonnes(scope2.marketBased)] },
    ],
  });
  const instruments = model.document.activities.flatMap((activity) =>
    (activity.market?.instruments ?? []).map((instrument) => ({ activity, instrument })),
  );
  if (instruments.length === 0) {
    drawParagraph(page, t.results.noInstruments);
    return;
  }
  drawHeading(page, 2, t.results.instruments);
  const columns = t.results.instrumentColumns;
  drawTable(page, {
    columns: [
      { header: columns.type, width: 3 },
      { header: columns.reference, width: 3 },
      { header: columns.quantity, width: "fit", align: "right", gap: 7 },
      { header: columns.unit, width: "fit" },
      { header: columns.factor, width: "fit" },
      { header: columns.used, width: "fit" },
    ],
    rows: instruments.map(({ activity, instrument }) => ({
      cells: [
        words.instrument(instrument.type),
        instrument.reference ?? "–",
        words.exact(instrument.quantity),
        words.unit(instrument.unit),
        labelOf(model, instrument.factor),
        activity.id,
      ],
    })),
  });
}

function scopeColumns(words: Words, first: string) {
  const { t } = words;
  return [
    { header: first, width: 1 },
    ...SCOPES.map((scope) => ({
      header: t.cover.scope[scope],
      width: "fit" as const,
      align: "right" as const,
      gap: 18,
    })),
    { header: `${t.results.total}, tCO₂e`, width: "fit" as const, align: "right" as const },
  ];
}

function scopeCells(first: string, sums: { byScope: ByScope; co2eKg: string }, words: Words): string[] {
  return [first, ...SCOPES.map((scope) => words.tonnesOrZero(sums.byScope[scope])), words.tonnes(sums.co2eKg)];
}

function drawFacilities(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  const totals = model.document.results!.totals!;
  drawHeading(page, 2, t.results.byFacility, 90);
  drawTable(page, {
    columns: scopeColumns(words, t.boundary.facility),
    rows: [
      ...inBoundaryOrder(model).map((sums) => ({
        cells: scopeCells(facilityName(model, sums.facility, words), sums, words),
      })),
      { cells: scopeCells(t.results.total, totals, words), isTotal: true },
    ],
  });
}

/** Facilities in the order of the boundary; one that the boundary does not list comes last. */
function inBoundaryOrder({ facts, breakdown }: ReportModel): Breakdown["facilities"] {
  const order = facts.boundary.facilities.map(({ id }) => id);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...breakdown.facilities].sort((a, b) => place(a.facility) - place(b.facility));
}

/** The name of a facility as the facts give it, else as the document does, else its id. */
export function facilityName(model: ReportModel, id: string, words: Words): string {
  const stated = model.facts.boundary.facilities.find((facility) => facility.id === id)?.name;
  return words.name(stated) || words.name(model.document.facilities?.[id]?.name) || id;
}

function drawMonths(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  const totals = model.document.results!.totals!;
  const { months } = model.breakdown;
  drawHeading(page, 2, t.results.byMonth, 200);
  const labels = months.map(({ month }) => words.month(month));
  drawStackedColumns(page, {
    labels,
    series: SCOPES.map((scope) => ({
      name: t.cover.scope[scope],
      values: months.map(({ byScope }) => Number(byScope[scope]) / 1000),
    })),
    unit: t.results.tonnes,
    alt: t.results.monthAlt(
      months.map(({ co2eKg }, index) => `${labels[index]} ${words.tonnes(co2eKg)}`).join(t.listSeparator),
    ),
    format: (value) => words.exact(String(Number(value.toPrecision(6)))),
  });
  drawTable(page, {
    columns: scopeColumns(words, t.results.month),
    rows: [
      ...months.map((sums) => ({ cells: scopeCells(words.longMonth(sums.month), sums, words) })),
      { cells: scopeCells(t.results.total, totals, words), isTotal: true },
    ],
    after: 6,
  });
  drawNote(page, t.results.byMonthText);
}

function drawChanges(page: Page, { facts }: ReportModel, words: Words): void {
  const { t } = words;
  drawHeading(page, 2, t.results.changes);
  const previous = facts.previousReport;
  if (!previous) {
    drawParagraph(page, t.results.firstReport);
    return;
  }
  drawParagraph(page, t.results.previousReport(previous.number, words.tonnes(previous.co2eKg)));
  drawParagraph(page, words.name(previous.changes));
}
