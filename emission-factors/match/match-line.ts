/**
 * Reads a line of a ledger and matches it with factors of the library: first what the line is (category), then factors
 * inside it, those of the facility's country first. Pure, without a network or a model. It suggests with reasons, or
 * abstains and names what is needed. A person chooses.
 *
 * Confidence is a rule, and `match-line.test.ts` holds it to its meaning on lines that it was not written for:
 * - `high`: at least 95 of 100 first candidates are right.
 * - `medium`: at least 80 of 100.
 * - `low`: less certain; the category is more reliable than the factor.
 */

import type { Category } from "#app/carbon/line/scope.ts";
import type { FactorIndex, IndexedFactor, SearchRow } from "../search-index.ts";
import type { Need } from "./concept.ts";
import { isWhole, type Proposal, proposeFactors } from "./factors.ts";
import { readLine } from "./read-line.ts";
import type { LedgerLine, Origin, Reading } from "./reading.ts";

export type { Need } from "./concept.ts";
export type { LedgerLine } from "./reading.ts";

export type LineConfidence = "high" | "medium" | "low";

export interface LineMatch<Row extends SearchRow> {
  /** Null if the line causes no emission or has too little information. */
  category: Category | null;
  /** Whether the line causes no emission: a tax, a wage, a booking. */
  isNothing: boolean;
  /** The word that decided, as listed, and where it was found. */
  word: string;
  origin: Origin;
  needs: readonly Need[];
  confidence: LineConfidence;
  rows: readonly Row[];
}

export interface LineWish {
  limit?: number;
  accepts?: (factor: IndexedFactor) => boolean;
}

const MOST = 5;

export function matchLine<Row extends SearchRow>(
  index: FactorIndex<Row>,
  line: LedgerLine,
  { limit = MOST, accepts }: LineWish = {},
): LineMatch<Row> {
  const reading = readLine(line);
  const proposal = proposeFactors(index, reading);
  const found = [...new Set(proposal.ids)].flatMap((id) => {
    const factor = index.factors[index.byId.get(id.toLowerCase()) ?? -1];
    return factor && isWhole(factor) && (accepts?.(factor) ?? true) ? [factor] : [];
  });
  const needs = found.length > 0 ? proposal.needs.filter((need) => need !== "blend_composition") : proposal.needs;
  return {
    category: reading.category,
    isNothing: reading.kind === "nothing",
    word: reading.word,
    origin: reading.origin,
    needs: reading.kind === "nothing" ? [] : needs,
    confidence: confidenceOf(reading, { ...proposal, needs }),
    rows: found.slice(0, limit).map(({ editions }) => editions[0]!.row),
  };
}

function confidenceOf({ origin, isContested, isPartial }: Reading, { needs, isStandIn }: Proposal): LineConfidence {
  if (origin !== "text" || isPartial) return "low";
  const isOpen = isStandIn || needs.some((need) => need !== "price_year");
  if (isContested && isOpen) return "low";
  return isOpen || isContested ? "medium" : "high";
}
