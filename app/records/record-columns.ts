import type { Selectable } from "kysely";
import type { CheckedActivity } from "#app/carbon/entry/activity-entry.ts";
import type { Database } from "#db/schema.ts";

type Row = Selectable<Database["activity_record"]>;

/** The columns of a record that come from a checked entry. */
export type RecordColumns = Pick<
  Row,
  | "emission_source_id"
  | "period_start"
  | "period_end"
  | "quantity"
  | "unit"
  | "entered_quantity"
  | "entered_unit"
  | "data_quality"
  | "evidence_reference"
  | "note"
>;

export function columnsOf(value: CheckedActivity): RecordColumns {
  return {
    emission_source_id: value.sourceId,
    period_start: value.period.start,
    period_end: value.period.end,
    quantity: value.quantity,
    unit: value.unit,
    entered_quantity: value.enteredQuantity,
    entered_unit: value.enteredUnit,
    data_quality: value.dataQuality,
    evidence_reference: value.evidence,
    note: value.note,
  };
}
