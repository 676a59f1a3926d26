import type { DecimalString } from "#app/carbon/document/inventory-document.ts";

/** The five indicators of the GHG Protocol Scope 3 Standard, table 7.6. */
export const QUALITY_INDICATORS = ["technology", "time", "geography", "completeness", "reliability"] as const;
export type QualityIndicator = (typeof QUALITY_INDICATORS)[number];

/** The grades of that table, best first. Their positions, 1 to 4, are averaged: a low score is good. */
export const QUALITY_GRADES = ["very_good", "good", "fair", "poor"] as const;
export type QualityGrade = (typeof QUALITY_GRADES)[number];

/** The quality that an activity states for its own data. Missing indicators are not guessed. */
export type StatedQuality = Partial<Record<QualityIndicator, QualityGrade>>;

/**
 * How specific a factor is, in the tiers of the 2006 IPCC Guidelines (vol. 1, chapter 4, and vol. 2, chapter 1):
 * 1 an international default, 2 of the country or region, 3 of the plant or supplier.
 */
export const FACTOR_TIERS = [1, 2, 3] as const;
export type FactorTier = (typeof FACTOR_TIERS)[number];

/** A part and its whole. `percent` is null if the whole is zero. */
export interface Share {
  part: DecimalString;
  whole: DecimalString;
  percent: DecimalString | null;
}

/** An average weighted by emissions, and the percentage of the emissions it covers. */
export interface WeightedScore {
  /** 1 to 4 for quality, 1 to 3 for tiers. Null if nothing is stated. */
  score: DecimalString | null;
  coveredPercent: DecimalString | null;
}

/**
 * `totals.dataQuality`. Everything is location-based and without credits, like the total. A line's weight is the
 * absolute value of its emissions, so that a correction can't move a share outside 0 to 100.
 */
export interface DataQualityTotals {
  /** Only if a line states `primary`. A line without it counts as not primary. */
  primary?:
    | {
        /** Lines without `primary`. */
        unstatedActivities: DecimalString;
        byActivityCount: Share & { weighting: "activity_count" };
        /** One for each entered unit, because quantities of different units can't be added. */
        byQuantity: (Share & { weighting: "quantity"; unit: string })[];
        byEmissions: Share & { weighting: "absolute_co2e_location_based" };
      }
    | undefined;
  /** Only if a line states `quality`, or a factor its `dataYear`. */
  quality?:
    | {
        scale: "ghg_protocol_scope_3_table_7_6_1_very_good_4_poor";
        weighting: "absolute_co2e_location_based";
        /** The mean of the five indicators, over the lines that have all five. */
        total: WeightedScore;
        byIndicator: Record<QualityIndicator, WeightedScore>;
        byCategory: Record<string, WeightedScore>;
        /** The number of lines whose time grade comes from the factor's data year. */
        derivedTime: DecimalString;
      }
    | undefined;
  /** Only if a factor states its `tier`. */
  factorTier?:
    | {
        scale: "ipcc_2006_tier_1_to_3";
        weighting: "absolute_co2e_location_based";
        total: WeightedScore;
        /** Emissions in kg CO2e with factors of each tier. `unstated` for factors without one. */
        co2eKgByTier: Record<string, DecimalString>;
      }
    | undefined;
}
