import { normalQuantile, root } from "./elementary.ts";
import type { Draw, Multiplier } from "./multiplier.ts";
import { openRandom } from "./random.ts";

/** A line of the simulation: its emissions, the error at each place, and the sums that include it. */
export interface SimulatedLine {
  co2eKg: number;
  errors: readonly { error: number; multiplier: Multiplier }[];
  series: readonly number[];
}

export interface SampleFigures {
  mean: number;
  meanError: number;
  low: number;
  lowError: number;
  high: number;
  highError: number;
}

/**
 * Draws every error once, multiplies every line and adds up, `draws` times. The same seed gives the same sums on every
 * machine: integer randomness, basic operations of IEEE 754, and a fixed order of errors and lines.
 */
export function simulate(
  lines: readonly SimulatedLine[],
  size: { errors: number; series: number; draws: number },
  seed: bigint,
): Float64Array[] {
  const random = openRandom(seed);
  const sums = Array.from({ length: size.series }, () => new Float64Array(size.draws));
  const drawn: Draw[] = Array.from({ length: size.errors }, () => ({ fraction: 0, normal: 0 }));
  for (let at = 0; at < size.draws; at += 1) {
    for (const draw of drawn) {
      draw.fraction = random.nextFraction();
      draw.normal = normalQuantile(draw.fraction);
    }
    for (const line of lines) {
      let co2eKg = line.co2eKg;
      for (const { error, multiplier } of line.errors) co2eKg *= multiplier(drawn[error]!);
      for (const series of line.series) sums[series]![at]! += co2eKg;
    }
  }
  return sums;
}

/**
 * Mean, 2.5 and 97.5 % percentile of the draws with their standard errors. A percentile is an order statistic. Its
 * error is half the distance between the two that are one standard deviation of the binomial count away, for any shape.
 */
export function measureSample(sample: Float64Array): SampleFigures {
  const sorted = Float64Array.from(sample).sort();
  const count = sorted.length;
  let total = 0;
  for (const value of sorted) total += value;
  const mean = total / count;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) * (value - mean);
  const [low, high] = [0.025, 0.975].map((fraction) => {
    const spread = root(count * fraction * (1 - fraction));
    const at = (place: number) => sorted[Math.min(count - 1, Math.max(0, Math.ceil(place) - 1))]!;
    const place = count * fraction;
    return { value: at(place), error: (at(place + spread) - at(place - spread)) / 2 };
  }) as [{ value: number; error: number }, { value: number; error: number }];
  const meanError = root(squares / (count - 1) / count);
  return { mean, meanError, low: low.value, lowError: low.error, high: high.value, highError: high.error };
}
