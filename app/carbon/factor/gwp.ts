import type { DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { add, fromDecimal, multiply, type Ratio, ZERO } from "#app/number/ratio.ts";

/** The set of the newest IPCC assessment report. */
export const LATEST_GWP_SET = "AR6";

/** Whether a set, or a revision of it such as `AR6-2`, is of the newest assessment report. */
export function isLatestGwpSet(label: string): boolean {
  return label === LATEST_GWP_SET || label.startsWith(`${LATEST_GWP_SET}-`);
}

/** One named table of 100-year GWPs. An inventory never mixes two sets without a note (methodology rules 2 to 4). */
export interface GwpSet {
  label: string;
  values: ReadonlyMap<string, Ratio>;
  /** Mass shares of the constituents of each blend. */
  blends: ReadonlyMap<string, readonly (readonly [gas: string, share: Ratio])[]>;
  /** Gases that are quantified but counted in no total. */
  apart: ReadonlySet<string>;
}

export function openGwpSet(gwp: DocumentGwp): GwpSet {
  const read = (text: string, bounds: { before: number; after: number }) => fromDecimal(parseDecimal(text, bounds));
  return {
    label: gwp.set,
    values: new Map(Object.entries(gwp.values).map(([gas, value]) => [gas, read(value, BOUNDS.gwp)])),
    blends: new Map(
      Object.entries(gwp.blends ?? {}).map(([blend, shares]) => [
        blend,
        Object.entries(shares).map(([gas, share]) => [gas, read(share, BOUNDS.share)] as const),
      ]),
    ),
    apart: new Set(gwp.reportedApart ?? []),
  };
}

/** kg CO2e of one kg of a gas or blend, and the part of it outside the totals. */
export interface GwpParts {
  whole: Ratio;
  apart: Ratio;
}

/**
 * A blend is the mass-weighted sum of its constituents. A constituent without a GWP makes the blend unknown, not
 * smaller (methodology rule 5).
 * @throws CarbonError `gwp_missing` with the gas, and the constituent of a blend
 */
export function gwpOf(set: GwpSet, gas: string): GwpParts {
  const value = set.values.get(gas);
  if (value) return { whole: value, apart: set.apart.has(gas) ? value : ZERO };
  const shares = set.blends.get(gas);
  if (!shares) throw new CarbonError("gwp_missing", { gas, gwpSet: set.label });
  let [whole, apart] = [ZERO, ZERO];
  for (const [constituent, share] of shares) {
    const part = set.values.get(constituent);
    if (!part) throw new CarbonError("gwp_missing", { gas, constituent, gwpSet: set.label });
    const product = multiply(share, part);
    whole = add(whole, product);
    if (set.apart.has(constituent)) apart = add(apart, product);
  }
  return { whole, apart };
}
