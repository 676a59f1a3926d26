import type { ColumnMapping, MappedField, MappingFault, SheetShape } from "./activity-file.ts";

/**
 * Errors of a mapping. Codes: `field_missing`, `field_twice`, `column_twice`, `column_outside`, `period_twice` (given
 * in two ways), `month_twice` (two amount columns for one period, source and facility), `amount_twice` (a quantity column and
 * amount columns), `amount_unsaid` (an amount column without period, source or facility), `constant_twice` (fixed value and
 * column), `sheet_unknown`, `headings_elsewhere`.
 */
export function checkMapping(mapping: ColumnMapping, sheet: SheetShape): MappingFault[] {
  const faults: MappingFault[] = [];
  const fault: Report = (code, at = {}) => {
    faults.push({ code, field: at.field ?? null, column: at.column ?? null, facts: {} });
  };
  if (mapping.sheet !== sheet.name) fault("sheet_unknown");
  else if (mapping.headingRow !== sheet.headingRow) fault("headings_elsewhere");
  checkColumns(mapping, sheet, fault);
  checkAmounts(mapping, fault);
  checkFields(mapping, fault);
  return faults;
}

type Report = (code: string, at?: { field?: MappedField; column?: number }) => void;

function checkColumns(mapping: ColumnMapping, sheet: SheetShape, fault: Report): void {
  const columns = new Set<number>();
  const fields = new Set<MappedField>();
  for (const { column, field } of mapping.columns) {
    if (fields.has(field)) fault("field_twice", { field, column });
    fields.add(field);
  }
  for (const { column } of [...mapping.columns, ...mapping.amounts]) {
    if (!Number.isInteger(column) || column < 0 || column >= sheet.headings.length) fault("column_outside", { column });
    else if (columns.has(column)) fault("column_twice", { column });
    columns.add(column);
  }
}

function checkAmounts({ amounts, columns }: ColumnMapping, fault: Report): void {
  const said = new Set<string>();
  for (const { column, period, source, facility, unit } of amounts) {
    const key = JSON.stringify([period, source, facility]);
    if (
      period === undefined &&
      source === undefined &&
      facility === undefined &&
      (unit === undefined || amounts.length > 1)
    ) {
      fault("amount_unsaid", { column });
    } else if (said.has(key)) fault("month_twice", { column });
    said.add(key);
  }
  if (amounts.length > 0 && columns.some(({ field }) => field === "quantity"))
    fault("amount_twice", { field: "quantity" });
}

function checkFields({ columns, amounts, constants }: ColumnMapping, fault: Report): void {
  const inColumns = new Set(columns.map(({ field }) => field));
  const isConstant = (field: keyof typeof constants) => (constants[field] ?? "").trim() !== "";
  const everyAmount = (name: "period" | "source" | "facility" | "unit") =>
    amounts.length > 0 && amounts.every((amount) => (amount[name] ?? "").trim() !== "");
  for (const field of Object.keys(constants) as (keyof typeof constants)[]) {
    if (isConstant(field) && inColumns.has(field)) fault("constant_twice", { field });
  }
  for (const field of ["facility", "source", "unit"] as const) {
    if (!inColumns.has(field) && !isConstant(field) && !everyAmount(field)) fault("field_missing", { field });
  }
  if (!inColumns.has("quantity") && amounts.length === 0 && !isConstant("quantity")) {
    fault("field_missing", { field: "quantity" });
  }
  const days = Number(inColumns.has("start")) + Number(inColumns.has("end"));
  if (days === 1) fault("field_missing", { field: inColumns.has("start") ? "end" : "start" });
  if (inColumns.has("month") && !inColumns.has("year") && !isConstant("year"))
    fault("field_missing", { field: "year" });
  const ways = [
    inColumns.has("period"),
    days > 0,
    inColumns.has("month"),
    isConstant("period"),
    amounts.some(({ period }) => period !== undefined),
  ];
  const count = ways.filter(Boolean).length;
  if (count > 1) fault("period_twice", { field: "period" });
  else if (count === 0 || (ways[4] && !everyAmount("period"))) fault("field_missing", { field: "period" });
}
