import { ALL_CATEGORIES, type Category, scope3NumberOf, scopeOf } from "#app/carbon/line/scope.ts";
import type { Block } from "#app/press/block.ts";
import { lines, muted, paragraph, part } from "#app/press/block-builders.ts";
import { sumIsoCategories } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { whyIsoEmpty } from "./completeness.ts";
import { isoCategoryOf } from "./iso-category.ts";
import type { Words } from "./words.ts";

/** The totals by the categories of ISO 14064-1, and what each holds of the scopes (ISO 14064-1:2018, 9.3.1 e, j). */
export function describeIsoCategories(model: ReportModel, words: Words): Block[] {
  const t = words.annex.isoCategories;
  const totals = model.document.results!.totals!;
  const sums = sumIsoCategories(totals.byCategory, (category) => isoCategoryOf(category as Category));
  return [
    part("results.iso_categories", t.heading),
    paragraph(t.text),
    {
      kind: "table",
      columns: [
        { header: t.columns.number, width: "fit", align: "center" },
        { header: t.columns.category, width: 6 },
        { header: t.columns.holds, width: 5 },
        { header: t.columns.tonnes, width: "fit", align: "right" },
      ],
      rowHeader: 1,
      rows: [
        ...Object.entries(sums).map(([number, kg]) => ({
          cells: [
            number,
            nameCell(model, { number, isEmpty: kg === null }, words),
            holdsOf(number, words),
            kg === null ? [muted(words.t.results.notQuantified)] : words.tonnesOrZero(kg),
          ],
        })),
        { cells: ["", words.t.results.totalLocation, "", words.tonnes(totals.co2eKg)], isTotal: true },
      ],
    },
  ];
}

function nameCell(model: ReportModel, { number, isEmpty }: { number: string; isEmpty: boolean }, words: Words) {
  const t = words.annex.isoCategories;
  const reason = words.name(model.facts.boundary.notSignificant?.[number]);
  return lines([
    { text: t.names[number] ?? number },
    muted(reason ? t.notSignificant(reason) : isEmpty ? whyIsoEmpty(model, number, words) : ""),
  ]);
}

/** The scopes and the scope 3 category numbers of a category of ISO 14064-1. */
function holdsOf(number: string, words: Words): string {
  const t = words.annex.isoCategories;
  const own = ALL_CATEGORIES.filter((category) => isoCategoryOf(category) === number);
  const scopes = [...new Set(own.map(scopeOf))].filter((scope) => scope !== 3).map((scope) => t.scope(String(scope)));
  const numbers = own.flatMap((category) => scope3NumberOf(category) ?? []).join(words.t.listSeparator);
  return [...scopes, ...(numbers ? [t.scope3(numbers)] : [])].join(words.t.listSeparator) || t.nothing;
}
