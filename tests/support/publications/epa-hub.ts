import type { Dataset, FactorRow, Library } from "#emission-factors/library-schema.ts";
import { type StoredCell, writeWorkbook } from "#tests/support/write-workbook.ts";

/** Row of the title of Table 1, and the "Last Modified" text of the publisher's workbook. */
const EDITIONS: Record<string, { first: number; modified: string }> = {
  "2023": { first: 13, modified: "Last Modified: 12 September 2023" },
  "2024": { first: 14, modified: "Last Modified: 13 February 2024" },
  "2025": { first: 14, modified: "Last Modified: 15 January 2025" },
};

/**
 * The hub's only sheet, rebuilt from the shipped release: table numbers in column B, titles and labels in C, figures to
 * the right. Names for several rows appear once, footnotes are attached to labels, and sources are below each table.
 */
export function epaHubFile(library: Library, year: string, change: (cell: StoredCell) => StoredCell = (cell) => cell) {
  const hub = datasetOf(library, "us-epa-hub", year);
  const heats = new Map(datasetOf(library, "us-epa-heat-content", year).rows.map((row) => [row.id.slice(20), row]));
  const { first, modified } = EDITIONS[year]!;
  const sheet = new HubSheet(first);
  const rowsOf = (table: number) => hub.rows.filter((row) => row.source_table === `Table ${table}`);
  writeStationary(sheet, rowsOf(1), heats);
  writeMobile(sheet, rowsOf(2));
  for (const table of [3, 4, 5]) writeVehicles(sheet, table, rowsOf(table));
  sheet.table(6, "Electricity", [["eGRID Subregion Acronym", "eGRID Subregion Name"]]);
  sheet.table(7, "Steam and Heat", [
    [null, "CO2 Factor (kg CO2 / mmBtu)", "CH4 Factor (g CH4 / mmBtu)", "N2O Factor (g N2O / mmBtu)"],
    ...rowsOf(7).map((row) => ["Steam and Heat", ...figuresOf(row)]),
  ]);
  writeTransport(sheet, 8, rowsOf(8));
  writeWaste(sheet, rowsOf(9));
  writeTransport(sheet, 10, rowsOf(10));
  const rows = new Map<number, readonly StoredCell[]>([
    [2, [null, null, "Emission Factors for Greenhouse Gas Inventories"]],
    [4, [null, null, modified]],
    ...[...sheet.rows].map(([row, cells]): [number, StoredCell[]] => [row, cells.map(change)]),
  ]);
  return writeWorkbook({ sheets: [{ name: "Emission Factors Hub", rows }] });
}

class HubSheet {
  readonly rows = new Map<number, StoredCell[]>();
  private next: number;

  constructor(first: number) {
    this.next = first;
  }

  table(number: number, title: string, rows: StoredCell[][]): void {
    this.put(`Table ${number}`, `   ${title}`);
    for (const cells of rows) this.put(null, ...cells);
    this.put(null, "Source:");
    this.put(null, "EPA");
    this.next += 2;
  }

  private put(...cells: StoredCell[]): void {
    this.rows.set(this.next, [null, ...cells]);
    this.next += 1;
  }
}

function writeStationary(sheet: HubSheet, rows: FactorRow[], heats: Map<string, FactorRow>): void {
  const table: StoredCell[][] = [["Fuel Type", "Heat Content (HHV)", "CO2 Factor", "CH4 Factor", "N2O Factor"]];
  let [unit, group] = ["", ""];
  for (const row of rows.filter(({ id }) => id.endsWith("-mmbtu-hhv"))) {
    const key = row.id.slice("us-epa-hub.".length, -"-mmbtu-hhv".length);
    const heat = heats.get(key);
    const perUnit = rows.find(
      ({ id, source_cell }) => id.includes(`.${key}-`) && !source_cell.endsWith("[mmBtu (HHV)]"),
    );
    const [heading = "", label = ""] = row.name_en.split(" · ");
    const own = perUnit === undefined ? unit : (/\[(.+)\]$/.exec(perUnit.source_cell)?.[1] ?? "");
    if (own !== unit) {
      unit = own;
      const gases = [`kg CO2 per ${unit}`, `g CH4 per ${unit}`, `g N2O per ${unit}`];
      table.push([null, `mmBtu per ${unit}`, "kg CO2 per mmBtu", "g CH4 per mmBtu", "g N2O per mmBtu", ...gases]);
    }
    if (heading !== group) table.push([heading.replace(" - ", " - \n")]);
    group = heading;
    // Two headings of one word: the group "Natural Gas" contains the fuel "Natural Gas".
    table.push([
      label || heading,
      numberOf(heat?.value),
      ...figuresOf(row),
      ...(perUnit === undefined ? [] : figuresOf(perUnit)),
    ]);
  }
  sheet.table(1, "Stationary Combustion", table);
}

function writeMobile(sheet: HubSheet, rows: FactorRow[]): void {
  const fuels = rows.map((row): StoredCell[] => {
    const [label = "", unit = ""] = splitCell(row);
    return [label, figuresOf(row)[0] ?? null, unit];
  });
  sheet.table(2, "Mobile Combustion CO2", [["Fuel Type", "kg CO2 per unit", "Unit"], ...fuels]);
}

function writeVehicles(sheet: HubSheet, table: number, rows: FactorRow[]): void {
  const unit = table === 5 ? "gallon" : "vehicle-mile";
  const heads = table === 3 ? ["Model Year"] : table === 4 ? ["Fuel Type", "Model Year"] : ["Fuel Type"];
  let [vehicle, fuel] = ["", ""];
  const lines = rows.map((row): StoredCell[] => {
    const [name = "", ownFuel = "", year = ""] = (splitCell(row)[0] ?? "").split(/ \/ /);
    // The heading of light trucks has a line break.
    const ownVehicle = row.id.includes("t3-vans")
      ? "(Vans, Pickup Trucks, SUVs)"
      : name.replace(" (Vans, Pickup Trucks, SUVs)", "");
    const model = year.replace("model year ", "");
    const first = ownVehicle === vehicle ? null : table === 5 && /^Agri/.test(name) ? `${ownVehicle}A` : ownVehicle;
    const second = ownFuel === fuel && first === null ? null : ownFuel;
    [vehicle, fuel] = [ownVehicle, ownFuel];
    const modelCell = /^\d{4}$/.test(model) ? { number: model } : model || null;
    const between = table === 3 ? [modelCell] : table === 4 ? [second, modelCell] : [ownFuel];
    return [first, ...between, ...figuresOf(row)];
  });
  const gases = [`CH4 Factor \r\n(g CH4 / ${unit})`, `N2O Factor \r\n(g N2O / ${unit})`];
  sheet.table(table, "Mobile Combustion CH4 and N2O", [["Vehicle Type", ...heads, ...gases], ...lines]);
}

function writeTransport(sheet: HubSheet, table: number, rows: FactorRow[]): void {
  const lines = rows.map((row): StoredCell[] => {
    const [label = "", unit = ""] = splitCell(row);
    const noted = label === "Passenger Car" ? `${label} A` : label.endsWith("Truck") ? `${label}B` : label;
    return [noted.replace(">=", "≥"), ...figuresOf(row), unit];
  });
  const head = [
    "Vehicle Type",
    "CO2 Factor (kg CO2 / unit)",
    "CH4 Factor (g CH4 / unit)",
    "N2O Factor (g N2O / unit)",
    "Units",
  ];
  sheet.table(table, "Scope 3", [head, ...lines]);
}

function writeWaste(sheet: HubSheet, rows: FactorRow[]): void {
  const cells = rows.map((row) => ({ row, parts: (splitCell(row)[0] ?? "").split(" / ") }));
  const treatments = [...new Set(cells.map(({ parts }) => parts.at(-1) ?? ""))];
  const materials = [...new Set(cells.map(({ parts }) => parts.slice(0, -1).join(" / ")))];
  const lines = materials.map((material): StoredCell[] => [
    material,
    ...treatments.map((treatment) => {
      const found = cells.find(
        ({ parts }) => parts.slice(0, -1).join(" / ") === material && parts.at(-1) === treatment,
      );
      return found === undefined ? "NA" : (figuresOf(found.row)[0] ?? null);
    }),
  ]);
  const head = treatments.map(
    (name, index) => name.replace(" with", index < 4 ? " with" : "  with") + ("ABCD"[index] ?? ""),
  );
  sheet.table(9, "Scope 3 Category 5", [
    [null, "Metric Tons CO2e / Short Ton Material"],
    ["Material", ...head],
    ...lines,
  ]);
}

/** `Anthracite [short ton]` → label and unit. */
function splitCell({ source_cell }: FactorRow): string[] {
  const match = /^(.*) \[(.+)\]$/.exec(source_cell);
  return match === null ? [source_cell] : [match[1] ?? "", match[2] ?? ""];
}

/** The printed figure; one that ends in zeros is stored as text. */
function figuresOf({ published_value }: FactorRow): StoredCell[] {
  return published_value.split("; ").map((text) => (/\.\d*0$/.test(text) ? text : { number: text }));
}

function numberOf(text: string | undefined): StoredCell {
  return text === undefined ? null : { number: text };
}

export function datasetOf(library: Library, id: string, edition: string): Dataset {
  const found = library.datasets.find(({ manifest }) => manifest.id === id && manifest.edition === edition);
  if (found === undefined) throw new Error(`The library has no ${id}@${edition}.`);
  return found;
}
