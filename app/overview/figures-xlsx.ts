import type { LoaderFunctionArgs } from "@remix-run/node";
import { tonnesFromKg } from "#app/carbon/format.ts";
import { type SheetCell, type SheetContent, writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { localName } from "#app/i18n/index.ts";
import { percentageText } from "#app/number/text-decimal.ts";
import { groupSources, rankSources, type ShareRow } from "./breakdown.ts";
import { answerCharts, type ChartFigures } from "./overview-charts.server.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The figures of the overview's charts, with every row and every digit: `?inventory=…`. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerCharts(routed, (figures) => {
    const bytes = writeWorkbook(sheetsOf(figures));
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": XLSX,
        "Content-Disposition": `attachment; filename="overview-${figures.year}.xlsx"`,
        "Content-Length": String(bytes.byteLength),
      },
    });
  });

function sheetsOf(figures: ChartFigures): SheetContent[] {
  const { t, locale, shares } = figures;
  const words = t.organization.overview;
  const { breakdown, download } = words;
  const categories = t.carbon.category as Record<string, string>;
  return [
    shareSheet(
      figures,
      { title: words.sources, names: [breakdown.name, download.facility, download.category] },
      rankSources(shares),
      (row) => [localName(row.name, locale), localName(row.facility, locale), categories[row.category] ?? row.category],
    ),
    shareSheet(
      figures,
      { title: words.facilities, names: [breakdown.name] },
      groupSources(shares, ({ facilityId }) => facilityId),
      ({ first }) => [localName(first.facility, locale)],
    ),
    shareSheet(
      figures,
      { title: breakdown.categories, names: [breakdown.name] },
      groupSources(shares, ({ category }) => category),
      ({ key }) => [categories[key] ?? key],
    ),
    monthSheet(figures),
  ];
}

function shareSheet<Row extends ShareRow>(
  figures: ChartFigures,
  { title, names }: { title: string; names: string[] },
  rows: readonly Row[],
  namesOf: (row: Row) => string[],
): SheetContent {
  const { t, totals, previous } = figures;
  const words = t.organization.overview;
  const heads = [
    ...names,
    words.download.tonnes,
    words.download.sharePercent,
    ...(previous ? [words.download.changePercent(previous.year)] : []),
  ];
  return {
    name: title,
    widths: heads.map((_, index) => (index < names.length ? 36 : 22)),
    rows: [
      ...headRows(figures, words.download.title(title, figures.year)),
      heads.map(head),
      ...rows.map((row): SheetCell[] => [
        ...namesOf(row),
        { number: tonnesFromKg(row.kg) },
        numberOr(percentageText(row.kg, totals.co2eKg, 2)),
        ...(previous ? [numberOr(row.changePercent)] : []),
      ]),
    ],
  };
}

function monthSheet(figures: ChartFigures): SheetContent {
  const { t, result, previous, year } = figures;
  const words = t.organization.overview;
  const before = new Map(previous?.result.months.map(({ month, total }) => [month.slice(5), total]));
  const heads = [
    words.download.month,
    t.common.scope[1],
    t.common.scope[2],
    t.common.scope[3],
    words.download.total,
    ...(previous ? [previous.year] : []),
  ];
  return {
    name: words.download.months,
    widths: heads.map(() => 22),
    rows: [
      ...headRows(figures, words.chartTitle(year)),
      heads.map(head),
      ...result.months.map(({ month, byScope, total }): SheetCell[] => [
        month,
        ...([1, 2, 3] as const).map((scope) => ({ number: tonnesFromKg(byScope[scope]) })),
        { number: tonnesFromKg(total) },
        ...(previous ? [numberOr(before.has(month.slice(5)) ? tonnesFromKg(before.get(month.slice(5))!) : null)] : []),
      ]),
    ],
  };
}

function headRows({ t, organization, source }: ChartFigures, title: string): SheetCell[][] {
  return [
    [{ text: title, style: "title" }],
    [t.organization.overview.download.about(organization)],
    [{ text: source, style: "plain" }],
    [],
  ];
}

function head(text: string): SheetCell {
  return { text, style: "head" };
}

/** An empty cell for a missing figure: it is no zero. */
function numberOr(value: string | null): SheetCell {
  return value === null ? "" : { number: value };
}
