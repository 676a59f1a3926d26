import type { DataQualityTotals } from "#app/carbon/quality/quality-types.ts";
import { assessUncertainty } from "#app/carbon/uncertainty/assess-uncertainty.ts";
import type { Block } from "#app/press/block.ts";
import { paragraph, section } from "#app/press/block-builders.ts";
import { isInTotals, linesOf } from "#app/runs/line-sums.ts";
import type { ReportModel } from "../model.ts";
import { shareOfPrimary } from "./data-quality.ts";
import type { Words } from "./words.ts";

/** How sure the figures are, in short (ISO 14064-1:2018, 9.3.1 p, q); by category in annexes D and E. */
export function describeQuality(model: ReportModel, words: Words): Block[] {
  const { t, share } = words;
  const { breakdown, document } = model;
  const totals = document.results!.totals!;
  const { measured, calculated, estimated } = breakdown.grades;
  const shares = [measured, calculated, estimated].map((kg) => share(kg, totals.co2eKg)) as [string, string, string];
  return [
    section("quality", t.quality.heading),
    paragraph(t.quality.method),
    paragraph(
      totals.uncertaintyPercent === null
        ? t.quality.noResult
        : t.quality.result(words.number(totals.uncertaintyPercent, 1)),
    ),
    ...uncertaintyNotes(model, words),
    paragraph(t.quality.grades(...shares)),
    ...primaryShare(document, words),
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

/** The share of primary data in scope 3, weighted by emissions (methodology rule 50). */
function primaryShare(document: ReportModel["document"], words: Words): Block[] {
  const lines = linesOf(document).filter(({ activity }) => isInTotals(activity) && activity.scope === 3);
  if (lines.length === 0) return [];
  return [paragraph(words.t.quality.primaryScope3(shareOfPrimary(lines, words)))];
}

/** Scores where they are stated. */
function dataQuality(stated: DataQualityTotals | undefined, words: Words): Block[] {
  const t = words.t.quality;
  const percent = (text: string | null, digits = 1) => (text === null ? "–" : words.number(text, digits));
  const { quality, factorTier } = stated ?? {};
  const notes: string[] = [];
  if (quality?.total.score) {
    notes.push(t.score(percent(quality.total.score, 2), percent(quality.total.coveredPercent)));
  }
  if (factorTier?.total.score) {
    notes.push(t.tier(percent(factorTier.total.score, 2), percent(factorTier.total.coveredPercent)));
  }
  return notes.map(paragraph);
}
