import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { formatQuotient, tonnesFromKg } from "#app/carbon/format.ts";
import { percentChange } from "#app/carbon/total/sum-by-key.ts";
import { Decimal } from "#app/number/decimal.ts";
import type { Block } from "#app/press/block.ts";
import { keyValues, part, section } from "#app/press/block-builders.ts";
import { groupBy, isInTotals, linesOf, sourceKey, sumCo2e, sumDecimals } from "#app/runs/line-sums.ts";
import { digitsFor } from "../intensity.ts";
import type { ReportModel } from "../model.ts";
import { shareOfPrimary } from "./data-quality.ts";
import { facilityName } from "./facilities.ts";
import { totalsByScope } from "./results.ts";
import type { Words } from "./words.ts";

/** How many sources the page of key results names. */
const LARGEST = 10;

/** What a buyer looks for, on a page of its own: totals, the largest sources, and how the figures compare and hold. */
export function describeSummary(model: ReportModel, words: Words): Block[] {
  const t = words.annex.summary;
  return [
    section("summary", t.heading),
    ...totalsByScope(model, words),
    part("summary.sources", t.sources),
    largestSources(model, words),
    part("summary.comparison", t.comparison),
    keyValues(comparisons(model, words)),
  ];
}

/** A table with a bar for each source: the chart and its figures in one. */
function largestSources(model: ReportModel, words: Words): Block {
  const t = words.annex.summary;
  const total = model.document.results!.totals!.co2eKg;
  const counted = linesOf(model.document).filter(({ activity }) => isInTotals(activity));
  const sources = groupBy(counted, ({ activity }) => JSON.stringify([activity.facility, sourceKey(activity)]))
    .map((own) => ({ activity: own[0]!.activity, co2eKg: sumCo2e(own) }))
    .sort((a, b) => new Decimal(b.co2eKg).cmp(a.co2eKg));
  const [named, others] = [sources.slice(0, LARGEST), sources.slice(LARGEST)];
  const nameOf = ({ description, category, facility }: DocumentActivity): [string, string] => [
    words.name(description) || words.category(category),
    facilityName(model, facility, words),
  ];
  const row = (names: [source: string, facility: string], scope: string, co2eKg: string) => ({
    cells: [...names, scope, words.tonnes(co2eKg), words.share(co2eKg, total)],
  });
  return {
    kind: "table",
    isDense: true,
    columns: [
      { header: t.columns.source, width: 3 },
      { header: words.t.boundary.facility, width: 2 },
      { header: words.t.results.scope, width: "fit", align: "center", gap: 20 },
      { header: words.t.results.tonnes, width: "fit", align: "right", gap: 20 },
      { header: words.t.results.share, width: "fit", align: "right" },
    ],
    bars: {
      values: named.map(({ co2eKg }) => co2eKg),
      scopes: named.map(({ activity }) => activity.scope),
      alt: t.sourcesAlt(
        named
          .map(({ activity, co2eKg }) => `${nameOf(activity).join(" ")} ${words.share(co2eKg, total)}`)
          .join(words.t.listSeparator),
      ),
    },
    rows: [
      ...named.map(({ activity, co2eKg }) => row(nameOf(activity), String(activity.scope), co2eKg)),
      ...(others.length > 0
        ? [row([t.others(others.length), ""], "", sumDecimals(others.map((one) => one.co2eKg)))]
        : []),
    ],
  };
}

function comparisons(model: ReportModel, words: Words): [string, string][] {
  const t = words.annex.summary;
  const { facts, document, breakdown } = model;
  const totals = document.results!.totals!;
  const uncertainty = totals.uncertainty?.totalPercent ?? totals.uncertaintyPercent;
  const { baseYear, previousReport } = facts;
  const scope3 = linesOf(document).filter(({ activity }) => isInTotals(activity) && activity.scope === 3);
  const share = (kg: string) => words.share(kg, totals.co2eKg);
  const { measured, calculated, estimated } = breakdown.grades;
  return [
    [t.baseYear, baseYear.isFirstYear ? t.isBaseYear : change(baseYear, baseYear.year, model, words)],
    [
      t.previous,
      previousReport ? change(previousReport, previousReport.period.start.slice(0, 4), model, words) : t.noPrevious,
    ],
    [t.intensity, intensity(model, words)],
    [t.activityData, t.grades(share(measured), share(calculated), share(estimated))],
    [t.primaryData, scope3.length > 0 ? shareOfPrimary(scope3, words) : t.noScope3],
    [t.uncertainty, uncertainty === null ? t.notStated : `±${words.number(uncertainty, 1)}%`],
  ];
}

/** The totals next to earlier ones, by both methods where both were kept: by how many percent they are more or less. */
function change(
  before: { co2eKg: string; co2eKgMarketBased?: string },
  year: string,
  { document }: ReportModel,
  words: Words,
): string {
  const t = words.annex.summary;
  const now = document.results!.totals!;
  const since = (kg: string, thenKg: string) => {
    const percent = percentChange(kg, thenKg);
    return t.since(year, words.tonnes(thenKg), percent === null ? "–" : words.exact(percent));
  };
  const location = since(now.co2eKg, before.co2eKg);
  if (before.co2eKgMarketBased === undefined) return location;
  return t.byBothMethods(location, since(now.co2eKgMarketBased, before.co2eKgMarketBased));
}

/** All scopes, location-based, per unit of what the organization chose. */
function intensity({ facts, document }: ReportModel, words: Words): string {
  const t = words.annex.summary;
  if (!facts.intensity) return t.notStated;
  const { quantity, per } = facts.intensity;
  const { co2eKg } = document.results!.totals!;
  const options = { locale: words.locale, digits: digitsFor(co2eKg, quantity) };
  return t.perUnit(formatQuotient(tonnesFromKg(co2eKg), quantity, options) ?? "–", words.name(per));
}
