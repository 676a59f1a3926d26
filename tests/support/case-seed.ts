/** How many random documents each test looks at. Fewer would meet neither every method nor every issue. */
export const CASES = 10_000;

/**
 * The first of the consecutive seeds: fixed, so that a run can be repeated; another one with `SECOND_OPINION_SEED=123`,
 * or `random` for one by the clock. A failure names the seed it came from.
 */
export const firstSeed = readSeed(process.env.SECOND_OPINION_SEED);

function readSeed(text: string | undefined): number {
  if (text === "random") return Date.now() % 1_000_000_000;
  return text === undefined ? 20_261_124 : Number(text);
}
