import { omit } from "#app/encoding/omit.ts";
import {
  type AmountColumn,
  type DecimalStyle,
  MAPPED_FIELDS,
  type MappedField,
  type SheetShape,
  type SuggestedMapping,
} from "./file/activity-file.ts";

/** Fields that can have one value for all rows. */
export const CONSTANTS = ["facility", "source", "period", "unit", "dataQuality", "evidence", "year"] as const;
const DECIMALS: readonly string[] = ["point", "grouped_point", "comma"];
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The value of a column's select: a field, `month:2025-01`, `source:外购电力`, `facility:一厂`, or empty if not used. */
export function meaningOf(column: number, { columns, amounts }: SuggestedMapping): string {
  const field = columns.find((one) => one.column === column)?.field;
  if (field) return field;
  const amount = amounts.find((one) => one.column === column);
  return amount ? amountMeaning(amount) : "";
}

export function amountMeaning({ period, source, facility }: Omit<AmountColumn, "column">): string {
  if (period !== undefined) return `month:${period}`;
  return source === undefined && facility !== undefined ? `facility:${facility}` : `source:${source ?? ""}`;
}

/** Headings without a meaning in the sheets that are read. */
export function unusedHeadings({ shape, mapping }: Mapped): string[] {
  const headings = mapping.sheets.flatMap((read) => {
    const sheet = shape.sheets.find(({ name }) => name === read.sheet);
    return (sheet?.headings ?? []).filter((_, column) => meaningOf(column, read) === "");
  });
  return [...new Set(headings.map((heading) => heading.trim()))].filter(Boolean);
}

interface Mapped {
  shape: { sheets: readonly SheetShape[] };
  mapping: { sheets: readonly SuggestedMapping[] };
}

/** Reads the mapping form. Missing fields keep their value, so that a program can accept the mapping as it is. */
export function readMappingForm(
  fields: Record<string, string>,
  sheet: SheetShape,
  known: SuggestedMapping,
): SuggestedMapping {
  const hasColumns = "column-0" in fields;
  const decimal = DECIMALS.includes(fields.decimal ?? "") ? (fields.decimal as DecimalStyle) : known.decimal;
  const constants = { ...known.constants };
  for (const name of CONSTANTS) {
    const text = fields[`constant-${name}`];
    if (text === undefined) continue;
    if (text === "") delete constants[name];
    else constants[name] = text.slice(0, 200);
  }
  const base = readFacility(fields, { sheet: sheet.name, headingRow: sheet.headingRow, decimal, constants });
  if (!hasColumns) return { ...base, columns: known.columns, amounts: known.amounts };
  const columns: SuggestedMapping["columns"] = [];
  const amounts: AmountColumn[] = [];
  for (const column of sheet.headings.keys()) {
    const said = fields[`column-${column}`] ?? "";
    const [kind = "", ...rest] = said.split(":");
    const text = rest.join(":");
    const before = known.amounts.find((one) => one.column === column);
    if (kind === "month" && MONTH.test(text)) amounts.push({ ...unitOf(before), column, period: text });
    else if ((kind === "source" || kind === "facility") && text !== "")
      amounts.push({ ...unitOf(before), column, [kind]: text.slice(0, 200) });
    else if (MAPPED_FIELDS.some((field) => field === said)) columns.push({ column, field: said as MappedField });
  }
  return { ...base, columns, amounts };
}

/** Each of several sheets has its own facility. */
export function readFacility<Mapping extends Pick<SuggestedMapping, "sheet" | "constants">>(
  fields: Record<string, string>,
  mapping: Mapping,
): Mapping {
  const facility = fields[`facility-${mapping.sheet}`]?.trim().slice(0, 200);
  if (facility === undefined) return mapping;
  const constants = omit(mapping.constants, "facility");
  return { ...mapping, constants: facility === "" ? constants : { ...constants, facility } };
}

function unitOf(amount: AmountColumn | undefined): { unit?: string } {
  return amount?.unit === undefined ? {} : { unit: amount.unit };
}
