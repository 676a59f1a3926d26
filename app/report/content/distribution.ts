import { formatTonnes, tonnesFromKg } from "#app/carbon/format.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import type { Block, TableColumn } from "#app/press/block.ts";
import { list, note, paragraph, part } from "#app/press/block-builders.ts";
import type { Breakdown, ByScope } from "#app/runs/breakdown.ts";
import type { ReportModel } from "../model.ts";
import { facilityName } from "./facilities.ts";
import type { Words } from "./words.ts";

/** Where the emissions arose, scope 2 by both methods, and what changed since the report before. */
export function describeDistribution(model: ReportModel, words: Words): Block[] {
  return [...scope2(model, words), ...facilities(model, words), ...changes(model, words)];
}

function scope2(model: ReportModel, words: Words): Block[] {
  const { t, tonnes } = words;
  const totals = model.document.results!.totals!.scope2;
  return [
    part("results.scope_2", t.results.scope2),
    paragraph(t.results.scope2Text),
    {
      kind: "table",
      columns: [
        { header: t.results.scope, width: 1 },
        { header: t.results.tonnes, width: "fit", align: "right" },
      ],
      rows: [
        { cells: [t.results.scope2Location, tonnes(totals.locationBased)] },
        { cells: [t.results.scope2Market, tonnes(totals.marketBased)] },
      ],
    },
  ];
}

function scopeColumns(words: Words, first: string): TableColumn[] {
  const { t } = words;
  return [
    { header: first, width: 1 },
    ...SCOPES.map((scope) => ({
      header: t.cover.scope[scope],
      width: "fit" as const,
      align: "right" as const,
      gap: 18,
    })),
    { header: t.qualified(t.results.total, "tCO₂e"), width: "fit", align: "right" },
  ];
}

function scopeCells(first: string, sums: { byScope: ByScope; co2eKg: string }, words: Words): string[] {
  return [first, ...SCOPES.map((scope) => words.tonnesOrZero(sums.byScope[scope])), words.tonnes(sums.co2eKg)];
}

function facilities(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const totals = model.document.results!.totals!;
  return [
    part("results.by_facility", t.results.byFacility),
    {
      kind: "table",
      columns: scopeColumns(words, t.boundary.facility),
      rows: [
        ...inBoundaryOrder(model).map((sums) => ({
          cells: scopeCells(facilityName(model, sums.facility, words), sums, words),
        })),
        { cells: scopeCells(t.results.total, totals, words), isTotal: true },
      ],
    },
  ];
}

/** Facilities in the order of the boundary; one that the boundary does not list comes last. */
function inBoundaryOrder({ facts, breakdown }: ReportModel): Breakdown["facilities"] {
  const order = facts.boundary.facilities.map(({ id }) => id);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...breakdown.facilities].sort((a, b) => place(a.facility) - place(b.facility));
}

/** When the emissions arose: a chart and its table. */
export function describeMonths(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const totals = model.document.results!.totals!;
  const sums = model.breakdown.months;
  const labels = sums.map(({ month }) => words.month(month));
  const isLarge = sums.some(({ co2eKg }) => Number(co2eKg) >= 100_000);
  return [
    part("activities.months", t.results.byMonth),
    {
      kind: "stackedColumns",
      labels,
      totals: sums.map(({ co2eKg }) => formatTonnes(co2eKg, { locale: words.locale, digits: isLarge ? 0 : 2 })),
      series: SCOPES.map((scope) => ({
        name: t.cover.scope[scope],
        values: sums.map(({ byScope }) => tonnesFromKg(byScope[scope])),
      })),
      unit: t.results.tonnes,
      alt: t.results.monthAlt(
        sums.map(({ co2eKg }, index) => `${labels[index]} ${words.tonnes(co2eKg)}`).join(t.listSeparator),
      ),
    },
    {
      kind: "table",
      columns: scopeColumns(words, t.results.month),
      rows: [
        ...sums.map((month) => ({ cells: scopeCells(month.month, month, words) })),
        { cells: scopeCells(t.results.total, totals, words), isTotal: true },
      ],
    },
    note(t.results.byMonthText),
  ];
}

function changes({ facts }: ReportModel, words: Words): Block[] {
  const { t } = words;
  const heading = part("results.changes", t.results.changes);
  const previous = facts.previousReport;
  if (!previous) return [heading, paragraph(t.results.firstReport)];
  return [
    heading,
    paragraph(t.results.previousReport(previous.number, words.tonnes(previous.co2eKg))),
    list(previous.changes.map(words.name)),
  ];
}
