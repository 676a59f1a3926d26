/**
 * The version of the calculation, stored on every run and printed in every report. It changes when a golden expectation
 * changes. Old results can always be rebuilt by the engine that made them (methodology rule 39).
 */
export const ENGINE_VERSION = "truetonne-carbon/3";

/** Versions whose figures are those of the current one. They did not judge whether a factor suits its use. */
const WITHOUT_SUITABILITY = ["truetonne-carbon/1", "truetonne-carbon/2"];

/** By which version a document is calculated: the one that calculated it before, so that its results stay the same. */
export function engineOf({ results }: { results?: { engine?: unknown } | undefined }): string {
  const stated = results?.engine;
  return typeof stated === "string" && WITHOUT_SUITABILITY.includes(stated) ? stated : ENGINE_VERSION;
}

export function judgesSuitability(engine: string): boolean {
  return !WITHOUT_SUITABILITY.includes(engine);
}
