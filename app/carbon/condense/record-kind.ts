import { monthOf, nameValidity } from "#app/carbon/compiled/kind.ts";
import type { DocumentActivity, EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import type { CalculationContext } from "#app/carbon/line/calculation-context.ts";
import { methodOf } from "#app/carbon/method/methods.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { toFractionText } from "#app/number/ratio.ts";
import type { MergedRecords } from "./merged-records.ts";

/** A record in the form that can be added to others of its kind. */
export interface CountedRecord {
  /**
   * Equal for records that may be merged: everything that affects a line, a sum or a reader, except quantities and
   * days.
   */
  kind: string;
  /** The common fields of its kind. Quantities in it are those of this record. */
  like: Omit<DocumentActivity, "id" | "period" | "evidence">;
  quantity: string;
  said: Pick<MergedRecords, "method" | "disclosures">;
}

/**
 * Reads a record for merging. Null if it can't be merged: typed entries, withheld parts, negative quantities, method
 * results that are not finite decimals, records that already represent others.
 */
export function readRecord(context: CalculationContext, record: DocumentActivity): CountedRecord | null {
  const { id, period, evidence, ...rest } = record;
  if (rest.entry || rest.withheld || rest.merged) return null;
  const made = rest.method ? makeQuantity(context, record) : { like: rest, quantity: rest.quantity!, said: {} };
  if (!made || made.quantity.startsWith("-")) return null;
  const { quantity, market, ...common } = made.like;
  const instruments = market?.instruments?.map((one) => omit(one, "quantity"));
  const kind = canonicalJson([
    common,
    market ? { ...market, instruments } : null,
    made.said,
    monthOf(period),
    nameValidity(context, record),
  ]);
  return { kind, ...made };
}

/** Replaces a method's inputs by the quantity it calculates. */
function makeQuantity(context: CalculationContext, record: DocumentActivity): Omit<CountedRecord, "kind"> | null {
  const { id, period, evidence, method, ...rest } = record;
  const made = methodOf(method!.name).derive(method!, context.factor(record.factor) as EmissionFactor);
  if (!made.ok) return null;
  const quantity = toFractionText(made.quantity);
  if (checkDecimal(quantity, BOUNDS.sum) !== null) return null;
  const { disclosures = [] } = made;
  return {
    like: { ...rest, quantity, unit: made.unit, ...(made.heatBasis ? { heatBasis: made.heatBasis } : {}) },
    quantity,
    said: { method: method!.name, ...(disclosures.length > 0 ? { disclosures } : {}) },
  };
}
