import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import { scopeOf } from "#app/carbon/line/scope.ts";
import { Decimal, type DecimalString, printDecimal } from "#app/number/decimal.ts";
import { add, compare, type Ratio, sum, toExactOr40, ZERO } from "#app/number/ratio.ts";
import type { EstimatedLine, LineResult } from "./estimate-line.ts";
import type { EstimateFactor } from "./factor-file.ts";

interface Range {
  co2eKg: DecimalString;
  low: DecimalString;
  high: DecimalString;
}

export interface Estimate {
  /** Null without a single estimated line, because nothing is known then. */
  total: Range | null;
  /** The parts of the total by how certain they are. */
  sure: Range | null;
  guessed: Range | null;
  byScope: { scope: ScopeNumber; range: Range }[];
  estimated: EstimatedLine[];
  open: Extract<LineResult, { outcome: "open" }>[];
  nothing: Extract<LineResult, { outcome: "nothing" }>[];
  factors: { factor: EstimateFactor; lines: number; co2eKg: DecimalString }[];
}

/**
 * Adds up lines exactly. The ends of the range are the sums of the ends of the lines, as if all of them were wrong in
 * the same direction.
 */
export function sumEstimate(results: readonly LineResult[]): Estimate {
  const estimated = results.filter((one) => one.outcome === "estimated");
  const scopes = [1, 2, 3] as const;
  return {
    total: rangeOf(estimated),
    sure: rangeOf(estimated.filter(({ isSure }) => isSure)),
    guessed: rangeOf(estimated.filter(({ isSure }) => !isSure)),
    byScope: scopes.flatMap((scope) => {
      const range = rangeOf(estimated.filter(({ category }) => scopeOf(category) === scope));
      return range ? [{ scope, range }] : [];
    }),
    estimated,
    open: results.filter((one) => one.outcome === "open"),
    nothing: results.filter((one) => one.outcome === "nothing"),
    factors: factorsOf(estimated),
  };
}

function rangeOf(lines: readonly EstimatedLine[]): Range | null {
  if (lines.length === 0) return null;
  const of = (take: (line: EstimatedLine) => Ratio) => toExactOr40(sum(lines.map(take)));
  return { co2eKg: of((line) => line.co2eKg), low: of((line) => line.low), high: of((line) => line.high) };
}

function factorsOf(lines: readonly EstimatedLine[]): Estimate["factors"] {
  const byId = new Map<string, { factor: EstimateFactor; lines: number; co2eKg: Ratio }>();
  for (const { factor, co2eKg } of lines) {
    const known = byId.get(factor.id) ?? { factor, lines: 0, co2eKg: ZERO };
    byId.set(factor.id, { factor, lines: known.lines + 1, co2eKg: add(known.co2eKg, co2eKg) });
  }
  return [...byId.values()]
    .sort((a, b) => compare(b.co2eKg, a.co2eKg))
    .map(({ co2eKg, ...one }) => ({ ...one, co2eKg: toExactOr40(co2eKg) }));
}

/** Two digits: the lower end rounded down and the upper end rounded up, so that the range never gets narrower. */
export function headlineOf({ low, high }: Pick<Range, "low" | "high">): { low: DecimalString; high: DecimalString } {
  const digits = (kg: DecimalString, rounding: 2 | 3) =>
    printDecimal(new Decimal(kg).dividedBy(1000).toSignificantDigits(2, rounding));
  return { low: digits(low, Decimal.ROUND_FLOOR as 3), high: digits(high, Decimal.ROUND_CEIL as 2) };
}
