import { METHOD_NAMES } from "#app/carbon/method/methods.ts";
import { BOUNDS, type Decimal } from "#app/number/decimal.ts";
import type { DocumentReader, JsonObject } from "./document-reader.ts";
import type { Period } from "./inventory-document.ts";
import { validateCount } from "./validate-count.ts";
import { validateDisclosures } from "./validate-withheld.ts";

/** Checks the fields of an activity that represents several records. Returns whether it does. */
export function validateMerged(reader: DocumentReader, activity: JsonObject, pointer: string): boolean {
  const at = `${pointer}/merged`;
  const merged = reader.object(reader.optional(activity, "merged"), at);
  if (!merged) return false;
  for (const name of ["method", "entry"]) {
    if (Object.hasOwn(activity, name)) reader.fault("value_unknown", `${pointer}/${name}`, { value: name });
  }
  const records = validateCount(reader, reader.need(merged, "records", at), `${at}/records`);
  if (records !== null && records < 2) {
    reader.fault("value_out_of_range", `${at}/records`, { value: String(records), allowed: "≥ 2" });
  }
  const evidenced = validateCount(reader, reader.optional(merged, "evidenced"), `${at}/evidenced`);
  if (records !== null && evidenced !== null && evidenced > records) {
    reader.fault("value_out_of_range", `${at}/evidenced`, { value: String(evidenced), allowed: `0 … ${records}` });
  }
  validateSum(reader, activity, { merged, pointer, records });
  reader.oneOf(reader.optional(merged, "method"), METHOD_NAMES, `${at}/method`);
  validateDays(reader, activity, { merged, at });
  validateDisclosures(reader, merged, at);
  return true;
}

/**
 * Checks the sum and, with a stated uncertainty, the sum of the squares. The latter is between (Σ q)² ÷ n, if all are
 * equal, and (Σ q)², if one has everything. A smaller one would understate the uncertainty of a total.
 */
function validateSum(
  reader: DocumentReader,
  activity: JsonObject,
  { merged, pointer, records }: { merged: JsonObject; pointer: string; records: number | null },
): void {
  const sum = reader.number(reader.need(activity, "quantity", pointer), BOUNDS.sum, `${pointer}/quantity`);
  reader.unit(reader.need(activity, "unit", pointer), `${pointer}/unit`);
  if (sum?.lt(0)) {
    reader.fault("value_out_of_range", `${pointer}/quantity`, { value: String(activity.quantity), allowed: "≥ 0" });
  }
  const at = `${pointer}/merged/squares`;
  if (!Object.hasOwn(activity, "uncertainty")) {
    if (Object.hasOwn(merged, "squares")) reader.fault("value_unknown", at, { value: "squares" });
    return;
  }
  const squares = reader.number(reader.need(merged, "squares", `${pointer}/merged`), BOUNDS.squares, at);
  if (!squares || !sum || records === null) return;
  if (!isBetween(squares, sum, records)) {
    reader.fault("value_out_of_range", at, { value: String(merged.squares), allowed: "(Σ q)² ÷ n … (Σ q)²" });
  }
}

function isBetween(squares: Decimal, sum: Decimal, records: number): boolean {
  const whole = sum.times(sum);
  return squares.lte(whole) && squares.times(records).gte(whole);
}

function validateDays(
  reader: DocumentReader,
  activity: JsonObject,
  { merged, at }: { merged: JsonObject; at: string },
): void {
  const outer = activity.period as Period | undefined;
  let last = "";
  for (const [index, value] of (
    reader.array(reader.optional(merged, "uncovered"), `${at}/uncovered`) ?? []
  ).entries()) {
    const where = `${at}/uncovered/${index}`;
    const period = reader.period(value, where);
    if (!period || !outer) continue;
    // The first and the last day of the activity belong to records.
    const isInside = period.start > String(outer.start) && period.end < String(outer.end);
    if (!isInside || period.start <= last) {
      reader.fault("value_out_of_range", where, {
        value: `${period.start} … ${period.end}`,
        allowed: `${outer.start} … ${outer.end}`,
      });
    }
    last = period.end;
  }
  const shared = reader.object(reader.optional(merged, "shared"), `${at}/shared`);
  if (!shared) return;
  validateCount(reader, reader.need(shared, "records", `${at}/shared`), `${at}/shared/records`);
  validateCount(reader, reader.need(shared, "days", `${at}/shared`), `${at}/shared/days`);
  reader.period({ start: shared.start, end: shared.end }, `${at}/shared`);
}
