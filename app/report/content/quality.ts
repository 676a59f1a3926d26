import { Decimal, printDecimal } from "#app/carbon/decimal.ts";
import type { DataQualityTotals } from "#app/carbon/quality/quality-types.ts";
import { assessUncertainty } from "#app/carbon/uncertainty/assess-uncertainty.ts";
import { GRADES } from "../breakdown.ts";
import type { Page } from "../layout/page.ts";
import { drawHeading, drawParagraph } from "../layout/paragraph.ts";
import { drawTable } from "../layout/table.ts";
import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** How sure the figures are (ISO 14064-1:2018, 9.3.1 p, q). */
export function drawQuality(page: Page, model: ReportModel, words: Words): void {
  const { t, share } = words;
  const { breakdown, document } = model;
  const totals = document.results!.totals!;
  drawHeading(page, 1, t.quality.heading);
  drawParagraph(page, t.quality.method);
  drawParagraph(
    page,
    totals.uncertaintyPercent === null
      ? t.quality.noResult
      : t.quality.result(words.number(totals.uncertaintyPercent, 1)),
  );
  drawUncertaintyNotes(page, model, words);
  if (!totals.dataQuality?.primary) {
    const { measured, calculated } = breakdown.grades;
    drawParagraph(page, t.quality.primary(share(printDecimal(new Decimal(measured).plus(calculated)), totals.co2eKg)));
  }
  drawDataQuality(page, totals.dataQuality, words);
  drawParagraph(page, t.quality.tableText);
  const uncertainty = (percent: string | null) => (percent === null ? "–" : `${words.number(percent, 1)}%`);
  drawTable(page, {
    columns: [
      { header: t.quality.columns.category, width: 1 },
      ...GRADES.map((grade) => ({
        header: words.carbon.dataQuality[grade],
        width: "fit" as const,
        align: "right" as const,
        gap: 18,
      })),
      { header: t.quality.columns.uncertainty, width: "fit", align: "right", gap: 18 },
      { header: t.results.tonnes, width: "fit", align: "right" },
    ],
    rows: [
      ...breakdown.quality.map(({ category, byGrade, co2eKg, uncertaintyPercent }) => ({
        cells: [
          words.category(category),
          ...GRADES.map((grade) => shareOrNothing(byGrade[grade], co2eKg, words)),
          uncertainty(uncertaintyPercent),
          words.tonnes(co2eKg),
        ],
      })),
      {
        cells: [
          t.results.total,
          ...GRADES.map((grade) => shareOrNothing(breakdown.grades[grade], totals.co2eKg, words)),
          uncertainty(totals.uncertaintyPercent),
          words.tonnes(totals.co2eKg),
        ],
        isTotal: true,
      },
    ],
  });
}

/** What the independent total leaves open: factors that lines share, lines that state nothing, lines too uncertain. */
function drawUncertaintyNotes(page: Page, { document }: ReportModel, words: Words): void {
  const t = words.t.quality;
  const shared = assessUncertainty(document, { correlation: "by_factor" });
  const { totalPercent, stated, exceeding } = shared;
  if (totalPercent !== null) drawParagraph(page, t.shared(words.number(totalPercent, 1)));
  else if (stated.percent !== null && stated.activities !== "0") {
    drawParagraph(page, t.partly(stated.activities, words.tonnes(stated.co2eKg), words.number(stated.percent, 1)));
  }
  if (exceeding.length > 0) drawParagraph(page, t.exceeds(exceeding.length));
}

/** Shares of primary data, each with its weighting (methodology rule 50), and scores where they are stated. */
function drawDataQuality(page: Page, dataQuality: DataQualityTotals | undefined, words: Words): void {
  const t = words.t.quality;
  const percent = (text: string | null, digits = 1) => (text === null ? "–" : words.number(text, digits));
  const { primary, quality, factorTier } = dataQuality ?? {};
  if (primary) {
    drawParagraph(
      page,
      t.primaryShares(percent(primary.byEmissions.percent), percent(primary.byActivityCount.percent)),
    );
  }
  if (quality?.total.score) {
    drawParagraph(page, t.score(percent(quality.total.score, 2), percent(quality.total.coveredPercent)));
  }
  if (factorTier?.total.score) {
    drawParagraph(page, t.tier(percent(factorTier.total.score, 2), percent(factorTier.total.coveredPercent)));
  }
}

function shareOrNothing(part: string, whole: string, words: Words): string {
  return Number(part) === 0 ? "–" : words.share(part, whole);
}
