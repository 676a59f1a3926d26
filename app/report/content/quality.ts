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
    ...describeTotal(document, words),
    paragraph(t.quality.grades(...shares)),
    ...primaryShare(document, words),
    ...dataQuality(totals.dataQuality, words),
  ];
}

/** One result, by the correlation of the document; as if all errors were independent for comparison; what it leaves open. */
function describeTotal(document: ReportModel["document"], words: Words): Block[] {
  const t = words.t.quality;
  const { uncertainty, uncertaintyPercent: independent } = document.results!.totals!;
  const correlation = document.uncertainty?.correlation ?? "none";
  const total = uncertainty ? uncertainty.totalPercent : independent;
  const { stated, exceeding } = assessUncertainty(document, { correlation: "by_factor" });
  const notes: string[] = [];
  if (total === null) {
    notes.push(t.noResult);
    if (stated.percent !== null && stated.activities !== "0") {
      notes.push(t.partly(stated.activities, words.tonnes(stated.co2eKg), words.number(stated.percent, 1)));
    }
  } else {
    notes.push(t.result(words.number(total, 1), words.annex.uncertainty.correlation[correlation] ?? ""));
    if (correlation !== "none" && independent !== null) notes.push(t.sensitivity(words.number(independent, 1)));
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
