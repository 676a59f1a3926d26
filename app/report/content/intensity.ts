import { formatQuotient, tonnesFromKg } from "#app/carbon/format.ts";
import type { Block } from "#app/press/block.ts";
import { paragraph, part } from "#app/press/block-builders.ts";
import { sumDecimals } from "#app/runs/line-sums.ts";
import { digitsFor } from "../intensity.ts";
import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** Totals per unit of what the organization chose, with where the number of units is taken from; absent where it chose nothing. */
export function describeIntensity(model: ReportModel, words: Words): Block[] {
  const { intensity } = model.facts;
  if (!intensity) return [];
  const t = words.annex.intensity;
  const { quantity } = intensity;
  const [per, source] = [words.name(intensity.per), words.name(intensity.source)];
  const totals = model.document.results!.totals!;
  const rows: [string, string][] = [
    [t.scopes12Location, sumDecimals([totals.byScope[1], totals.scope2.locationBased])],
    [t.scopes12Market, sumDecimals([totals.byScope[1], totals.scope2.marketBased])],
    [t.allLocation, totals.co2eKg],
    [t.allMarket, totals.co2eKgMarketBased],
  ];
  return [
    part("results.intensity", t.heading),
    paragraph(t.text(per, words.exact(quantity), source)),
    {
      kind: "table",
      columns: [
        { header: t.columns.total, width: 1 },
        { header: t.columns.tonnes, width: "fit", align: "right", gap: 26 },
        { header: t.columns.perUnit(per), width: "fit", align: "right" },
      ],
      rows: rows.map(([name, kg]) => ({
        cells: [
          name,
          words.tonnes(kg),
          formatQuotient(tonnesFromKg(kg), quantity, {
            locale: words.locale,
            digits: digitsFor(totals.co2eKg, quantity),
          }) ?? "–",
        ],
      })),
    },
  ];
}
