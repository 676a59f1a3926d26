import type { DecimalString } from "#app/carbon/document/inventory-document.ts";

/**
 * How errors of different lines are correlated. `none`: every percentage is an independent error. `by_factor`: lines
 * with the same factor (or property) share its error, because a factor that is too high is too high in each of them.
 * Their activity data stay independent. `by_group`: the lines of a group share one error.
 */
export const CORRELATIONS = ["none", "by_factor", "by_group"] as const;
export type Correlation = (typeof CORRELATIONS)[number];

/** `document.uncertainty`: requests `totals.uncertainty`. */
export interface DocumentUncertainty {
  correlation: Correlation;
  /** Only for `by_group`: activity ids, each in at most one group. */
  groups?: string[][];
}

/** The shape of an error, used only by the Monte Carlo cross-check. */
export const DISTRIBUTIONS = ["normal", "lognormal", "triangular", "uniform"] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** `activity.uncertainty`: half of the 95 % interval, in per cent of the value. */
export interface StatedUncertainty {
  activity: DecimalString;
  factor: DecimalString;
  /** One for each entry of the activity's `via`, in order. */
  via?: DecimalString[];
  /** The shape, if known. Default: normal, and lognormal above ± 30 %. */
  distribution?: { activity?: Distribution; factor?: Distribution };
}

/** `totals.uncertainty`. ± % at 95 %. Null if a line of the group states none, or if its emissions sum to zero. */
export interface UncertaintyTotals {
  method: "ipcc_2006_vol_1_ch_3_approach_1";
  basis: "location_based";
  confidencePercent: "95";
  correlation: Correlation;
  totalPercent: DecimalString | null;
  byScope: Record<"1" | "2" | "3", DecimalString | null>;
  byCategory: Record<string, DecimalString | null>;
  byFacility: Record<string, DecimalString | null>;
  /** Only the lines that state an uncertainty: the known part while others state none. */
  stated: { activities: DecimalString; co2eKg: DecimalString; percent: DecimalString | null };
  /**
   * True if a line is too uncertain for the method: its standard deviation is not below 0.3 of its mean, which is ±
   * 58.8 % at 95 %. The Monte Carlo cross-check is then useful.
   */
  exceedsApproach1: boolean;
  exceeding: string[];
}
