/**
 * How far a line may be from its figure, in percent. Where the publisher states an uncertainty, it counts. Most
 * publishers state none, so these are assumptions of the product, shown with every estimate (decision 0095).
 */

import type { LineConfidence } from "#emission-factors/match/match-line.ts";
import type { EstimateFactor } from "./factor-file.ts";

export type FactorClass =
  | "gas"
  | "fuel"
  | "grid"
  | "grid_lifecycle"
  | "heat"
  | "journey"
  | "material"
  | "waste"
  | "spend";

/** ± % of a factor without a stated uncertainty, by what it is for. */
export const FACTOR_SPREAD: Readonly<Record<FactorClass, number>> = {
  gas: 5,
  fuel: 5,
  grid: 10,
  grid_lifecycle: 20,
  heat: 20,
  journey: 30,
  material: 30,
  waste: 50,
  spend: 50,
};

/** Added for how certain the match is. */
export const MATCH_SPREAD: Readonly<Record<LineConfidence, number>> = { high: 0, medium: 20, low: 40 };
/** Added where the factor is of another country. */
export const OTHER_COUNTRY_SPREAD = 20;
/** Added for each point that the line leaves open, such as the treatment of waste. */
export const OPEN_POINT_SPREAD = 10;
/** A figure may be nine tenths too high, but its sign stays. */
export const MOST_SPREAD = 90;

export type SpreadPart =
  | { kind: "stated"; percent: number }
  | { kind: "assumed"; of: FactorClass; percent: number }
  | { kind: "match"; confidence: LineConfidence; percent: number }
  | { kind: "other_country"; percent: number }
  | { kind: "open"; count: number; percent: number };

export function classOf({ category, method, datasetId, unit }: EstimateFactor): FactorClass {
  if (method === "spend_based") return "spend";
  if (datasetId === "gas-release") return "gas";
  switch (category) {
    case "stationary_combustion":
    case "mobile_combustion":
      return /^(km|mi)$/.test(unit) ? "journey" : "fuel";
    case "fugitive":
      return "gas";
    case "purchased_electricity":
      return method === "grid_average" ? "grid" : "grid_lifecycle";
    case "purchased_heat":
    case "purchased_steam":
      return "heat";
    case "upstream_transport":
    case "downstream_transport":
    case "business_travel":
    case "employee_commuting":
      return "journey";
    case "waste":
      return "waste";
    default:
      return "material";
  }
}

interface SpreadFacts {
  factor: EstimateFactor;
  confidence: LineConfidence;
  isElsewhere: boolean;
  openPoints: number;
}

/** The parts that add up to the spread of a line. */
export function spreadParts({ factor, confidence, isElsewhere, openPoints }: SpreadFacts): SpreadPart[] {
  const of = classOf(factor);
  const stated = factor.uncertainty === null ? null : Math.ceil(Number(factor.uncertainty));
  const parts: SpreadPart[] = [
    stated === null ? { kind: "assumed", of, percent: FACTOR_SPREAD[of] } : { kind: "stated", percent: stated },
  ];
  if (confidence !== "high") parts.push({ kind: "match", confidence, percent: MATCH_SPREAD[confidence] });
  if (isElsewhere) parts.push({ kind: "other_country", percent: OTHER_COUNTRY_SPREAD });
  if (openPoints > 0) parts.push({ kind: "open", count: openPoints, percent: openPoints * OPEN_POINT_SPREAD });
  return parts;
}

/** Parts are added, which is more cautious than their squares. */
export function spreadPercent(parts: readonly SpreadPart[]): number {
  return Math.min(
    MOST_SPREAD,
    parts.reduce((total, { percent }) => total + percent, 0),
  );
}
