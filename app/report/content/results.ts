import { doRowsAddUp } from "#app/carbon/format.ts";
import { CATEGORIES, type Category, SCOPE3_CATEGORIES, SCOPES } from "#app/carbon/scope.ts";
import { GAS_COLUMNS } from "../breakdown.ts";
import { drawShareBar } from "../layout/chart.ts";
import type { Page } from "../layout/page.ts";
import { drawHeading, drawNote, drawParagraph } from "../layout/paragraph.ts";
import { CELL } from "../layout/style.ts";
import { drawTable, type Row } from "../layout/table.ts";
import type { ReportModel } from "../model.ts";
import { inGasOrder } from "./gas-order.ts";
import { isoCategoryOf } from "./iso-category.ts";
import type { Words } from "./words.ts";

/** The totals by scope, category and gas (ISO 14064-1:2018, 9.3.1 f to h, j; GHG Protocol, chapter 9). */
export function drawResults(page: Page, model: ReportModel, words: Words): void {
  drawHeading(page, 1, words.t.results.heading);
  drawScopes(page, model, words);
  drawCategories12(page, model, words);
  drawScope3(page, model, words);
  drawGases(page, model, words);
  drawGasMasses(page, model, words);
  drawOutside(page, model, words);
}

function drawScopes(page: Page, model: ReportModel, words: Words): void {
  const { t, tonnes, share } = words;
  const totals = model.document.results!.totals!;
  drawHeading(page, 2, t.results.byScope);
  const shares = SCOPES.map((scope) => `${t.cover.scope[scope]} ${share(totals.byScope[scope], totals.co2eKg)}`);
  drawShareBar(page, {
    values: SCOPES.map((scope) => Math.max(Number(totals.byScope[scope]), 0)),
    alt: t.results.scopeAlt(shares.join(t.listSeparator)),
  });
  drawTable(page, {
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
    after: 6,
  });
  const rows = SCOPES.map((scope) => totals.byScope[scope]);
  if (!doRowsAddUp(rows, totals.co2eKg, 2)) drawNote(page, t.results.rounding);
}

function drawCategories12(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  const totals = model.document.results!.totals!;
  drawHeading(page, 2, t.results.scope12, 90);
  const listed: readonly Category[] = [...CATEGORIES[1], ...CATEGORIES[2]];
  const both = [totals.byScope[1], totals.byScope[2]];
  drawTable(page, {
    columns: [
      { header: t.results.category, width: 5 },
      { header: t.results.isoCategory, width: "fit", align: "center", gap: 26 },
      { header: t.results.tonnes, width: "fit", align: "right" },
    ],
    rows: [
      ...listed.map((category) => categoryRow(model, words, category, [words.category(category)])),
      { cells: [`${t.cover.scope[1]}`, "", words.tonnes(both[0]!)], isTotal: true },
      { cells: [t.results.scope2Location, "", words.tonnes(both[1]!)], isTotal: true },
    ],
  });
}

function drawScope3(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  drawHeading(page, 2, t.results.scope3, 90);
  drawParagraph(page, t.results.scope3Text);
  drawTable(page, {
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
      {
        cells: ["", t.cover.scope[3], "", words.tonnes(model.document.results!.totals!.byScope[3])],
        isTotal: true,
      },
    ],
  });
}

function categoryRow(model: ReportModel, words: Words, category: Category, names: string[]): Row {
  const value = model.document.results!.totals!.byCategory[category];
  const amount =
    value === undefined
      ? [{ text: words.t.results.notQuantified, style: { ...CELL, size: 7.2, color: "#5C6B64" } }]
      : words.tonnes(value);
  return { cells: [...names, isoCategoryOf(category), amount] };
}

function drawGases(page: Page, model: ReportModel, words: Words): void {
  const { t, tonnes } = words;
  const { gasesByScope, gases } = model.breakdown;
  const columns = GAS_COLUMNS.filter((column) => column !== "other" || gases.other !== "0");
  const totals = model.document.results!.totals!;
  drawHeading(page, 2, t.results.byGas, 90);
  drawParagraph(page, t.results.byGasText);
  drawTable(page, {
    style: { ...CELL, size: 7.2 },
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
        cells: [t.results.total, ...columns.map((column) => words.tonnesOrZero(gases[column])), tonnes(totals.co2eKg)],
        isTotal: true,
      },
    ],
  });
}

function drawGasMasses(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  const totals = model.document.results!.totals!;
  const { values } = model.document.gwp;
  drawHeading(page, 2, t.results.gasMass);
  const columns = t.results.gasColumns;
  drawTable(page, {
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
  });
}

function drawOutside(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  const totals = model.document.results!.totals!;
  const columns = t.results.outsideColumns;
  drawHeading(page, 2, t.results.outside);
  drawTable(page, {
    columns: [
      { header: columns.item, width: 3 },
      { header: columns.tonnes, width: "fit", align: "right", gap: 20 },
      { header: columns.treatment, width: 6 },
    ],
    rows: [
      { cells: [t.results.biogenic, words.tonnesOrZero(totals.biogenicCo2Kg), t.results.biogenicTreatment] },
      { cells: [t.results.credits, words.tonnesOrZero(totals.creditsCo2eKg), t.results.creditsTreatment] },
      { cells: [t.results.removals, "–", t.results.removalsTreatment] },
    ],
  });
}
