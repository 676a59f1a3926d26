import type {
  DocumentActivity,
  DocumentFactor,
  DocumentGwp,
  FactorReference,
  InventoryDocument,
} from "#app/carbon/document/inventory-document.ts";
import { COMBUSTION_METHANE } from "#app/carbon/factor/combustion-methane.ts";
import { referenceOf } from "#app/carbon/factor/emission-factor.ts";
import { type CalculationContext, openContext } from "#app/carbon/line/calculation-context.ts";

/**
 * A context in which the activities of both documents can be calculated with the factors of either, under each GWP set.
 */
export interface SharedContext {
  before: CalculationContext;
  after: CalculationContext;
  isGwpSame: boolean;
  /** An activity of the later document with the factor names of this context. */
  renameAfter(activity: DocumentActivity): DocumentActivity;
}

type Inputs = Pick<InventoryDocument, "gwp" | "factors">;

/**
 * Joins the factors of two documents. Validity is left out, because a mixture of two years is a step of a comparison,
 * not a result. A name with different content in the two documents becomes two factors. A gas in only one GWP set has
 * no other value to change from, so it has that value throughout.
 */
export function shareContext(before: Inputs, after: Inputs): SharedContext {
  const factors = new Map(before.factors.map((factor) => [referenceOf(factor), factor]));
  const renamed = new Map<FactorReference, FactorReference>();
  for (const factor of after.factors) {
    const reference = referenceOf(factor);
    const known = factors.get(reference);
    if (known && isSameFactor(known, factor)) continue;
    const own = known ? { ...factor, version: `${factor.version} (after)` } : factor;
    if (known) renamed.set(reference, referenceOf(own));
    factors.set(referenceOf(own), own);
  }
  const all = [...factors.values()].map(withoutValidity);
  return {
    before: openContext({ gwp: supplement(before.gwp, after.gwp), factors: all }, false),
    after: openContext({ gwp: supplement(after.gwp, before.gwp), factors: all }, false),
    isGwpSame: isSame(
      supplement({ ...before.gwp, set: "", source: "" }, after.gwp),
      supplement({ ...after.gwp, set: "", source: "" }, before.gwp),
    ),
    renameAfter: (activity) => (renamed.size === 0 ? activity : renameFactors(activity, renamed)),
  };
}

function withoutValidity(factor: DocumentFactor): DocumentFactor {
  return { ...factor, validFrom: null, validTo: null };
}

function supplement(gwp: DocumentGwp, other: DocumentGwp): DocumentGwp {
  // A set without combustion methane counts it with other methane, and continues to.
  const named = new Set([...Object.keys(gwp.values), ...Object.keys(gwp.blends ?? {}), COMBUSTION_METHANE]);
  const missing = <T>(entries: Record<string, T> = {}) =>
    Object.fromEntries(Object.entries(entries).filter(([gas]) => !named.has(gas)));
  return {
    ...gwp,
    values: { ...gwp.values, ...missing(other.values) },
    blends: { ...gwp.blends, ...missing(other.blends) },
  };
}

function renameFactors(
  activity: DocumentActivity,
  renamed: ReadonlyMap<FactorReference, FactorReference>,
): DocumentActivity {
  const name = (reference: FactorReference) => renamed.get(reference) ?? reference;
  const { via, market } = activity;
  return {
    ...activity,
    factor: name(activity.factor),
    ...(via ? { via: via.map(name) } : {}),
    ...(market
      ? {
          market: {
            ...market,
            instruments: market.instruments.map((one) => ({ ...one, factor: name(one.factor) })),
            residualFactor: market.residualFactor === null ? null : name(market.residualFactor),
          },
        }
      : {}),
  };
}

/** The name and origin of a factor don't affect its values. */
const WORDS = new Set(["name", "publisher", "source", "region", "validFrom", "validTo"]);

function isSameFactor(a: DocumentFactor, b: DocumentFactor): boolean {
  const meaning = (factor: DocumentFactor) =>
    Object.fromEntries(Object.entries(factor).filter(([field]) => !WORDS.has(field)));
  return isSame(meaning(a), meaning(b));
}

/** Whether JSON values are equal, regardless of the order of fields. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const fields = (value: object) => Object.entries(value).filter(([, field]) => field !== undefined);
  const [own, other] = [fields(a), new Map(fields(b))];
  return (
    own.length === other.size && own.every(([field, value]) => other.has(field) && isSame(value, other.get(field)))
  );
}
