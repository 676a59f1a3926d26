import { isLatestGwpSet, LATEST_GWP_SET } from "#app/carbon/factor/gwp.ts";
import type { Block } from "#app/press/block.ts";
import { list, paragraph, part, section } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import { inGasOrder } from "./gas-order.ts";
import type { Words } from "./words.ts";

/** Annex G: the GWP set, the gases of this inventory, and what no one set covers (ISO 14064-1:2018, 9.3.1 t). */
export function describeGwp(model: ReportModel, words: Words): Block[] {
  const t = words.annex.gwp;
  const { gwp } = model.document;
  const isLatest = isLatestGwpSet(gwp.set);
  return [
    section("gwp", t.heading),
    paragraph(t.text(gwp.set, gwp.source ?? gwp.set)),
    paragraph(isLatest ? t.latest(gwp.set) : t.notLatest(gwp.set, LATEST_GWP_SET)),
    ...valueTable(model, words),
    ...blends(model, words),
    ...otherSets(model, words),
    ...apart(model, words),
  ];
}

/** Gases that a line emits, and those that a blend which one emits is made of. */
function usedGases({ document }: ReportModel): Set<string> {
  const emitted = Object.keys(document.results!.totals!.byGasKg);
  const { blends = {} } = document.gwp;
  return new Set([...emitted, ...emitted.flatMap((gas) => Object.keys(blends[gas] ?? {}))]);
}

function valueTable(model: ReportModel, words: Words): Block[] {
  const columns = words.t.methodology.gwpColumns;
  const used = usedGases(model);
  const cells = inGasOrder(model.document.gwp.values)
    .filter(([gas]) => used.has(gas))
    .map(([gas, value]) => [words.gas(gas), words.exact(value)] as const);
  if (cells.length === 0) return [];
  // Two gases side by side: the table is long and narrow.
  const half = Math.ceil(cells.length / 2);
  return [
    {
      kind: "table",
      columns: [
        { header: columns.gas, width: 1 },
        { header: columns.value, width: "fit", align: "right", gap: 40 },
        { header: columns.gas, width: 1 },
        { header: columns.value, width: "fit", align: "right" },
      ],
      rows: cells.slice(0, half).map((left, index) => ({ cells: [...left, ...(cells[half + index] ?? ["", ""])] })),
    },
  ];
}

function blends(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const used = new Set(Object.keys(model.document.results!.totals!.byGasKg));
  const known = inGasOrder(model.document.gwp.blends ?? {}).filter(([blend]) => used.has(blend));
  if (known.length === 0) return [];
  return [
    part("gwp.blends", t.methodology.blends),
    list(
      known.map(([blend, shares]) => {
        const parts = Object.entries(shares).map(([gas, share]) => `${words.gas(gas)} ${words.percent(share)}`);
        return t.methodology.blendShares(blend, parts.join(t.listSeparator));
      }),
    ),
  ];
}

function otherSets({ document }: ReportModel, words: Words): Block[] {
  const t = words.annex.gwp;
  const totals = document.results!.totals!;
  const bySet = Object.entries(totals.unsplitCo2eKgByGwpSet ?? {});
  if (bySet.length === 0) return [paragraph(t.noOtherSets)];
  return [
    paragraph(t.otherSets),
    {
      kind: "table",
      columns: [
        { header: t.otherColumns.set, width: 1 },
        { header: t.otherColumns.tonnes, width: "fit", align: "right", gap: 26 },
        { header: t.otherColumns.share, width: "fit", align: "right" },
      ],
      rows: bySet.map(([set, kg]) => ({ cells: [set, words.tonnes(kg), words.share(kg, totals.co2eKg)] })),
    },
  ];
}

function apart({ document }: ReportModel, words: Words): Block[] {
  const gases = document.gwp.reportedApart ?? [];
  if (gases.length === 0) return [];
  return [paragraph(words.annex.gwp.apart(gases.map(words.gas).join(words.t.listSeparator)))];
}
