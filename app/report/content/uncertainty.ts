import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { DEFAULT_DRAWS, DEFAULT_SEED } from "#app/carbon/uncertainty/monte-carlo.ts";
import type { Block } from "#app/press/block.ts";
import { note, paragraph, part, section } from "#app/press/block-builders.ts";
import { isInTotals, linesOf } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** Annex E: how the uncertainty was assessed and what came of it, by category (ISO 14064-1:2018, 9.3.1 p, q). */
export function describeUncertainty(model: ReportModel, words: Words): Block[] {
  const t = words.annex.uncertainty;
  const { facts, document } = model;
  const correlation = document.uncertainty?.correlation ?? "none";
  return [
    section("uncertainty", t.heading),
    paragraph(words.t.quality.method),
    paragraph(t.correlation[correlation] ?? ""),
    paragraph(t.simulation(String(DEFAULT_SEED), words.exact(String(DEFAULT_DRAWS)))),
    ...(facts.uncertainty ? [part("uncertainty.stated", t.stated), paragraph(words.name(facts.uncertainty))] : []),
    part("uncertainty.by_category", t.byCategory),
    categoryTable(model, words),
    note(t.gradeText),
    ...bySource(model, words),
  ];
}

/** What the result follows from: the ± of each source and where they come from. */
function bySource({ facts, document }: ReportModel, words: Words): Block[] {
  const t = words.annex.uncertainty;
  const sources = new Map<string, DocumentActivity>();
  for (const { activity } of linesOf(document)) {
    const { emissionSource, uncertainty } = activity;
    if (emissionSource && uncertainty && !sources.has(emissionSource)) sources.set(emissionSource, activity);
  }
  if (sources.size === 0) return [];
  const percent = (value: string | undefined) => (value === undefined ? "–" : `±${words.exact(value)}%`);
  const basis = (code: string | null | undefined) => (code ? words.basis(code) : t.noBasis);
  return [
    part("uncertainty.by_source", t.bySource),
    {
      kind: "table",
      isDense: true,
      columns: [
        { header: t.sourceColumns.source, width: 5 },
        { header: t.sourceColumns.quantity, width: "fit", align: "right", gap: 14 },
        { header: t.sourceColumns.basis, width: 4 },
        { header: t.sourceColumns.factor, width: "fit", align: "right", gap: 14 },
        { header: t.sourceColumns.basis, width: 4 },
      ],
      rows: [...sources].map(([key, { description, category, uncertainty }]) => {
        const stated = facts.uncertaintyBases?.[key];
        return {
          cells: [
            words.name(description) || words.category(category),
            percent(uncertainty!.activity),
            basis(stated?.activityBasis),
            percent(uncertainty!.factor),
            basis(stated?.factorBasis),
          ],
        };
      }),
    },
  ];
}

function categoryTable({ facts, breakdown, document }: ReportModel, words: Words): Block {
  const t = words.annex.uncertainty;
  const totals = document.results!.totals!;
  const counted = linesOf(document).filter(({ activity }) => isInTotals(activity));
  const assessed = totals.uncertainty;
  const percent = (text: string | null) => (text === null ? "–" : `${words.number(text, 1)}%`);
  const statedOf = (category: string | null) => {
    const own = counted.filter(({ activity }) => category === null || activity.category === category);
    const stated = own.filter(({ activity }) => activity.uncertainty).length;
    return `${stated} / ${own.length}`;
  };
  const gradeOf = (category: string) => {
    const grade = facts.uncertaintyGrades?.[category];
    return grade ? (t.grade[grade] ?? grade) : "–";
  };
  return {
    kind: "table",
    columns: [
      { header: t.columns.category, width: 1 },
      { header: t.columns.stated, width: "fit", align: "right", gap: 18 },
      { header: t.columns.percent, width: "fit", align: "right", gap: 18 },
      { header: t.columns.grade, width: "fit", gap: 18 },
      { header: t.columns.tonnes, width: "fit", align: "right" },
    ],
    rows: [
      ...breakdown.quality.map(({ category, uncertaintyPercent, co2eKg }) => ({
        cells: [
          words.category(category),
          statedOf(category),
          percent(assessed ? (assessed.byCategory[category] ?? null) : uncertaintyPercent),
          gradeOf(category),
          words.tonnes(co2eKg),
        ],
      })),
      {
        cells: [
          words.t.results.total,
          statedOf(null),
          percent(assessed ? assessed.totalPercent : totals.uncertaintyPercent),
          "",
          words.tonnes(totals.co2eKg),
        ],
        isTotal: true,
      },
    ],
  };
}
