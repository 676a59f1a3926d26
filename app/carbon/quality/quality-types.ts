import type { DecimalString } from "#app/carbon/document/inventory-document.ts";

/** The five indicators of the GHG Protocol Scope 3 Standard, table 7.6. */
export const QUALITY_INDICATORS = ["technology", "time", "geography", "completeness", "reliability"] as const;
export type QualityIndicator = (typeof QUALITY_INDICATORS)[number];

/** The grades of that table, best first. Their place, 1 to 4, is what is averaged: a low score is a good one. */
export const QUALITY_GRADES = ["very_good", "good", "fair", "poor"] as const;
export type QualityGrade = (typeof QUALITY_GRADES)[number];

/** What an activity states of its own data; an indicator that is not stated is not guessed. */
export type StatedQuality = Partial<Record<QualityIndicator, QualityGrade>>;

/**
 * How specific a factor is, in the tiers of the 2006 IPCC Guidelines (vol. 1, chapter 4, and vol. 2, chapter 1):
 * 1 an international default, 2 of the country or region, 3 of the plant or supplier.
 */
export const FACTOR_TIERS = [1, 2, 3] as const;
export type FactorTier = (typeof FACTOR_TIERS)[number];

/** A part of a whole, and the whole it is part of; `percent` is null where the whole is zero. */
export interface Share {
  part: DecimalString;
  whole: DecimalString;
  percent: DecimalString | null;
}

/** An average weighted by emissions, and the percentage of the emissions that it speaks for. */
export interface WeightedScore {
  /** 1 to 4 for quality, 1 to 3 for tiers; null where nothing is stated. */
  score: DecimalString | null;
  coveredPercent: DecimalString | null;
}

/**
 * `totals.dataQuality`. Everything is location-based and without credits, as the total is. The weight of a line is the
 * size of its emissions without the sign, so that a correction cannot push a share outside 0 to 100.
 */
export interface DataQualityTotals {
  /** Only where a line states `primary`; a line that states nothing counts as not primary. */
  primary?:
    | {
        /** Lines whose `primary` is not stated. */
        unstatedActivities: DecimalString;
        byActivityCount: Share & { weighting: "activity_count" };
        /** One for each unit of entry: quantities of different units do not add. */
        byQuantity: (Share & { weighting: "quantity"; unit: string })[];
        byEmissions: Share & { weighting: "absolute_co2e_location_based" };
      }
    | undefined;
  /** Only where a line states `quality`, or a factor its `dataYear` beside it. */
  quality?:
    | {
        scale: "ghg_protocol_scope_3_table_7_6_1_very_good_4_poor";
        weighting: "absolute_co2e_location_based";
        /** The mean of the five indicators, over the lines that have all five. */
        total: WeightedScore;
        byIndicator: Record<QualityIndicator, WeightedScore>;
        byCategory: Record<string, WeightedScore>;
        /** How many lines took their time grade from the data year of the factor. */
        derivedTime: DecimalString;
      }
    | undefined;
  /** Only where a factor states its `tier`. */
  factorTier?:
    | {
        scale: "ipcc_2006_tier_1_to_3";
        weighting: "absolute_co2e_location_based";
        total: WeightedScore;
        /** Emissions in kg CO2e under factors of each tier; `unstated` for those that say none. */
        co2eKgByTier: Record<string, DecimalString>;
      }
    | undefined;
}
