import { percentChange } from "#app/carbon/total/sum-by-key.ts";
import type { Block } from "#app/press/block.ts";
import { keyValues, paragraph, part } from "#app/press/block-builders.ts";
import type { BaseYearBridge, ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** The base year, the change against it and how it was recalculated (ISO 14064-1:2018, 9.3.1 k, l). */
export function describeBaseYear({ facts, period, document }: ReportModel, words: Words): Block[] {
  const t = words.t.boundary;
  const stated = facts.baseYear;
  const heading = part("boundary.base_year", t.baseYear);
  const { thresholdPercent } = stated;
  const policy: [string, string][] =
    thresholdPercent === undefined ? [] : [[t.threshold, t.thresholdValue(words.exact(thresholdPercent))]];
  if (stated.isFirstYear) {
    const first = paragraph(t.firstYear(period.start.slice(0, 4)));
    return [heading, first, ...(policy.length > 0 ? [keyValues(policy)] : [])];
  }
  const { recalculation, bridge } = stated;
  const totals = document.results!.totals!;
  const change = (now: string, then: string) => {
    const percent = percentChange(now, then);
    return percent === null ? "–" : `${words.exact(percent)}%`;
  };
  return [
    heading,
    paragraph(t.baseYearValue(stated.year, words.tonnes(stated.co2eKg), words.tonnes(stated.co2eKgMarketBased))),
    keyValues([
      [
        t.baseYearChange,
        t.baseYearChangeValue(
          change(totals.co2eKg, stated.co2eKg),
          change(totals.co2eKgMarketBased, stated.co2eKgMarketBased),
        ),
      ],
      ...policy,
      [t.recalculated, recalculation ? words.name(recalculation) : t.notRecalculated],
    ]),
    ...(bridge ? bridgeTable(bridge, words) : []),
  ];
}

function bridgeTable({ before, effects, after }: BaseYearBridge, words: Words): Block[] {
  const t = words.annex.bridge;
  const amounts = (one: { co2eKg: string; co2eKgMarketBased: string }) => [
    words.tonnes(one.co2eKg),
    words.tonnes(one.co2eKgMarketBased),
  ];
  return [
    paragraph(t.heading),
    {
      kind: "table",
      columns: [
        { header: t.columns.step, width: 1 },
        { header: t.columns.location, width: "fit", align: "right", gap: 18 },
        { header: t.columns.market, width: "fit", align: "right" },
      ],
      rows: [
        { cells: [t.before, ...amounts(before)] },
        ...effects.map((effect) => ({
          cells: [effect.trigger === "organic" ? t.organic : words.trigger(effect.trigger), ...amounts(effect)],
        })),
        { cells: [t.after, ...amounts(after)], isTotal: true },
      ],
    },
  ];
}
