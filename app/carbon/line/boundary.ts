import type { ConsolidationApproach } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { compare, ONE, parseRatio, type Ratio, sign } from "#app/number/ratio.ts";

/** GHG Protocol Corporate Standard, chapter 3. */
export const CONSOLIDATION_APPROACHES = [
  "operational_control",
  "financial_control",
  "equity_share",
] as const satisfies readonly ConsolidationApproach[];

/**
 * The organization's share of an activity, 0 to 1: a decimal or an exact ratio such as `1/3`. Default: all of it. Null
 * if the text is not a number or out of range.
 */
export function readShare(text: string | undefined): Ratio | null {
  if (text === undefined) return ONE;
  const share = parseRatio(text, BOUNDS.share);
  return share && sign(share) >= 0 && compare(share, ONE) <= 0 ? share : null;
}
