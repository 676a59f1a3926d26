import { SCOPE3_CATEGORIES } from "#app/carbon/line/scope.ts";
import type { Block } from "#app/press/block.ts";
import { keyValues, muted, paragraph, part, section } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import { whyEmpty } from "./completeness.ts";
import type { Words } from "./words.ts";

/** What the GHG Protocol Corporate Standard asks for (chapter 9), from the same data; printed where it is chosen. */
export function describeGhgProtocol(model: ReportModel, words: Words): Block[] {
  const { t } = words;
  const own = words.annex.ghgProtocol;
  const totals = model.document.results!.totals!;
  const tonnes = (kg: string) => `${words.tonnesOrZero(kg)} tCO₂e`;
  const threshold = model.facts.baseYear.thresholdPercent;
  return [
    section("ghg_protocol", own.heading),
    paragraph(own.text),
    part("ghg_protocol.scopes", own.scopes),
    keyValues([
      [own.approach, words.carbon.consolidationApproach[model.document.organization.consolidationApproach]],
      [t.cover.scope[1], tonnes(totals.byScope[1])],
      [t.results.scope2Location, tonnes(totals.scope2.locationBased)],
      [t.results.scope2Market, tonnes(totals.scope2.marketBased)],
      [own.biogenic, `${words.tonnesOrZero(totals.biogenicCo2Kg)} tCO₂`],
      [own.basePolicy, threshold ? t.boundary.thresholdValue(words.exact(threshold)) : own.noPolicy],
    ]),
    paragraph(own.dual),
    part("ghg_protocol.scope_3", own.scope3),
    scope3Table(model, words),
  ];
}

/** Each of the fifteen categories with its amount, or the reason why it has none. */
function scope3Table(model: ReportModel, words: Words): Block {
  const { facts, document } = model;
  const { columns, noReason } = words.annex.ghgProtocol;
  const totals = document.results!.totals!;
  return {
    kind: "table",
    columns: [
      { header: columns.number, width: "fit", align: "right" },
      { header: columns.category, width: 4 },
      { header: columns.tonnes, width: "fit", align: "right", gap: 14 },
      { header: columns.reason, width: 5 },
    ],
    rowHeader: 1,
    rows: [
      ...SCOPE3_CATEGORIES.map((category, index) => {
        const kg = totals.byCategory[category];
        return {
          cells: [
            String(index + 1),
            words.category(category),
            kg === undefined ? [muted(words.t.results.notQuantified)] : words.tonnes(kg),
            kg === undefined
              ? words.name(facts.scope3Reasons?.[category]) || whyEmpty(model, category, words) || noReason
              : "",
          ],
        };
      }),
      { cells: ["", words.t.cover.scope[3], words.tonnes(totals.byScope[3]), ""], isTotal: true },
    ],
  };
}
