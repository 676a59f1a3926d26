import { Decimal, printDecimal } from "#app/number/decimal.ts";
import type { Block } from "#app/press/block.ts";
import { note, paragraph, part, section } from "#app/press/block-builders.ts";
import { GRADES } from "#app/runs/breakdown.ts";
import { type DocumentLine, isInTotals, linesOf } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** Annex D: grades, primary data and scores by category (methodology rule 50; Scope 3 Standard, table 7.6). */
export function describeDataQuality(model: ReportModel, words: Words): Block[] {
  const t = words.annex.quality;
  return [
    section("data_quality", t.heading),
    paragraph(t.text),
    gradeTable(model, words),
    note(t.primaryText),
    note(t.scoreText),
    ...tiers(model, words),
  ];
}

function gradeTable(model: ReportModel, words: Words): Block {
  const t = words.annex.quality;
  const { breakdown, document } = model;
  const totals = document.results!.totals!;
  const counted = linesOf(document).filter(({ activity }) => isInTotals(activity));
  const scores = totals.dataQuality?.quality;
  const score = (text: string | null | undefined) => (text ? words.number(text, 2) : "–");
  return {
    kind: "table",
    columns: [
      { header: t.columns.category, width: 1 },
      ...GRADES.map((grade) => ({
        header: words.carbon.dataQuality[grade],
        width: "fit" as const,
        align: "right" as const,
        gap: 14,
      })),
      { header: t.columns.primary, width: "fit", align: "right", gap: 14 },
      { header: t.columns.score, width: "fit", align: "right", gap: 14 },
      { header: t.columns.tonnes, width: "fit", align: "right" },
    ],
    rows: [
      ...breakdown.quality.map(({ category, byGrade, co2eKg }) => ({
        cells: [
          words.category(category),
          ...GRADES.map((grade) => shareOrNothing(byGrade[grade], co2eKg, words)),
          primaryShare(
            counted.filter(({ activity }) => activity.category === category),
            words,
          ),
          score(scores?.byCategory[category]?.score),
          words.tonnes(co2eKg),
        ],
      })),
      {
        cells: [
          words.t.results.total,
          ...GRADES.map((grade) => shareOrNothing(breakdown.grades[grade], totals.co2eKg, words)),
          primaryShare(counted, words),
          score(scores?.total.score),
          words.tonnes(totals.co2eKg),
        ],
        isTotal: true,
      },
    ],
  };
}

/** Of the lines of scope 3, to which the measure belongs. */
function primaryShare(lines: DocumentLine[], words: Words): string {
  const ofScope3 = lines.filter(({ activity }) => activity.scope === 3);
  return ofScope3.length === 0 ? "–" : shareOfPrimary(ofScope3, words);
}

/** The weight of a line is the size of its emissions without the sign, as in the totals. */
export function shareOfPrimary(lines: readonly DocumentLine[], words: Words): string {
  const weigh = (some: readonly DocumentLine[]) =>
    printDecimal(some.reduce((sum, { result }) => sum.plus(new Decimal(result.co2eKg).abs()), new Decimal(0)));
  return words.share(weigh(lines.filter(({ activity }) => activity.primary)), weigh(lines));
}

function tiers({ document }: ReportModel, words: Words): Block[] {
  const t = words.annex.quality;
  const totals = document.results!.totals!;
  const heading = part("data_quality.tiers", t.tiers);
  const byTier = totals.dataQuality?.factorTier?.co2eKgByTier;
  if (!byTier) return [heading, paragraph(t.noTiers)];
  return [
    heading,
    paragraph(t.tierText),
    {
      kind: "table",
      columns: [
        { header: t.tierColumns.tier, width: 1 },
        { header: t.tierColumns.tonnes, width: "fit", align: "right", gap: 26 },
        { header: t.tierColumns.share, width: "fit", align: "right" },
      ],
      rows: Object.entries(byTier).map(([tier, kg]) => ({
        cells: [tier === "unstated" ? t.unstated : tier, words.tonnes(kg), words.share(kg, totals.co2eKg)],
      })),
    },
  ];
}

function shareOrNothing(partKg: string, whole: string, words: Words): string {
  return Number(partKg) === 0 ? "–" : words.share(partKg, whole);
}
