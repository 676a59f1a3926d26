import { monthOfHeading, printMonth, readMonth, readPeriod } from "#app/day/read-period.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { toHalfWidth } from "#app/number/half-width.ts";
import type { AmountColumn, MappedField, SheetShape, SuggestedMapping } from "./activity-file.ts";
import { isMoney, isUnit, meaningOf } from "./heading-words.ts";
import { totalWord } from "./row-total.ts";

/** The likely meaning of a sheet's columns. The user confirms it. Ambiguous columns are left open. */
export function suggestMapping(sheet: SheetShape, year: number): SuggestedMapping {
  const columns = sheet.headings.map((heading, column) => ({
    column,
    heading,
    ...meaningOf(heading),
    values: valuesOf(sheet, column),
  }));
  const amounts = monthColumns(columns, titledYear(sheet) ?? String(year));
  const isAmount = new Set(amounts.map(({ column }) => column));
  const fields = assignFields(
    columns.filter(({ column }) => !isAmount.has(column)),
    amounts.length > 0,
  );
  const sites = amounts.length === 0 && !fields.has("facility") ? facilityColumns(columns, fields) : [];
  const isSplit = amounts.length > 0 || sites.length > 0 || fields.has("source");
  const carriers = isSplit ? [] : carrierColumns(columns, fields);
  if (carriers.length > 0 || sites.length > 0) fields.delete("quantity");
  const mapping: SuggestedMapping = {
    sheet: sheet.name,
    headingRow: sheet.headingRow,
    decimal: sheet.looksLikeDecimalComma || sheet.looksGrouped ? (sheet.onlyFormat ?? null) : "point",
    columns: [...fields].map(([field, column]) => ({ column, field })).toSorted((a, b) => a.column - b.column),
    amounts: [...amounts, ...carriers, ...sites],
    constants: {},
  };
  addConstants(mapping, sheet, year);
  return mapping;
}

interface Column {
  column: number;
  heading: string;
  name: string;
  field: MappedField | null;
  unit: string | null;
  values: string[];
}

function valuesOf(sheet: SheetShape, column: number): string[] {
  return sheet.samples.map((row) => toHalfWidth(row[column] ?? "").trim()).filter((text) => text !== "");
}

/** The year in the texts above the headings, such as `2025年能源消费统计表`, if it is unique. */
function titledYear(sheet: SheetShape): string | null {
  const years = sheet.titles.flatMap((title) => normalText(title, "NFKC").match(/(?<!\d)(19|20)\d{2}(?!\d)/g) ?? []);
  return new Set(years).size === 1 ? years[0]! : null;
}

/**
 * Distinct months make a wide file: three or more, or fewer if no other heading is an amount or a period. The cells
 * below don't matter. Texts in a month column are errors of their rows.
 */
function monthColumns(columns: Column[], year: string): AmountColumn[] {
  const found = columns.flatMap(({ column, heading, unit }) => {
    const month = monthOfHeading(heading);
    const own = unit && !isMoney(unit) ? { unit } : {};
    return month ? [{ column, period: printMonth(month.year ?? year, month.month), ...own }] : [];
  });
  const isWide = found.length >= 3 || !columns.some(({ field }) => field !== null && SAID_BY_MONTHS.has(field));
  return isWide && new Set(found.map(({ period }) => period)).size === found.length ? found : [];
}

/** Fields defined by month columns. */
const SAID_BY_MONTHS: ReadonlySet<MappedField> = new Set(["quantity", "period", "start", "end", "year", "month"]);

function assignFields(columns: Column[], isWide: boolean): Map<MappedField, number> {
  const fields = new Map<MappedField, number>();
  for (const column of columns) {
    const field = fieldOf(column);
    if (field === null || (isWide && SAID_BY_MONTHS.has(field))) continue;
    if (!fields.has(field)) fields.set(field, column.column);
  }
  settlePeriod(fields);
  if (!isWide) guessByContent(columns, fields);
  return fields;
}

/** The meaning of the heading, corrected by its values: 单位 can mean a unit or a company. */
function fieldOf({ field, unit, values }: Column): MappedField | null {
  if (field === "quantity" && unit && isMoney(unit)) return null;
  if (values.length === 0) return field;
  if (field === "unit" && !values.some(isUnit)) return "facility";
  if (field === "period" && values.every((value) => readMonth(value) !== null && readPeriod(value) === value))
    return "month";
  if ((field === "month" || field === "year") && values.every((value) => isPeriod(value)) && field === "month")
    return "period";
  if (field === "quantity" && !values.some((value) => /\d/.test(value))) return null;
  return field;
}

/** Keeps one way to define the period: a period, two dates, or month and year. */
function settlePeriod(fields: Map<MappedField, number>): void {
  const drop = (...names: MappedField[]) => {
    for (const name of names) fields.delete(name);
  };
  if (fields.has("start") && fields.has("end")) drop("period", "year", "month");
  else if (fields.has("period")) drop("start", "end", "year", "month");
  else if (fields.has("month")) drop("start", "end");
  else drop("start", "end");
}

/** If no heading matches and only one column fits: the one with periods, numbers or units. */
function guessByContent(columns: Column[], fields: Map<MappedField, number>): void {
  const taken = new Set(fields.values());
  const only = (field: MappedField, test: (column: Column) => boolean) => {
    const found = columns.filter((one) => !taken.has(one.column) && one.values.length > 0 && test(one));
    if (found.length !== 1) return;
    fields.set(field, found[0]!.column);
    taken.add(found[0]!.column);
  };
  const hasPeriod = ["period", "start", "month"].some((field) => fields.has(field as MappedField));
  if (!hasPeriod) only("period", ({ values }) => values.every(isPeriod));
  if (!fields.has("unit")) only("unit", ({ values }) => values.every((value) => isUnit(value) && !/^\d/.test(value)));
  if (!fields.has("quantity")) {
    only(
      "quantity",
      ({ values, unit, field }) =>
        field === null && !(unit && isMoney(unit)) && values.every((value) => /^-?[\d.,]+$/.test(value)),
    );
  }
}

function isPeriod(value: string): boolean {
  return /^\d{4}-\d{2}(-\d{2})?(T|$|\/)/.test(readPeriod(value)) && Number(readPeriod(value).slice(0, 4)) > 1900;
}

/** Two or more amount columns with units in their headings, such as `电(kWh)` and `天然气(m³)`. Each is a source. */
function carrierColumns(columns: Column[], fields: Map<MappedField, number>): AmountColumn[] {
  const others = new Set([...fields].filter(([field]) => field !== "quantity").map(([, column]) => column));
  const found = columns.filter(
    ({ column, unit, values }) =>
      !others.has(column) && unit !== null && !isMoney(unit) && values.every((value) => /^-?[\d.,]+$/.test(value)),
  );
  return found.length < 2 ? [] : found.map(({ column, name, unit }) => ({ column, source: name, unit: unit! }));
}

/** Ends of a heading that names a place. */
const PLACE =
  /(厂|厂区|车间|基地|园区|仓库|门店|分公司|公司|工地|项目部|办公楼|办公室|宿舍|食堂|\b(plant|site|factory|warehouse|workshop|works|office|mill|depot|store|branch|building))\s*\d*$/i;

/** Two or more columns of figures, each with a heading that names a place. Totals and money do not count. */
function facilityColumns(columns: Column[], fields: Map<MappedField, number>): AmountColumn[] {
  const others = new Set([...fields].filter(([field]) => field !== "quantity").map(([, column]) => column));
  const found = columns.filter(
    ({ column, name, field, unit, values }) =>
      !others.has(column) &&
      field !== "quantity" &&
      name !== "" &&
      totalWord(name) === null &&
      !(unit && isMoney(unit)) &&
      values.length > 0 &&
      values.every((value) => /^-?[\d.,]+$/.test(value)),
  );
  if (found.length < 2 || !found.every(({ name }) => PLACE.test(name))) return [];
  return found.map(({ column, name, unit }) => ({ column, facility: name, ...(unit ? { unit } : {}) }));
}

/** The unit from the quantity's heading or the title, and the year of month columns. */
function addConstants(mapping: SuggestedMapping, sheet: SheetShape, year: number): void {
  const has = (field: MappedField) => mapping.columns.some((column) => column.field === field);
  if (has("month") && !has("year")) mapping.constants.year = titledYear(sheet) ?? String(year);
  const quantity = mapping.columns.find(({ field }) => field === "quantity");
  const isUnitSaid =
    has("unit") || (mapping.amounts.length > 0 && mapping.amounts.every(({ unit }) => unit !== undefined));
  if (isUnitSaid) return;
  const ofHeading = quantity ? meaningOf(sheet.headings[quantity.column]!).unit : null;
  const unit = ofHeading ?? titledUnit(sheet.titles);
  if (unit !== null) mapping.constants.unit = unit;
}

/** `单位：kWh` above the table. */
function titledUnit(titles: string[]): string | null {
  for (const title of titles) {
    const unit = /(?:单位|unit)\s*[:：]\s*([^\s,，;；)）]+)/i.exec(title)?.[1];
    if (unit && isUnit(unit)) return unit;
  }
  return null;
}
