/**
 * The version of the calculation, stored on every run and printed in every report. It changes when a golden expectation
 * changes. Old results can always be rebuilt by the engine that made them (methodology rule 39).
 */
export const ENGINE_VERSION = "truetonne-carbon/2";
