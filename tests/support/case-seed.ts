/** Number of random documents per test. Fewer would not cover every method and every issue. */
export const CASES = 10_000;

/**
 * The first of the consecutive seeds: fixed, so that a run can be repeated. `SECOND_OPINION_SEED=123` sets another one,
 * and `random` takes one from the clock. A failure names its seed.
 */
export const firstSeed = readSeed(process.env.SECOND_OPINION_SEED);

function readSeed(text: string | undefined): number {
  if (text === "random") return Date.now() % 1_000_000_000;
  return text === undefined ? 20_261_124 : Number(text);
}
