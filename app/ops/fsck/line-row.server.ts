import type { DocumentActivity, ResultLine } from "#app/carbon/document/inventory-document.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { Decimal } from "#app/number/decimal.ts";
import type { TenantTx } from "#db/doors.ts";

/** Stored lines of a run in their order, each with what its record states. */
export function selectLineRows(tx: TenantTx, runId: string) {
  return tx
    .selectFrom("calculation_line as l")
    .leftJoin("activity_record as r", "r.id", "l.record_version_id")
    .selectAll("l")
    .select([
      "r.record_id as record",
      "r.quantity",
      "r.unit",
      "r.method",
      "r.period_start as start",
      "r.period_end as end",
    ])
    .where("l.run_id", "=", runId)
    .orderBy("l.line_number");
}

type LineRow = Awaited<ReturnType<ReturnType<typeof selectLineRows>["execute"]>>[number];

/** What is wrong with a stored line; null where it is the line of the document and what its record states. */
export function judgeLineRow(
  row: LineRow,
  line: ResultLine | undefined,
  activity: DocumentActivity | undefined,
): string | null {
  const isSame =
    activity !== undefined &&
    line?.co2eKg === row.co2e_kg &&
    line.biogenicCo2Kg === row.biogenic_co2_kg &&
    line.factorQuantity === row.factor_quantity &&
    (line.co2eKgMarketBased ?? null) === row.co2e_kg_market_based &&
    canonicalJson(line.gasesKg) === canonicalJson(row.gases_kg) &&
    activity.factor === `${row.factor_id}@${row.factor_version}` &&
    activity.scope === row.scope &&
    activity.category === row.category &&
    activity.period.start === row.period_start &&
    activity.period.end === row.period_end;
  if (!isSame) return `line ${row.line_number} differs from the document`;
  if (row.record !== row.record_id) return `line ${row.line_number} comes of a record that is not there`;
  if (row.start !== activity.period.start || row.end !== activity.period.end || !isQuantity(activity, row))
    return `line ${row.line_number} was calculated with another quantity, unit or period than its record states`;
  return null;
}

/** A worked-out quantity is for lists only: the method and its inputs are what was calculated with. */
function isQuantity(
  activity: DocumentActivity,
  row: { quantity: string | null; unit: string | null; method: object | null },
): boolean {
  if (activity.method) return canonicalJson(activity.method) === canonicalJson(row.method);
  return activity.unit === row.unit && new Decimal(activity.quantity!).eq(row.quantity ?? "NaN");
}
