/** US EPA GHG Emission Factors Hub 2023–2025, Tables 1–5 and 7–10. Higher heating value. CH4 and N2O by gas. */
import type { FactorRow } from "../library-schema.ts";
import type { Glossary } from "./glossary.ts";
import {
  cell,
  FORBIDDEN_TRUST,
  leaveOut,
  makeRow,
  type Publication,
  RETRIEVED_ON,
  readSource,
  type SourceRecord,
  US_PUBLIC_DOMAIN,
} from "./publication.ts";

const YEARS = [2023, 2024, 2025] as const;

export const HUB_UNITS: Record<string, { unit: string; heat?: "gross" }> = {
  "short ton": { unit: "short_ton" },
  "mmBtu (HHV)": { unit: "MMBtu", heat: "gross" },
  mmBtu: { unit: "MMBtu" },
  gallon: { unit: "gal_us" },
  scf: { unit: "scf" },
  "vehicle-mile": { unit: "mi" },
  "passenger-mile": { unit: "p.mi" },
  "ton-mile": { unit: "short_ton.mi" },
  "short ton-mile": { unit: "short_ton.mi" },
};

const CATEGORIES: Record<string, { scope: string; category: string }> = {
  "1": { scope: "1", category: "stationary_combustion" },
  "2": { scope: "1", category: "mobile_combustion" },
  "3": { scope: "1", category: "mobile_combustion" },
  "4": { scope: "1", category: "mobile_combustion" },
  "5": { scope: "1", category: "mobile_combustion" },
  "7": { scope: "2", category: "purchased_heat" },
  "8": { scope: "3", category: "upstream_transport" },
  "9": { scope: "3", category: "waste" },
  "10": { scope: "3", category: "business_travel" },
};

const TANK_TO_WHEEL = new Set(["2", "3", "4", "5", "8", "10"]);

/** The three releases, and the heat contents of Table 1. */
export function convertUsEpaHub(folder: string, translate: Glossary): Publication[] {
  return YEARS.flatMap((year) => {
    const records = readSource(folder, `us-epa-hub-${year}.csv`);
    return convertHubEdition(year, records, translate);
  });
}

/** One release: its factors, and the heat contents of Table 1. */
export function convertHubEdition(year: number, records: SourceRecord[], translate: Glossary): Publication[] {
  return [convertFactors(year, records, translate), convertHeatContents(year, records, translate)];
}

function convertFactors(year: number, records: SourceRecord[], translate: Glossary): Publication {
  const leftOut = new Map<string, number>();
  const rows: FactorRow[] = [];
  for (const record of records) {
    if (FORBIDDEN_TRUST.has(cell(record, "trust")))
      leaveOut(leftOut, "implausible compared with the releases before and after");
    else rows.push(convertRecord(record, translate));
  }
  return { folder: `us-epa-hub-${year}`, manifest: describeEdition(year, records, "us-epa-hub"), rows, leftOut };
}

function convertRecord(record: SourceRecord, translate: Glossary): FactorRow {
  const unit = HUB_UNITS[cell(record, "activity_unit")];
  const place = CATEGORIES[cell(record, "hub_table")];
  if (unit === undefined || place === undefined) throw new Error(`Unknown EPA unit or table: ${cell(record, "id")}`);
  const segments = segmentsOf(record);
  const notes = [cell(record, "uncertainty_note").replace("; CO2 is biogenic: report outside scopes", "")];
  if (isPeat(record)) {
    notes[0] = (notes[0] ?? "").trim();
    notes.push("EPA lists peat under biomass; its CO2 is counted as fossil here, as the IPCC and the GHG Protocol do.");
  }
  if (cell(record, "hub_table") === "10" || cell(record, "hub_table") === "8")
    notes.push("Also used for the other direction and for commuting.");
  return makeRow({
    id: `us-epa-hub.${keyOf(record)}`,
    kind: "emission",
    name_en: segments.join(" · "),
    name_zh: translate(segments),
    ...place,
    region: "US",
    unit: unit.unit,
    heat_basis: unit.heat ?? "",
    ...amountsOf(record),
    // Tables 2 to 5, 8 and 10 are direct emissions of vehicles (sources are named under each table).
    traits: TANK_TO_WHEEL.has(cell(record, "hub_table")) ? "boundary=tank_to_wheel" : "",
    source_table: cell(record, "source_table"),
    source_cell: `${segments.slice(1).join(" / ")} [${cell(record, "activity_unit")}]`,
    status: "active",
    published_value: publishedValue(record),
    published_unit: cell(record, "published_unit"),
    note: notes.filter((note) => note !== "").join(". "),
  });
}

function amountsOf(record: SourceRecord): Partial<FactorRow> {
  if (cell(record, "gas_basis") === "co2e") return { basis: "co2e", co2e: cell(record, "co2e_per_unit_kg") };
  const [co2, ch4, n2o, biogenic] = ["co2_kg", "ch4_kg", "n2o_kg", "biogenic_co2_kg"].map((name) => cell(record, name));
  if (co2 === "" && ch4 === "" && n2o === "") return { basis: "biogenic", biogenic_co2: biogenic ?? "" };
  const split = { basis: "mass", [methaneOf(record)]: ch4 ?? "", n2o: n2o ?? "" };
  if (isPeat(record)) return { ...split, co2: biogenic ?? "" };
  return { ...split, co2: co2 ?? "", biogenic_co2: biogenic ?? "" };
}

/** Methane by the origin of the fuel, or without origin if the row mixes fuels or names none. */
function methaneOf(record: SourceRecord): "ch4" | "ch4_fossil" | "ch4_nonfossil" {
  const activity = cell(record, "activity");
  const table = cell(record, "hub_table");
  if (isPeat(record)) return "ch4_fossil";
  if (/Biomass/.test(cell(record, "category")) || /Biodiesel|Ethanol(?!l)|Ethanol$/.test(activity))
    return "ch4_nonfossil";
  if (/Municipal Solid Waste|Methanol/.test(activity) || table === "8" || table === "10") return "ch4";
  return "ch4_fossil";
}

function isPeat(record: SourceRecord): boolean {
  return cell(record, "hub_table") === "1" && cell(record, "activity") === "Peat";
}

function segmentsOf(record: SourceRecord): string[] {
  const group = cell(record, "category").split(" > ").slice(1).join(" > ").replace("Category ", "Category ");
  const parts = cell(record, "activity").split(" | ");
  // One heading has a line break in the workbook.
  if (parts[0] === "(Vans, Pickup Trucks, SUVs)") parts[0] = "Gasoline Light-Duty Trucks (Vans, Pickup Trucks, SUVs)";
  const heading = HEADINGS[cell(record, "hub_table")] ?? group;
  return [heading, ...parts].filter((part, index, all) => part !== all[index - 1]);
}

const HEADINGS: Record<string, string> = {
  "2": "Mobile combustion CO2",
  "3": "On-road vehicles CH4 and N2O",
  "4": "On-road vehicles CH4 and N2O",
  "5": "Non-road vehicles CH4 and N2O",
  "7": "Purchased energy",
  "8": "Transportation and distribution",
  "9": "Waste",
  "10": "Business travel and commuting",
};

/** Keys that are stable across renamings between releases. */
function keyOf(record: SourceRecord): string {
  return cell(record, "id")
    .replace(/^us-epa-hub-\d{4}-/, "")
    .replace(/^(t1-coal-and-coke-(?:anthracite|bituminous|sub-bituminous|lignite))-coal-/, "$1-")
    .replace(/^(t8-.*?)(?:-short)?-ton-mile$/, "$1-short-ton-mile");
}

function publishedValue(record: SourceRecord): string {
  if (cell(record, "published_co2e") !== "") return cell(record, "published_co2e");
  return ["published_co2", "published_ch4", "published_n2o"]
    .map((column) => cell(record, column))
    .filter((text) => text !== "")
    .join("; ");
}

function convertHeatContents(year: number, records: SourceRecord[], translate: Glossary): Publication {
  const rows = new Map<string, FactorRow>();
  for (const record of records) {
    const match = /^([\d.]+) mmBtu\/(short ton|gallon|scf)$/.exec(cell(record, "heat_content_hhv"));
    const from = match?.[2] === undefined ? undefined : HUB_UNITS[match[2]];
    if (match?.[1] === undefined || from === undefined) continue;
    const key = keyOf(record).replace(/-(mmbtu-hhv|short-ton|gallon|scf)$/, "");
    const segments = ["Heat content", ...segmentsOf(record)];
    rows.set(
      key,
      makeRow({
        id: `us-epa-heat-content.${key}`,
        kind: "property",
        name_en: segments.join(" · "),
        name_zh: translate(segments),
        region: "US",
        unit: from.unit,
        heat_basis: "gross",
        basis: "property",
        property: "heating_value",
        to_unit: "MMBtu",
        value: match[1],
        source_table: "Table 1",
        source_cell: cell(record, "activity"),
        status: "active",
        published_value: match[1],
        published_unit: `mmBtu per ${match[2]}`,
      }),
    );
  }
  return {
    folder: `fuel-properties/us-epa-heat-content-${year}`,
    manifest: describeEdition(year, records, "us-epa-heat-content"),
    rows: [...rows.values()],
    leftOut: new Map(),
  };
}

function describeEdition(
  year: number,
  records: SourceRecord[],
  id: "us-epa-hub" | "us-epa-heat-content",
): Publication["manifest"] {
  const first = records[0] ?? {};
  const heat = id === "us-epa-heat-content";
  return {
    id,
    edition: String(year),
    publisher: "US EPA Center for Corporate Climate Leadership",
    title: heat
      ? { en: `EPA Emission Factors Hub ${year}: heat contents`, zh: `美国环保署排放因子中心 ${year} 年版：燃料热值` }
      : { en: `EPA GHG Emission Factors Hub ${year}`, zh: `美国环保署温室气体排放因子中心 ${year} 年版` },
    publishedOn: cell(first, "valid_from"),
    retrievedOn: RETRIEVED_ON,
    dataYear: year,
    validFrom: `${year}-01-01`,
    validTo: `${year}-12-31`,
    validityBasis:
      "The publisher asks for the hub of the inventory year; each edition is taken for the calendar year in its name.",
    gwpSet: heat ? null : year === 2023 ? "AR4" : "AR5",
    gasesGwp: null,
    gasBasis: heat ? "none" : "kg of each gas; Table 9 only as CO2e",
    trust: "primary_file",
    licence: US_PUBLIC_DOMAIN,
    sourceTitle: cell(first, "source_title"),
    sourceTable: "",
    sourceUrl: cell(first, "source_url"),
    supersedes: year === 2023 ? null : `${id}@${year - 1}`,
    correctionOf: null,
    status: "active",
    comparableWithPrevious: true,
    notes: heat
      ? ["Higher (gross) heating values."]
      : [
          "Fuel energies are on the higher (gross) heating value.",
          "Tables 3 to 5 give CH4 and N2O only and go together with the CO2 of Table 2.",
          ...(year === 2024
            ? // language: the text of a published release
              ["Five rows of Tables 8 and 10 are left out: implausible beside the editions before and after."]
            : []),
        ],
  };
}
