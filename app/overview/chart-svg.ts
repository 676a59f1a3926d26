import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatDecimal, formatShare, tonnesFromKg } from "#app/carbon/format.ts";
import { AppError } from "#app/encoding/errors.ts";
import { localName } from "#app/i18n/index.ts";
import { CHARTS, type ChartKind, groupSources, MOST_ROWS, rankSources, type ShareRow } from "./breakdown.ts";
import { type ChartFrame, drawMonths, drawShares } from "./chart-drawing.ts";
import { stackMonths } from "./month-stack.ts";
import { answerCharts, type ChartFigures } from "./overview-charts.server.ts";

/** A chart of the overview as a picture: `?inventory=…&chart=months|sources|facilities|categories`. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerCharts(routed, (figures, search) => {
    const chart = CHARTS.find((one) => one === search.get("chart"));
    const svg = chart && draw(chart, figures);
    if (!svg) throw new AppError("not_found");
    return new Response(svg, {
      headers: {
        "Content-Type": "image/svg+xml; charset=utf-8",
        "Content-Disposition": `attachment; filename="${chart}-${figures.year}.svg"`,
      },
    });
  });

function draw(chart: ChartKind, figures: ChartFigures): string | null {
  const { t, locale, previous, result } = figures;
  if (chart !== "months") return drawShares(frameOf(chart, figures), rowsOf(chart, figures));
  const months = stackMonths(result.months, previous?.result.months ?? null, t.organization.overview.month);
  return drawMonths(frameOf(chart, figures), months, {
    total: (tonnes) => formatDecimal(tonnes, { locale, digits: 0 }),
    tick: (tonnes) => formatDecimal(tonnes, { locale }),
  });
}

function frameOf(chart: ChartKind, { t, year, organization, source, previous }: ChartFigures): ChartFrame {
  const words = t.organization.overview;
  const isMonths = chart === "months";
  return {
    title: isMonths ? words.chartTitle(year) : words.download.title(words.breakdown[chart], year),
    about: words.download.about(organization),
    source: isMonths && previous ? `${source} ${t.common.chartNote(previous.year)}` : source,
    scopes: t.common.scope,
  };
}

function rowsOf(chart: Exclude<ChartKind, "months">, { t, locale, shares, totals }: ChartFigures) {
  const categories = t.carbon.category as Record<string, string>;
  const rows: (ShareRow & { name: string })[] =
    chart === "sources"
      ? rankSources(shares).map((row) => ({ ...row, name: localName(row.name, locale) }))
      : chart === "facilities"
        ? groupSources(shares, ({ facilityId }) => facilityId).map((row) => ({
            ...row,
            name: localName(row.first.facility, locale),
          }))
        : groupSources(shares, ({ category }) => category).map((row) => ({
            ...row,
            name: categories[row.key] ?? row.key,
          }));
  return rows.slice(0, MOST_ROWS).map(({ name, scope, kg }) => ({
    name,
    scope,
    kg,
    tonnes: formatDecimal(tonnesFromKg(kg), { locale, digits: 2 }),
    share: formatShare(kg, totals.co2eKg, { locale, digits: 1 }) ?? "–",
  }));
}
