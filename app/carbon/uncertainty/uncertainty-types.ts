import type { DecimalString } from "#app/carbon/document/inventory-document.ts";

/**
 * How errors of different lines belong together. `none`: every percentage is an error of its own. `by_factor`: lines with
 * the same factor (or property) share its error, because a factor that is too high is too high in each of them; their
 * activity data stay apart. `by_group`: the lines of a group share one error altogether.
 */
export const CORRELATIONS = ["none", "by_factor", "by_group"] as const;
export type Correlation = (typeof CORRELATIONS)[number];

/** `document.uncertainty`: asks for `totals.uncertainty`. */
export interface DocumentUncertainty {
  correlation: Correlation;
  /** With `by_group` only: activity ids, each in at most one group. */
  groups?: string[][];
}

/** The shape of an error; only the Monte Carlo cross-check looks at it. */
export const DISTRIBUTIONS = ["normal", "lognormal", "triangular", "uniform"] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** `activity.uncertainty`: half of the 95 % interval, in per cent of the value. */
export interface StatedUncertainty {
  activity: DecimalString;
  factor: DecimalString;
  /** One for each entry of the activity's `via`, in its order. */
  via?: DecimalString[];
  /** Where the shape is known; else normal, and lognormal above ± 30 %. */
  distribution?: { activity?: Distribution; factor?: Distribution };
}

/** `totals.uncertainty`. ± % at 95 %; null where a line of the group states none, or its emissions sum to zero. */
export interface UncertaintyTotals {
  method: "ipcc_2006_vol_1_ch_3_approach_1";
  basis: "location_based";
  confidencePercent: "95";
  correlation: Correlation;
  totalPercent: DecimalString | null;
  byScope: Record<"1" | "2" | "3", DecimalString | null>;
  byCategory: Record<string, DecimalString | null>;
  byFacility: Record<string, DecimalString | null>;
  /** The lines that state an uncertainty, taken alone: what can be said while others state none. */
  stated: { activities: DecimalString; co2eKg: DecimalString; percent: DecimalString | null };
  /**
   * True when a line is too uncertain for the method: its standard deviation is not below 0.3 of its mean, that is
   * ± 58.8 % at 95 %. The Monte Carlo cross-check is then worth running.
   */
  exceedsApproach1: boolean;
  /** The activities that are. */
  exceeding: string[];
}
