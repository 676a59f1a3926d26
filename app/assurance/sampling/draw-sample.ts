import { createHash } from "node:crypto";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import type { Coverage, Risk, Sampling } from "./sampling.ts";

/** A line of a calculation, with what raises the risk of a misstatement in it. */
export interface SampledLine {
  id: string;
  scope: number;
  /** Exact. Lines count by their size, whatever their sign. */
  co2eKg: string;
  risks: readonly Risk[];
}

/**
 * Draws lines of a calculation for testing (ISO 14064-3:2019, 6.1: evidence-gathering plan, with samples that respond to
 * the assessed risks). Anyone can draw them again: nothing but the lines and the recorded parameters decides.
 *
 * - Random: lines in the ascending order of SHA-256(seed ‖ line feed ‖ line id), of which the first `count` are drawn.
 * - By size: the largest lines until they cover `coveragePercent` of all CO2e. Of the others, `count` are drawn with a
 *   probability proportional to their CO2e (systematic sampling of monetary units).
 * - By risk: every line to which one of the `risks` applies.
 *
 * @returns the ids of the drawn lines, in the order in which they were drawn
 */
export function drawSample(lines: readonly SampledLine[], sampling: Sampling): string[] {
  if (sampling.method === "random") return inSeedOrder(lines, sampling.seed).slice(0, sampling.count).map(idOf);
  if (sampling.method === "by_risk") {
    return lines.filter(({ risks }) => risks.some((risk) => sampling.risks.includes(risk))).map(idOf);
  }
  const { covering, others } = coverLargest(lines, sampling.coveragePercent);
  return [...covering, ...drawByUnits(others, sampling)].map(idOf);
}

function coverLargest(lines: readonly SampledLine[], coveragePercent: string) {
  const ordered = lines
    .map((line) => ({ line, kg: sizeOf(line) }))
    .sort((a, b) => b.kg.comparedTo(a.kg) || (a.line.id < b.line.id ? -1 : 1));
  const needed = sizeOfAll(lines).times(coveragePercent);
  let covered = new Decimal(0);
  let count = 0;
  while (count < ordered.length && covered.times(100).lessThan(needed)) {
    covered = covered.plus(ordered[count]!.kg);
    count += 1;
  }
  const sorted = ordered.map(({ line }) => line);
  return { covering: sorted.slice(0, count), others: sorted.slice(count) };
}

/**
 * Every kilogram is a unit. The units of all lines lie next to each other in the order of the seed. One unit is drawn in
 * each of `count` equal intervals, all at the same place: SHA-256(seed) ÷ 2^256 of an interval. A line is drawn with its
 * units, once. A line larger than an interval is certain to be drawn. Products are compared, so nothing is rounded.
 */
function drawByUnits(lines: readonly SampledLine[], { seed, count }: { seed: string; count: number }): SampledLine[] {
  const total = sizeOfAll(lines);
  const whole = new Decimal(2).pow(256);
  const start = new Decimal(`0x${hashOf(seed)}`);
  const drawn: SampledLine[] = [];
  let end = new Decimal(0);
  let next = 0;
  for (const line of inSeedOrder(lines, seed)) {
    end = end.plus(sizeOf(line));
    const reached = end.times(count).times(whole);
    const before = next;
    while (next < count && start.plus(whole.times(next)).times(total).lessThan(reached)) next += 1;
    if (next > before) drawn.push(line);
  }
  return drawn;
}

function inSeedOrder(lines: readonly SampledLine[], seed: string): SampledLine[] {
  return lines
    .map((line) => ({ line, hash: hashOf(`${seed}\n${line.id}`) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ line }) => line);
}

/** What a sample covers in each scope and of the whole, which is first. */
export function coverageOf(lines: readonly SampledLine[], drawn: readonly string[]): Coverage[] {
  const ids = new Set(drawn);
  const of = (scope: number, part: readonly SampledLine[]): Coverage => {
    const selected = part.filter(({ id }) => ids.has(id));
    return {
      scope,
      lines: part.length,
      drawn: selected.length,
      co2eKg: printDecimal(sizeOfAll(part)),
      drawnCo2eKg: printDecimal(sizeOfAll(selected)),
    };
  };
  const scopes = [...new Set(lines.map(({ scope }) => scope))].sort();
  return [
    of(0, lines),
    ...scopes.map((scope) =>
      of(
        scope,
        lines.filter((line) => line.scope === scope),
      ),
    ),
  ];
}

const idOf = ({ id }: SampledLine) => id;

const sizeOf = ({ co2eKg }: SampledLine) => new Decimal(co2eKg).abs();

function sizeOfAll(lines: readonly SampledLine[]): Decimal {
  return lines.reduce((sum, line) => sum.plus(sizeOf(line)), new Decimal(0));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
