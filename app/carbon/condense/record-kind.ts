import { monthOf, nameValidity } from "#app/carbon/compiled/kind.ts";
import type { DocumentActivity, EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import type { CalculationContext } from "#app/carbon/line/calculation-context.ts";
import { methodOf } from "#app/carbon/method/methods.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { omit } from "#app/encoding/omit.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { toFractionText } from "#app/number/ratio.ts";
import type { MergedRecords } from "./merged-records.ts";

/** A record as it can be added to others of its kind. */
export interface CountedRecord {
  /** The same for records that may be merged: all that a line, a sum or a reader is told of, but quantities and days. */
  kind: string;
  /** What all of its kind have in common; quantities in it are those of this record. */
  like: Omit<DocumentActivity, "id" | "period" | "evidence">;
  quantity: string;
  said: Pick<MergedRecords, "method" | "disclosures">;
}

/**
 * Reads a record for merging; null where it must stand alone: typed entries, parts left out, quantities below zero, amounts
 * that a method makes and no decimal ends, records that stand for others already.
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

/** Puts the quantity that a method made in the place of its inputs. */
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
