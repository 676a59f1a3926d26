import type { Block, Text } from "../block.ts";
import { list, muted, paragraph, part, section } from "../block-builders.ts";
import type { ReportModel } from "../model.ts";
import { labelOf } from "./factor-label.ts";
import { inGasOrder } from "./gas-order.ts";
import type { Words } from "./words.ts";

/** How many lines, factors or reasons a disclosure names; the embedded document has all of them. */
const LISTED = { lines: 8, factors: 12, reasons: 1 };

/** How each amount was quantified, and what had to be assumed (ISO 14064-1:2018, 9.3.1 m, n, t). */
export function describeMethodology(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  return [
    section("methodology", t.methodology.heading),
    paragraph(t.methodology.approachText),
    paragraph(t.methodology.roundingText),
    ...approaches(model, words),
    ...texts("methodology.policy", t.methodology.policy, model.facts.selectionPolicy.map(words.name)),
    ...texts("methodology.notes", t.methodology.notes, model.facts.methodologyNotes.map(words.name)),
    ...gwpTable(model, words),
    ...disclosures(model, words),
  ];
}

function texts(id: string, heading: string, items: string[]): Block[] {
  return items.length === 0 ? [] : [part(id, heading), list(items)];
}

function approaches(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const columns = t.methodology.approachColumns;
  return [
    part("methodology.approach", t.methodology.approach),
    {
      kind: "table",
      columns: [
        { header: columns.category, width: 3 },
        { header: columns.method, width: 6 },
        { header: columns.lines, width: "fit", align: "right", gap: 14 },
        { header: columns.tonnes, width: "fit", align: "right" },
      ],
      rows: model.breakdown.approaches.map(({ category, method, lines, co2eKg }) => ({
        cells: [words.category(category), t.methodology.methods[method], String(lines), words.tonnes(co2eKg)],
      })),
    },
  ];
}

function gwpTable(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const { gwp } = model.document;
  const columns = t.methodology.gwpColumns;
  // Two gases side by side: the table is long and narrow.
  const cells = inGasOrder(gwp.values).map(([gas, value]) => [words.gas(gas), words.exact(value)] as const);
  const half = Math.ceil(cells.length / 2);
  return [
    part("methodology.gwp", t.methodology.gwp),
    paragraph(t.methodology.gwpText(gwp.set, gwp.source ?? gwp.set)),
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
    ...blends(model, words),
  ];
}

function blends(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const known = inGasOrder(model.document.gwp.blends ?? {});
  if (known.length === 0) return [];
  return [
    part("methodology.blends", t.methodology.blends),
    list(
      known.map(([blend, shares]) => {
        const parts = Object.entries(shares).map(([gas, share]) => `${words.gas(gas)} ${words.percent(share)}`);
        return `${blend}: ${t.methodology.blendShares(parts.join(t.listSeparator))}`;
      }),
    ),
  ];
}

function disclosures(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const total = model.document.results!.totals!.co2eKg;
  const heading = part("methodology.disclosures", t.methodology.disclosures);
  const rows = disclosuresOf(model, words);
  if (rows.length === 0) return [heading, paragraph(t.methodology.noDisclosures)];
  const columns = t.methodology.disclosureColumns;
  return [
    heading,
    {
      kind: "table",
      columns: [
        { header: columns.what, width: 6 },
        { header: columns.lines, width: 3, gap: 14 },
        { header: columns.share, width: "fit", align: "right" },
      ],
      rows: rows.map(({ what, note, activities, co2eKg }) => ({
        cells: [
          [{ text: what }, ...(note ? [muted(` ${note}`)] : [])] satisfies Text,
          listSome(activities, LISTED.lines, words),
          activities.length > 0 ? words.share(co2eKg, total) : "–",
        ],
      })),
    },
  ];
}

/** The first texts of a list, then how many more there are. */
function listSome(items: string[], limit: number, { t }: Words): string {
  const shown = items.slice(0, limit).join(t.listSeparator);
  return items.length > limit ? t.methodology.andMore(shown, items.length - limit) : shown;
}

/** What the calculation disclosed, then the estimated quantities. */
function disclosuresOf(model: ReportModel, words: Words) {
  const { t } = words;
  const { breakdown, document } = model;
  const nameDays = ({ emissionSource, days }: { emissionSource: string; days: string }) => {
    const named = document.activities.find((activity) => activity.emissionSource === emissionSource);
    return t.methodology.sourceDays(words.name(named?.description) || emissionSource, days);
  };
  const labels = (factors: string[]) => factors.map((reference) => labelOf(model, reference));
  const disclosed = breakdown.disclosures.map(({ code, gwpSet, factors, sources, reasons, activities, co2eKg }) => ({
    what: t.methodology.disclosure[code as keyof typeof t.methodology.disclosure] ?? code,
    note: [
      gwpSet ? t.methodology.factorSet(gwpSet) : "",
      factors.length > 0 ? t.methodology.factors(listSome(labels(factors), LISTED.factors, words)) : "",
      sources.length > 0 ? t.methodology.sources(listSome(sources.map(nameDays), LISTED.factors, words)) : "",
      reasons.length > 0 ? t.methodology.reason(listSome(reasons, LISTED.reasons, words)) : "",
    ]
      .filter(Boolean)
      .join(" "),
    activities,
    co2eKg,
  }));
  const estimated = document.activities.filter((activity) => activity.dataQuality === "estimated" && !activity.entry);
  if (estimated.length === 0) return disclosed;
  const activities = estimated.map((activity) => activity.id);
  return [
    ...disclosed,
    { what: t.methodology.disclosure.estimated, note: "", activities, co2eKg: breakdown.grades.estimated },
  ];
}
