import type { OpenEmissionFactor } from "#app/carbon/factor/emission-factor.ts";
import type { CalculationContext } from "#app/carbon/line/calculation-context.ts";
import { emit, findMissingGwps } from "#app/carbon/line/emission.ts";
import type { ActivityOutcome, ExactLine } from "#app/carbon/line/exact-line.ts";
import { combineUncertainties } from "#app/carbon/uncertainty/approach-1.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { Decimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, isZero, ONE, type Ratio, toFractionText } from "#app/number/ratio.ts";
import type { Disclosure, DocumentActivity, RatioString, StatedResult } from "./inventory-document.ts";

/** The value of `activity.factor` if a copy of the document leaves out the line's inputs. */
export const WITHHELD = "withheld";

/** Longer than any product of our bounded decimals. `stateResult` never prints a longer text. */
const EXACT = /^-?[0-9]{1,400}(\.[0-9]{1,400})?(\/[0-9]{1,400})?$/;

/** Whether the line's result is stated by the issuer, because its inputs are not in this copy. */
export function isStated(activity: DocumentActivity): boolean {
  return activity.withheld?.inputs !== undefined;
}

/** Parses a decimal or exact fraction of any length from `stateResult`. Null for anything else. */
export function parseExact(text: unknown): Ratio | null {
  if (typeof text !== "string" || !EXACT.test(text)) return null;
  const [top = "", bottom] = text.split("/");
  const numerator = fromDecimal(new Decimal(top));
  if (bottom === undefined) return numerator;
  const denominator = fromDecimal(new Decimal(bottom));
  return isZero(denominator) ? null : divide(numerator, denominator);
}

/**
 * The full result of a calculated line, for a copy that leaves out its inputs. Every value is exact, so that the sums
 * of the copy equal those of the whole document to the last digit.
 *
 * @param disclosures the line's disclosure notes; only those whose text names neither factor nor source are kept
 */
export function stateResult(line: ExactLine, disclosures: readonly Disclosure[]): StatedResult {
  const { emission, market } = line;
  const { unsplit } = emission.factor;
  return {
    gasesKg: Object.fromEntries(emission.gases.map(({ gas, kg }) => [gas, toFractionText(kg)])),
    ...(unsplit && emission.unsplitCo2eKg
      ? { unsplit: { co2eKg: toFractionText(emission.unsplitCo2eKg), gwpSet: unsplit.gwpSet } }
      : {}),
    biogenicCo2Kg: toFractionText(emission.biogenicCo2Kg),
    ...(market ? { co2eKgMarketBased: toFractionText(market.co2eKg) } : {}),
    ...(disclosures.length > 0 ? { disclosures: disclosures.map(withoutNames) } : {}),
    ...(line.activity.merged ? { records: line.activity.merged.records } : {}),
    ...(line.squaredCo2eKg ? { squaredCo2eKg: toFractionText(line.squaredCo2eKg) } : {}),
  };
}

/** A disclosure note without names: only sets of GWP, numbers of days and kinds of boundary remain as details. */
export function withoutNames({ code, detail = {} }: Disclosure): { code: string; detail?: Record<string, string> } {
  const kept = Object.entries(detail).filter(([name]) =>
    ["gwpSet", "documentGwpSet", "days", "gaps", "found"].includes(name),
  );
  return kept.length > 0 ? { code, detail: Object.fromEntries(kept) } : { code };
}

/** The line of an activity with withheld inputs: its stated result times one, with the GWPs applied as usual. */
export function calculateStated(
  context: CalculationContext,
  activity: DocumentActivity,
  index: number,
): ActivityOutcome {
  const stated = activity.withheld?.result;
  if (!stated) throw new CarbonError("missing_field", { field: "result" });
  const factor = openStated(stated);
  const missing = findMissingGwps(factor, context.gwp);
  if (missing.length > 0) {
    const pointer = `/activities/${index}/withheld/result/gasesKg`;
    const issues = missing.map((facts) => ({
      code: "gwp_missing",
      activity: activity.id,
      pointer,
      detail: { ...facts, factor: WITHHELD },
    }));
    return { line: null, issues, disclosures: [] };
  }
  const line: ExactLine = {
    activity,
    count: Number(stated.records ?? 1),
    quantity: ONE,
    unit: factor.unit,
    methodSteps: [],
    path: { ok: true, ratio: ONE, steps: [] },
    factorQuantity: ONE,
    share: ONE,
    emission: emit(factor, ONE, context.gwp),
    market: stated.co2eKgMarketBased === undefined ? null : { parts: [], co2eKg: read(stated.co2eKgMarketBased) },
    variance: activity.uncertainty ? combineUncertainties(activity.uncertainty) : null,
    ...(stated.squaredCo2eKg === undefined ? {} : { squaredCo2eKg: read(stated.squaredCo2eKg) }),
  };
  return { line, issues: [], disclosures: [] };
}

/** The disclosure notes of a partly withheld line: that it is one, and those the issuer stated. */
export function discloseWithheld({ id, withheld }: DocumentActivity): Disclosure[] {
  if (!withheld) return [];
  const told = [...(withheld.result?.disclosures ?? []), ...(withheld.disclosures ?? [])];
  return [
    { code: withheld.inputs === undefined ? "names_withheld" : "inputs_withheld", activity: id },
    ...told.map(({ code, detail }) => ({ code, activity: id, ...(detail ? { detail } : {}) })),
  ];
}

function openStated({ gasesKg, unsplit, biogenicCo2Kg }: StatedResult): OpenEmissionFactor {
  return {
    reference: WITHHELD,
    unit: "piece" as UnitCode,
    heatBasis: null,
    gases: Object.entries(gasesKg).map(([gas, kg]) => [gas, read(kg)] as const),
    unsplit: unsplit ? { co2eKgPerUnit: read(unsplit.co2eKg), gwpSet: unsplit.gwpSet } : null,
    biogenicCo2KgPerUnit: read(biogenicCo2Kg),
  };
}

function read(text: RatioString): Ratio {
  const value = parseExact(text);
  if (!value) throw new CarbonError("number_grammar", { value: text.slice(0, 60) });
  return value;
}
