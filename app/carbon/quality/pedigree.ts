import type { DocumentActivity, DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import { divide, fromInteger, type Ratio, sum } from "#app/number/ratio.ts";
import {
  QUALITY_GRADES,
  QUALITY_INDICATORS,
  type QualityGrade,
  type QualityIndicator,
  type StatedQuality,
} from "./quality-types.ts";

/** 1 for very good to 4 for poor. */
export function scoreOf(grade: QualityGrade): number {
  return QUALITY_GRADES.indexOf(grade) + 1;
}

/**
 * The grade of the time indicator, from the years between the data and the period of use: below 3 very good, below 6
 * good, below 10 fair, otherwise poor (Scope 3 Standard, table 7.6).
 */
export function gradeTime(dataYear: string, period: { start: string; end: string }): QualityGrade {
  const years = Math.max(
    ...[period.start, period.end].map((day) => Math.abs(Number(day.slice(0, 4)) - Number(dataYear))),
  );
  if (years < 3) return "very_good";
  if (years < 6) return "good";
  return years < 10 ? "fair" : "poor";
}

export interface LineQuality {
  grades: StatedQuality;
  isTimeDerived: boolean;
  /** The mean of the five indicators. Null if one is missing, because a mean of the others would be biased. */
  score: Ratio | null;
}

/**
 * The quality that an activity states. If it has no time grade and its factor states the year of its data (`dataYear`),
 * that grade follows from table 7.6. Nothing else is derived. Null if there is nothing at all.
 */
export function qualityOf(
  activity: Pick<DocumentActivity, "quality" | "period">,
  factor: DocumentFactor | undefined,
): LineQuality | null {
  const dataYear = !factor || factor.kind === "property" ? undefined : factor.dataYear;
  if (!activity.quality && dataYear === undefined) return null;
  const isTimeDerived = activity.quality?.time === undefined && dataYear !== undefined;
  const grades: StatedQuality = {
    ...activity.quality,
    ...(isTimeDerived ? { time: gradeTime(dataYear, activity.period) } : {}),
  };
  const scores = QUALITY_INDICATORS.flatMap((indicator: QualityIndicator) => {
    const grade = grades[indicator];
    return grade === undefined ? [] : [fromInteger(scoreOf(grade))];
  });
  const isWhole = scores.length === QUALITY_INDICATORS.length;
  return { grades, isTimeDerived, score: isWhole ? divide(sum(scores), fromInteger(scores.length)) : null };
}
