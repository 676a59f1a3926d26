/** Tables 1–5 and 7–10 in the single sheet of the EPA hub → records in the format of the transcriptions. */
import { type SourceRecord, slug } from "../convert/publication.ts";
import { HUB_UNITS } from "../convert/us-epa-hub.ts";
import { multiplyDecimals, shiftPoint } from "../decimal-text.ts";
import type { FaultList } from "./publication-format.ts";
import { isWithin, productTolerance } from "./rounding.ts";
import { type GridRow, refOf, textAt } from "./sheet-grid.ts";

/** The rows of a table below its title, up to its sources and notes. The first column is that of the title. */
export interface HubTable {
  number: number;
  sheet: string;
  /** Column of the labels. Figures are to the right. */
  first: number;
  rows: GridRow[];
}

type Reader = (table: HubTable, faults: FaultList) => SourceRecord[];

/** By table number. Table 6 repeats eGRID, and Tables 11 and 12 the GWPs. */
export const HUB_READERS: Record<number, Reader> = {
  1: readStationary,
  2: readMobile,
  3: (table, faults) => readVehicles(table, faults, { unit: "vehicle-mile", group: "On-road", hasFuel: false }),
  4: (table, faults) => readVehicles(table, faults, { unit: "vehicle-mile", group: "On-road", hasFuel: true }),
  5: (table, faults) => readVehicles(table, faults, { unit: "gallon", group: "Non-road", hasFuel: true }),
  7: readHeat,
  8: (table, faults) => readTransport(table, faults, "Scope 3 > Category 4/9 Transportation and distribution"),
  9: readWaste,
  10: (table, faults) => readTransport(table, faults, "Scope 3 > Category 6/7 Business travel and commuting"),
};

const BIOGENIC = "; CO2 is biogenic: report outside scopes";

/** Blocks of fuels, each under a row of units. Every fuel per mmBtu and, if it has a heat content, per unit. */
function readStationary(table: HubTable, faults: FaultList): SourceRecord[] {
  const records: SourceRecord[] = [];
  let unit = "";
  let group = "";
  for (const row of table.rows) {
    const label = labelOf(row, table);
    const heading = /^mmBtu per (.+)$/.exec(textAt(row, table.first + 1))?.[1];
    if (heading !== undefined) {
      unit = heading;
      if (!(unit in HUB_UNITS)) faults.add("unknown_unit", at(table, row, 1), { text: heading });
    }
    const [heat, ...figures] = [1, 2, 3, 4, 5, 6, 7].map((offset) => numberAt(row, table, offset));
    if (label === "" || label === "Fuel Type") continue;
    if (figures[0] === "") {
      group = label;
      continue;
    }
    const fuel = { table, row, label, group };
    if (figures.slice(0, 3).includes("")) faults.add("missing_figure", at(table, row, 2), { label });
    records.push(stationaryRecord(fuel, "mmBtu (HHV)", heatText(heat ?? "", unit), figures.slice(0, 3)));
    if (figures.slice(3).every((figure) => figure === "")) continue;
    if (figures.slice(3).includes("")) faults.add("missing_figure", at(table, row, 5), { label });
    checkProducts(fuel, heat ?? "", figures, faults);
    records.push(stationaryRecord(fuel, unit, heatText(heat ?? "", unit), figures.slice(3)));
  }
  return records;
}

interface Fuel {
  table: HubTable;
  row: GridRow;
  label: string;
  group: string;
}

function heatText(heat: string, unit: string): string {
  return heat === "" ? "" : `${heat} mmBtu/${unit}`;
}

function stationaryRecord({ label, group }: Fuel, unit: string, heat: string, figures: string[]): SourceRecord {
  const isBiogenic = group.startsWith("Biomass");
  const perUnit = unit === "mmBtu (HHV)" ? "mmBtu" : unit;
  const note = label === "Municipal Solid Waste" ? "; mixed fossil/biogenic CO2" : isBiogenic ? BIOGENIC : "";
  return {
    ...gasRecord(figures, isBiogenic),
    id: `t1-${slugOf(`${group} ${label} ${unit}`)}`,
    hub_table: "1",
    category: `Stationary combustion > ${group}`,
    activity: label,
    activity_unit: unit,
    uncertainty_note: `HHV (gross) basis; 100% oxidation${note}`,
    published_unit: `kg CO2/${perUnit}; g CH4/${perUnit}; g N2O/${perUnit}`,
    heat_content_hhv: heat,
  };
}

/** A figure per unit is the heat content times the figure per mmBtu, within the rounding of all three. */
function checkProducts({ table, row, label }: Fuel, heat: string, figures: string[], faults: FaultList): void {
  if (heat === "") return;
  for (const index of [0, 1, 2]) {
    const [perHeat, perUnit] = [figures[index] ?? "", figures[index + 3] ?? ""];
    if (perHeat === "" || perUnit === "") continue;
    if (isWithin(multiplyDecimals(heat, perHeat), perUnit, productTolerance(heat, perHeat, perUnit))) continue;
    faults.add("total_mismatch", at(table, row, index + 5), {
      label,
      total: perUnit,
      sum: multiplyDecimals(heat, perHeat),
    });
  }
}

function readMobile(table: HubTable, faults: FaultList): SourceRecord[] {
  return dataRows(table, [1]).flatMap((row) => {
    const label = labelOf(row, table);
    const figure = numberAt(row, table, 1);
    const unit = unitAt(row, table, 2, faults);
    if (unit === null) return [];
    return [
      {
        ...gasRecord([figure, "", ""], /^(Biodiesel|Ethanol)/.test(label)),
        id: `t2-${slugOf(label)}`,
        hub_table: "2",
        category: "Mobile combustion > CO2 by fuel",
        activity: label,
        activity_unit: unit,
        uncertainty_note: "CO2 only; add CH4/N2O from Tables 3-5",
        published_unit: `kg CO2/${unit}`,
        heat_content_hhv: "",
      },
    ];
  });
}

interface VehicleTable {
  unit: string;
  group: string;
  hasFuel: boolean;
}

/** Vehicles and fuels are named once for the rows below. A year is a year, a range or "≤1980". */
function readVehicles(table: HubTable, faults: FaultList, { unit, group, hasFuel }: VehicleTable): SourceRecord[] {
  const hasYear = table.number !== 5;
  const [fuelAt, yearAt] = [1, hasFuel ? 2 : 1];
  const gasAt = 1 + (hasFuel ? 1 : 0) + (hasYear ? 1 : 0);
  let [vehicle, fuel] = ["", hasFuel ? "" : "Gasoline"];
  return dataRows(table, [gasAt, gasAt + 1]).flatMap((row) => {
    const label = labelOf(row, table);
    if (label !== "") vehicle = label;
    if (hasFuel) fuel = withoutFootnote(textAt(row, table.first + fuelAt)) || fuel;
    const year = hasYear ? textAt(row, table.first + yearAt).replace(/[–−]/g, "-") : "";
    const [ch4, n2o] = [numberAt(row, table, gasAt), numberAt(row, table, gasAt + 1)];
    if (ch4 === "" || n2o === "" || vehicle === "")
      faults.add("missing_figure", at(table, row, gasAt), { label: vehicle });
    const parts = [vehicle, fuel, year === "" ? "" : `model year ${year}`].filter((part) => part !== "");
    return [
      {
        ...gasRecord(["", ch4, n2o], false),
        id: `t${table.number}-${slugOf(`${vehicle} ${fuel} ${year}`)}`,
        hub_table: String(table.number),
        category: `Mobile combustion > ${group} CH4/N2O > ${vehicle}`,
        activity: parts.join(" | "),
        activity_unit: unit,
        uncertainty_note: "CH4 and N2O only; combine with Table 2 CO2",
        published_unit: `g/${unit}`,
        heat_content_hhv: "",
      },
    ];
  });
}

function readHeat(table: HubTable, faults: FaultList): SourceRecord[] {
  return dataRows(table, [1]).map((row) => {
    const figures = [1, 2, 3].map((offset) => numberAt(row, table, offset));
    if (figures.includes("")) faults.add("missing_figure", at(table, row, 1), { label: labelOf(row, table) });
    return {
      ...gasRecord(figures, false),
      id: `t7-${slugOf(labelOf(row, table))}`,
      hub_table: "7",
      category: "Purchased energy > Steam and heat",
      activity: "Steam and heat (default: natural gas, 80% efficiency)",
      activity_unit: "mmBtu",
      uncertainty_note: "",
      published_unit: "kg CO2/mmBtu; g CH4/mmBtu; g N2O/mmBtu",
      heat_content_hhv: "",
    };
  });
}

function readTransport(table: HubTable, faults: FaultList, category: string): SourceRecord[] {
  return dataRows(table, [1]).flatMap((row) => {
    const label = labelOf(row, table);
    const figures = [1, 2, 3].map((offset) => numberAt(row, table, offset));
    if (figures.includes("")) faults.add("missing_figure", at(table, row, 1), { label });
    const unit = unitAt(row, table, 4, faults);
    if (unit === null) return [];
    return [
      {
        ...gasRecord(figures, false),
        id: `t${table.number}-${slugOf(`${label} ${unit}`)}`,
        hub_table: String(table.number),
        category,
        activity: label,
        activity_unit: unit,
        uncertainty_note: "Tank-to-wheel only; US short ton for ton-mile",
        published_unit: `kg CO2; g CH4; g N2O per ${unit}`,
        heat_content_hhv: "",
      },
    ];
  });
}

/** One column per treatment. "NA" if a material is not treated this way. */
function readWaste(table: HubTable, faults: FaultList): SourceRecord[] {
  const header = table.rows.find((row) => labelOf(row, table) === "Material");
  if (header === undefined) {
    faults.add("missing_column", { sheet: table.sheet, cell: "Material" }, { table: "Table 9" });
    return [];
  }
  const treatments = [...header.cells.keys()]
    .filter((column) => column > table.first)
    .map((column) => ({ column, name: withoutFootnote(textAt(header, column)) }));
  return table.rows
    .filter(({ row }) => row > header.row)
    .flatMap((row) => treatments.flatMap((treatment) => wasteRecord(table, row, treatment, faults)));
}

function wasteRecord(
  table: HubTable,
  row: GridRow,
  { column, name }: { column: number; name: string },
  faults: FaultList,
): SourceRecord[] {
  const material = labelOf(row, table);
  const text = textAt(row, column);
  if (material === "" || text === "" || /^n\/?a$/i.test(text)) return [];
  const figure = numberAt(row, table, column - table.first);
  if (figure === "") {
    faults.add("not_a_number", { sheet: table.sheet, row: row.row, cell: refOf(row.row, column) }, { text });
    return [];
  }
  return [
    {
      ...gasRecord(["", "", ""], false),
      gas_basis: "co2e",
      co2e_per_unit_kg: shiftPoint(figure, 3),
      published_co2e: figure,
      id: `t9-${slugOf(`${material} ${name}`)}`,
      hub_table: "9",
      category: `Scope 3 > Category 5/12 Waste > ${name}`,
      activity: `${material} | ${name}`,
      activity_unit: "short ton",
      uncertainty_note: "WARM-based, no avoided-emission credits; includes transport to facility",
      published_unit: "metric tons CO2e/short ton",
      heat_content_hhv: "",
    },
  ];
}

/** kg CO2, g CH4 and g N2O as published. Empty if the table has no such column. */
function gasRecord([co2 = "", ch4 = "", n2o = ""]: string[], isBiogenic: boolean): SourceRecord {
  const toKilograms = (grams: string) => (grams === "" ? "" : multiplyDecimals(grams, "0.001"));
  return {
    gas_basis: "mass",
    co2_kg: isBiogenic ? "" : co2,
    biogenic_co2_kg: isBiogenic ? co2 : "",
    ch4_kg: toKilograms(ch4),
    n2o_kg: toKilograms(n2o),
    co2e_per_unit_kg: "",
    published_co2: co2,
    published_ch4: ch4,
    published_n2o: n2o,
    published_co2e: "",
  };
}

/** Rows with a number in one of the columns. Headings and rows of units have none. */
function dataRows(table: HubTable, offsets: number[]): GridRow[] {
  return table.rows.filter((row) => offsets.some((offset) => numberAt(row, table, offset) !== ""));
}

function labelOf(row: GridRow, { first }: HubTable): string {
  return withoutFootnote(textAt(row, first)).replaceAll("≥", ">=");
}

/** A footnote is a superscript capital at the end: "Passenger Car A", "LandfilledB". */
function withoutFootnote(text: string): string {
  return text.replace(/(?:(?<=[a-z)]) ?|(?<=\s))[A-F]$/, "").trim();
}

function numberAt(row: GridRow, { first }: HubTable, offset: number): string {
  const cell = row.cells.get(first + offset);
  if (cell?.kind === "number") return cell.text;
  // Some figures of the hub are stored as text.
  const text = cell?.text.trim() ?? "";
  return /^\d+(\.\d+)?$/.test(text) ? text : "";
}

function unitAt(row: GridRow, table: HubTable, offset: number, faults: FaultList): string | null {
  const text = textAt(row, table.first + offset);
  if (text in HUB_UNITS) return text;
  faults.add("unknown_unit", at(table, row, offset), { text });
  return null;
}

function at(table: HubTable, row: GridRow, offset: number): { sheet: string; row: number; cell: string } {
  return { sheet: table.sheet, row: row.row, cell: refOf(row.row, table.first + offset) };
}

/** Keys as in the transcriptions: signs become words. */
function slugOf(text: string): string {
  return slug(text.replaceAll("%", "pct").replace(/>=?/g, "gt").replaceAll("<", "lt"));
}
