import type {
  DecimalString,
  DocumentFactor,
  DocumentGwp,
  RatioString,
} from "#app/carbon/document/inventory-document.ts";
import { emit, findMissingGwps } from "#app/carbon/line/emission.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import { ONE, toExactOr40 } from "#app/number/ratio.ts";
import { openEmissionFactor } from "./emission-factor.ts";
import { type GwpSet, openGwpSet } from "./gwp.ts";

/** One gas of a factor per unit: its mass and, if the GWP set contains it, its CO2e. */
export interface GasValue {
  gas: string;
  kg: DecimalString;
  co2eKg: DecimalString | null;
}

/**
 * A factor as one figure for people. `total` is kg CO2e in one `unit`, or null if the GWP set lacks one of its gases.
 * `gases` is empty if the publisher gives no split. A property gives the number of `to` in one `unit`.
 */
export type FactorValue =
  | {
      kind: "emission";
      unit: string;
      total: DecimalString | null;
      gases: GasValue[];
      /** CO2e published without a gas split, with the publisher's GWP set. */
      unsplit: { co2eKg: DecimalString; gwpSet: string } | null;
      biogenicCo2Kg: DecimalString;
    }
  | { kind: "property"; unit: string; to: string; value: RatioString };

/**
 * Evaluates a published factor under a GWP set, with the code that calculates inventories.
 * @throws CarbonError if the factor can't be part of a valid document
 */
export function evaluateFactor(factor: DocumentFactor, gwp: DocumentGwp | GwpSet): FactorValue {
  if (factor.kind === "property") {
    return { kind: "property", unit: factor.from, to: factor.to, value: factor.value };
  }
  const open = openEmissionFactor(factor);
  const set = "label" in gwp ? gwp : openGwpSet(gwp);
  const isKnown = findMissingGwps(open, set).length === 0;
  const emission = isKnown ? emit(open, ONE, set) : null;
  return {
    kind: "emission",
    unit: factor.unit,
    total: emission && toExactOr40(emission.co2eKg),
    gases: open.gases.map(([gas, kg], index) => ({
      gas,
      kg: toExactOr40(kg),
      co2eKg: emission && toExactOr40(emission.gases[index]!.co2eKg),
    })),
    unsplit: open.unsplit && { co2eKg: toExactOr40(open.unsplit.co2eKgPerUnit), gwpSet: open.unsplit.gwpSet },
    biogenicCo2Kg: toExactOr40(open.biogenicCo2KgPerUnit),
  };
}

/**
 * Rounds once, half-even, to a maximum number of significant digits, without trailing zeros: for lists, never for sums.
 */
export function shortenDecimal(value: DecimalString, significantDigits: number): DecimalString {
  return printDecimal(new Decimal(value).toSignificantDigits(significantDigits, Decimal.ROUND_HALF_EVEN));
}
