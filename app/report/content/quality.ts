import { Decimal, printDecimal } from "#app/carbon/decimal.ts";
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
  const { measured, calculated } = breakdown.grades;
  drawParagraph(page, t.quality.primary(share(printDecimal(new Decimal(measured).plus(calculated)), totals.co2eKg)));
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

function shareOrNothing(part: string, whole: string, words: Words): string {
  return Number(part) === 0 ? "–" : words.share(part, whole);
}
