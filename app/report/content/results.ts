import { doRowsAddUp } from "#app/carbon/format.ts";
import { CATEGORIES, type Category, SCOPE3_CATEGORIES, SCOPES } from "#app/carbon/line/scope.ts";
import type { Block, TableRow } from "#app/press/block.ts";
import { muted, note, paragraph, part, section } from "#app/press/block-builders.ts";
import { GAS_COLUMNS } from "#app/runs/breakdown.ts";
import { isInTotals, linesOf, sumDecimals } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { inGasOrder } from "./gas-order.ts";
import { describeIsoCategories } from "./iso-categories.ts";
import { isoCategoryOf } from "./iso-category.ts";
import type { Words } from "./words.ts";

/**
 * The totals by scope, category and gas (ISO 14064-1:2018, 9.3.1 f to h, j; GHG Protocol, chapter 9).
 *
 * @param sources the table of sources, which follows the totals
 */
export function describeResults(model: ReportModel, words: Words, sources: Block[]): Block[] {
  return [
    section("results", words.t.results.heading),
    part("results.by_scope", words.t.results.byScope),
    ...totalsByScope(model, words),
    ...sources,
    ...categories12(model, words),
    ...scope3(model, words),
    ...describeIsoCategories(model, words),
    ...gases(model, words),
    ...gasMasses(model, words),
    ...outside(model, words),
  ];
}

/** The bar and table of totals, also on the page of key results. */
export function totalsByScope(model: ReportModel, words: Words): Block[] {
  const { t, tonnes, share } = words;
  const totals = model.document.results!.totals!;
  const shares = SCOPES.map((scope) => `${t.cover.scope[scope]} ${share(totals.byScope[scope], totals.co2eKg)}`);
  const rows = SCOPES.map((scope) => totals.byScope[scope]);
  return [
    { kind: "shareBar", values: rows, labels: shares, alt: t.results.scopeAlt(shares.join(t.listSeparator)) },
    {
      kind: "table",
      columns: [
        { header: t.results.scope, width: 1 },
        { header: t.results.tonnes, width: "fit", align: "right", gap: 26 },
        { header: t.results.share, width: "fit", align: "right" },
      ],
      rows: [
        ...SCOPES.map((scope) => ({
          cells: [
            scope === 2 ? t.qualified(t.results.scopeName[2], t.basis.locationBased) : t.results.scopeName[scope],
            tonnes(totals.byScope[scope]),
            share(totals.byScope[scope], totals.co2eKg),
          ],
        })),
        { cells: [t.results.totalLocation, tonnes(totals.co2eKg), share(totals.co2eKg, totals.co2eKg)], isTotal: true },
        { cells: [t.results.scope2Market, tonnes(totals.scope2.marketBased), ""] },
        { cells: [t.results.totalMarket, tonnes(totals.co2eKgMarketBased), ""], isTotal: true },
      ],
    },
    ...(doRowsAddUp(rows, totals.co2eKg, 2) ? [] : [note(t.results.rounding)]),
  ];
}

function categories12(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const totals = model.document.results!.totals!;
  const listed: readonly Category[] = [...CATEGORIES[1], ...CATEGORIES[2]];
  return [
    part("results.scopes_1_2", t.results.scope12),
    {
      kind: "table",
      columns: [
        { header: t.results.category, width: 5 },
        { header: t.results.isoCategory, width: "fit", align: "center", gap: 26 },
        { header: t.results.tonnes, width: "fit", align: "right" },
      ],
      rows: [
        ...listed.map((category) => categoryRow(model, words, category, [words.category(category)])),
        { cells: [t.cover.scope[1], "", words.tonnes(totals.byScope[1])], isTotal: true },
        { cells: [t.results.scope2Location, "", words.tonnes(totals.byScope[2])], isTotal: true },
      ],
    },
  ];
}

function scope3(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  return [
    part("results.scope_3", t.results.scope3),
    paragraph(t.results.scope3Text),
    {
      kind: "table",
      columns: [
        { header: t.results.categoryNumber, width: "fit", align: "right" },
        { header: t.results.category, width: 5 },
        { header: t.results.isoCategory, width: "fit", align: "center", gap: 26 },
        { header: t.results.tonnes, width: "fit", align: "right" },
      ],
      rowHeader: 1,
      rows: [
        ...SCOPE3_CATEGORIES.map((category, index) =>
          categoryRow(model, words, category, [String(index + 1), words.category(category)]),
        ),
        { cells: ["", t.cover.scope[3], "", words.tonnes(model.document.results!.totals!.byScope[3])], isTotal: true },
      ],
    },
  ];
}

function categoryRow(model: ReportModel, words: Words, category: Category, names: string[]): TableRow {
  const value = model.document.results!.totals!.byCategory[category];
  const amount = value === undefined ? [muted(words.t.results.notQuantified)] : words.tonnes(value);
  return { cells: [...names, isoCategoryOf(category), amount] };
}

/** A table by gas looks complete, although some factors have one gas. */
function co2Only({ breakdown, document }: ReportModel, words: Words): Block[] {
  const found = breakdown.disclosures.find(({ code }) => code === "factor_co2_only");
  if (!found) return [];
  return [note(words.t.results.co2Only(words.share(found.co2eKg, document.results!.totals!.co2eKg)))];
}

function gases(model: ReportModel, words: Words): Block[] {
  const { t, tonnes } = words;
  const { gasesByScope, gases: byGas } = model.breakdown;
  const columns = GAS_COLUMNS.filter((column) => column !== "other" || byGas.other !== "0");
  const totals = model.document.results!.totals!;
  return [
    part("results.by_gas", t.results.byGas),
    paragraph(t.results.byGasText),
    {
      kind: "table",
      isDense: true,
      columns: [
        { header: t.results.scope, width: 1 },
        ...columns.map((column) => ({ header: t.results.gas[column], width: "fit" as const, align: "right" as const })),
        { header: t.results.total, width: "fit", align: "right" },
      ],
      rows: [
        ...SCOPES.map((scope) => ({
          cells: [
            t.cover.scope[scope],
            ...columns.map((column) => words.tonnesOrZero(gasesByScope[scope][column])),
            tonnes(totals.byScope[scope]),
          ],
        })),
        {
          cells: [
            t.results.total,
            ...columns.map((column) => words.tonnesOrZero(byGas[column])),
            tonnes(totals.co2eKg),
          ],
          isTotal: true,
        },
      ],
    },
    ...co2Only(model, words),
  ];
}

function gasMasses(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const totals = model.document.results!.totals!;
  const { values } = model.document.gwp;
  const columns = t.results.gasColumns;
  return [
    part("results.gas_mass", t.results.gasMass),
    {
      kind: "table",
      columns: [
        { header: columns.gas, width: 1 },
        { header: columns.mass, width: "fit", align: "right", gap: 26 },
        { header: columns.gwp, width: "fit", align: "right", gap: 26 },
        { header: columns.co2e, width: "fit", align: "right" },
      ],
      rows: inGasOrder(totals.byGasKg).map(([gas, kg]) => ({
        cells: [
          words.gas(gas),
          words.number(kg, 2),
          values[gas] === undefined ? t.methodology.blend : words.exact(values[gas]),
          words.tonnes(totals.byGasCo2eKg[gas]!),
        ],
      })),
    },
  ];
}

function outside(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const totals = model.document.results!.totals!;
  const columns = t.results.outsideColumns;
  const biogenic = SCOPES.map((scope) => [scope, biogenicOf(model, scope)] as const).filter(([, kg]) => kg !== "0");
  return [
    part("results.outside", t.results.outside),
    {
      kind: "table",
      columns: [
        { header: columns.item, width: 3 },
        { header: columns.tonnes, width: "fit", align: "right", gap: 20 },
        { header: columns.treatment, width: 6 },
      ],
      rows: [
        { cells: [t.results.biogenic, words.tonnesOrZero(totals.biogenicCo2Kg), t.results.biogenicTreatment] },
        ...biogenic.map(([scope, kg]) => ({ cells: [t.results.ofScope(t.cover.scope[scope]), words.tonnes(kg), ""] })),
        { cells: [t.results.credits, words.tonnesOrZero(totals.creditsCo2eKg), t.results.creditsTreatment] },
        { cells: [t.results.removals, "–", t.results.removalsTreatment] },
      ],
    },
  ];
}

/** Biogenic CO2 of the lines of a scope, kg. */
function biogenicOf({ document }: ReportModel, scope: (typeof SCOPES)[number]): string {
  const own = linesOf(document).filter(({ activity }) => isInTotals(activity) && activity.scope === scope);
  return sumDecimals(own.map(({ result }) => result.biogenicCo2Kg));
}
