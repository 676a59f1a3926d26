import type { DataQualityTotals } from "#app/carbon/quality/quality-types.ts";
import { assessUncertainty } from "#app/carbon/uncertainty/assess-uncertainty.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import type { Block } from "#app/press/block.ts";
import { paragraph, section } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import type { Words } from "./words.ts";

/** How sure the figures are, in short (ISO 14064-1:2018, 9.3.1 p, q); by category in annexes D and E. */
export function describeQuality(model: ReportModel, words: Words): Block[] {
  const { t, share } = words;
  const { breakdown, document } = model;
  const totals = document.results!.totals!;
  const { measured, calculated } = breakdown.grades;
  const known = printDecimal(new Decimal(measured).plus(calculated));
  return [
    section("quality", t.quality.heading),
    paragraph(t.quality.method),
    paragraph(
      totals.uncertaintyPercent === null
        ? t.quality.noResult
        : t.quality.result(words.number(totals.uncertaintyPercent, 1)),
    ),
    ...uncertaintyNotes(model, words),
    ...(totals.dataQuality?.primary ? [] : [paragraph(t.quality.primary(share(known, totals.co2eKg)))]),
    ...dataQuality(totals.dataQuality, words),
  ];
}

/** What the independent total leaves open: factors that lines share, lines that state nothing, lines too uncertain. */
function uncertaintyNotes({ document }: ReportModel, words: Words): Block[] {
  const t = words.t.quality;
  const { totalPercent, stated, exceeding } = assessUncertainty(document, { correlation: "by_factor" });
  const notes: string[] = [];
  if (totalPercent !== null) notes.push(t.shared(words.number(totalPercent, 1)));
  else if (stated.percent !== null && stated.activities !== "0") {
    notes.push(t.partly(stated.activities, words.tonnes(stated.co2eKg), words.number(stated.percent, 1)));
  }
  if (exceeding.length > 0) notes.push(t.exceeds(exceeding.length));
  return notes.map(paragraph);
}

/** Shares of primary data, each with its weighting (methodology rule 50), and scores where they are stated. */
function dataQuality(stated: DataQualityTotals | undefined, words: Words): Block[] {
  const t = words.t.quality;
  const percent = (text: string | null, digits = 1) => (text === null ? "–" : words.number(text, digits));
  const { primary, quality, factorTier } = stated ?? {};
  const notes: string[] = [];
  if (primary) {
    notes.push(t.primaryShares(percent(primary.byEmissions.percent), percent(primary.byActivityCount.percent)));
  }
  if (quality?.total.score) {
    notes.push(t.score(percent(quality.total.score, 2), percent(quality.total.coveredPercent)));
  }
  if (factorTier?.total.score) {
    notes.push(t.tier(percent(factorTier.total.score, 2), percent(factorTier.total.coveredPercent)));
  }
  return notes.map(paragraph);
}
