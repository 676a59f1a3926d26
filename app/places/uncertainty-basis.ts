/** Where a stated uncertainty comes from (2006 IPCC Guidelines, volume 1, 3.2). Named in `carbon.uncertaintyBasis`. */
export const UNCERTAINTY_BASES = [
  "calibration",
  "measurements",
  "supplier",
  "publisher",
  "guideline",
  "pedigree",
  "judgement",
] as const;
export type UncertaintyBasis = (typeof UNCERTAINTY_BASES)[number];

/** ± % at 95% confidence of the quantities and of the factor of a source, each with its basis if one is stated. */
export interface SourceUncertainty {
  activity: string;
  factor: string;
  activityBasis: UncertaintyBasis | null;
  factorBasis: UncertaintyBasis | null;
}

/** As it is entered. */
export type StatedUncertainty = Pick<SourceUncertainty, "activity" | "factor"> & Partial<SourceUncertainty>;
