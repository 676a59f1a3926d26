/**
 * UK Government GHG Conversion Factors for Company Reporting (BEIS, later DESNZ), flat files 2021–2025 and a part of
 * 2026. The gas columns are kg CO2e of each gas. Row numbers are stable from 2023. Earlier rows are matched by their
 * path.
 */
import { shiftPoint } from "../decimal-text.ts";
import type { FactorRow } from "../library-schema.ts";
import type { Glossary } from "./glossary.ts";
import type { GasKeys } from "./gwp.ts";
import {
  cell,
  FORBIDDEN_TRUST,
  leaveOut,
  makeRow,
  type Publication,
  RETRIEVED_LATER_ON,
  RETRIEVED_ON,
  readSource,
  type SourceRecord,
  slug,
} from "./publication.ts";
import { regionOfCountry } from "./region.ts";
import { categoryOfSheet, MONTREAL_INCLUDED, traitsOfSheet } from "./uk-desnz-sheets.ts";

const YEARS = [2021, 2022, 2023, 2024, 2025] as const;

/** Publisher's unit → our unit, the power of ten for the figure, and the calorific basis. */
export const UK_UNITS: Record<string, { unit: string; power: number; heat?: "gross" | "net"; note?: string }> = {
  km: { unit: "km", power: 0 },
  miles: { unit: "mi", power: 0 },
  "tonne.km": { unit: "t.km", power: 0 },
  "passenger.km": { unit: "p.km", power: 0 },
  tonnes: { unit: "t", power: 0 },
  kg: { unit: "kg", power: 0 },
  kWh: { unit: "kWh", power: 0 },
  "kWh (Gross CV)": { unit: "kWh", power: 0, heat: "gross" },
  "kWh (Net CV)": { unit: "kWh", power: 0, heat: "net" },
  GJ: { unit: "GJ", power: 0 },
  litres: { unit: "L", power: 0 },
  "cubic metres": { unit: "m3", power: 0 },
  "million litres": { unit: "m3", power: -3, note: "Published per million litres; one million litres are 1,000 m3." },
  "Room per night": { unit: "room_night", power: 0 },
  "per FTE Working Hour": { unit: "h", power: 0, note: "Per working hour of one full-time equivalent." },
};

/** The five releases, oldest first, and the part of the sixth that was obtained. */
export function convertUkDesnz(folder: string, translate: Glossary, gases: GasKeys): Publication[] {
  const tables = YEARS.map((year) => ({ year, records: readSource(folder, `uk-desnz-${year}.csv`) }));
  const numbers = new Map<string, string>();
  for (const { records } of tables.toReversed()) {
    for (const record of records) {
      const number = cell(record, "source_row_id");
      if (number !== "" && !numbers.has(pathOf(record))) numbers.set(pathOf(record), number);
    }
  }
  const aids = { translate, gases, numbers };
  const complete = tables.map(({ year, records }) => convertUkDesnzEdition(year, records, aids));
  return [...complete, convertSubset(folder, tables.at(-1)!.records, aids)];
}

/**
 * The rows of 2026 that were obtained, with the trust of each. Labels change from year to year. A row without a Chinese
 * name gets the one that its number had in the release before.
 */
function convertSubset(folder: string, earlier: SourceRecord[], aids: UkDesnzAids): Publication {
  const records = readSource(folder, "uk-desnz-2026-subset.csv");
  const leftOut = new Map<string, number>();
  const confirmed = records.filter((record) => {
    const isForbidden = FORBIDDEN_TRUST.has(cell(record, "trust"));
    if (isForbidden) leaveOut(leftOut, "no source confirmed, or implausible");
    return !isForbidden;
  });
  const { manifest, rows } = convertUkDesnzEdition(2026, confirmed, aids);
  const trustOf = new Map(confirmed.map((record) => [cell(record, "source_row_id"), cell(record, "trust")]));
  const before = new Map(
    earlier.map((record) => [cell(record, "source_row_id"), aids.translate(segmentsOf(record))] as const),
  );
  return {
    folder: "uk-desnz-2026-subset",
    manifest: {
      ...manifest,
      edition: "2026-subset",
      title: {
        en: "UK Government GHG Conversion Factors for Company Reporting 2026, in part",
        zh: "英国政府企业报告温室气体换算系数 2026 年版（部分）",
      },
      retrievedOn: RETRIEVED_LATER_ON,
      trust: "secondary_dataset_copy",
      supersedes: "uk-desnz@2025",
      isPartial: true,
      notes: [
        ...manifest.notes,
        "A part of the edition: the official file was not obtained. Refrigerants, bioenergy, most cars, vans and motorbikes, most of their well-to-tank rows, managed assets and most outside-of-scopes rows are missing. Import the official flat file for them.",
        "Without a gas split, only the total is known.",
      ],
    },
    rows: rows.map((row) => {
      const number = row.id.replace("uk-desnz.", "");
      const trust = trustOf.get(number) ?? "";
      return {
        ...row,
        name_zh: row.name_zh || before.get(number) || "",
        trust: trust === "secondary_dataset_copy" ? "" : trust,
      };
    }),
    leftOut,
  };
}

export interface UkDesnzAids {
  translate: Glossary;
  gases: GasKeys;
  numbers: Map<string, string>;
}

/** @param records the rows of the flat file, one for each activity and unit */
export function convertUkDesnzEdition(year: number, records: SourceRecord[], aids: UkDesnzAids): Publication {
  const leftOut = new Map<string, number>();
  const rows: FactorRow[] = [];
  const used = new Set<string>();
  for (const record of records) {
    if (cell(record, "gas_basis") === "") {
      leaveOut(leftOut, "energy use of vehicles (SECR), no emission factor");
      continue;
    }
    if (cell(record, "co2e_per_unit_kg") === "" && cell(record, "biogenic_co2_kg") === "") {
      leaveOut(leftOut, "a second, incomplete line of the same vehicle without a total");
      continue;
    }
    const row = convertRecord(record, year, aids);
    if (used.has(row.id)) throw new Error(`Two rows of ${year} have the key ${row.id}.`);
    used.add(row.id);
    rows.push(row);
  }
  return { folder: `uk-desnz-${year}`, manifest: describeEdition(year, records), rows, leftOut };
}

function convertRecord(record: SourceRecord, year: number, { translate, gases, numbers }: UkDesnzAids): FactorRow {
  const unit = UK_UNITS[cell(record, "activity_unit").replace("Litres", "litres")];
  if (unit === undefined) throw new Error(`Unknown UK unit ${cell(record, "activity_unit")}.`);
  const sheet = cell(record, "level1");
  const segments = segmentsOf(record);
  const number = cell(record, "source_row_id") || numbers.get(pathOf(record));
  const gwpSet = `AR${year <= 2022 ? 4 : 5}`;
  const place = gases.countsMontreal(record, gwpSet) ? MONTREAL_INCLUDED : categoryOfSheet(record);
  const notes = [unit.note, place.note].filter((note) => note !== undefined);
  return makeRow({
    id: `uk-desnz.${number ?? slug([...segments, cell(record, "activity_unit")].join(" "))}`,
    kind: "emission",
    name_en: segments.join(" · "),
    name_zh: translate(segments),
    scope: place.scope,
    category: place.category,
    region: regionOf(record),
    method: place.method ?? "",
    unit: unit.unit,
    heat_basis: unit.heat ?? "",
    ...amountsOf(record, unit.power, gases, gwpSet),
    source_table: sheet,
    // Rows have no numbers before 2023. The path in the name and the unit identify the cell.
    source_cell: cell(record, "source_row_id") || `${segments.slice(1).join(" / ")} [${cell(record, "activity_unit")}]`,
    status: place.status ?? "active",
    status_reason: place.statusReason ?? "",
    traits: traitsOfSheet(record),
    published_value: cell(record, "co2e_per_unit_kg") || cell(record, "biogenic_co2_kg"),
    published_unit: `kg CO2${cell(record, "co2e_per_unit_kg") === "" ? "" : "e"} per ${cell(record, "activity_unit")}`,
    note: notes.join(" "),
  });
}

function amountsOf(record: SourceRecord, power: number, gases: GasKeys, gwpSet: string): Partial<FactorRow> {
  const [total, co2, ch4, n2o] = ["co2e_per_unit_kg", "co2_kg", "ch4_kg", "n2o_kg"].map((column) =>
    cell(record, column),
  );
  const biogenic = cell(record, "biogenic_co2_kg");
  if (biogenic !== "") return { basis: "biogenic", biogenic_co2: shiftPoint(biogenic, power) };
  const co2e = shiftPoint(total ?? "", power);
  const released = gases.releasedGas(record, gwpSet);
  if (released !== null) return { basis: "co2e_by_gas", co2e, ...released };
  if (co2 === "" || ch4 === "" || n2o === "") return { basis: "co2e", co2e };
  const methane = isMineralFuel(record) ? "ch4_fossil" : "ch4";
  return {
    basis: "co2e_by_gas",
    co2: shiftPoint(co2 ?? "", power),
    [methane]: shiftPoint(ch4 ?? "", power),
    n2o: shiftPoint(n2o ?? "", power),
    co2e,
  };
}

/**
 * Forecourt blends, vehicles and electricity use fuels of both origins, and the publisher does not split their methane.
 */
function isMineralFuel(record: SourceRecord): boolean {
  return cell(record, "level1") === "Fuels" && !cell(record, "level3").includes("biofuel blend");
}

function regionOf(record: SourceRecord): string {
  const place =
    cell(record, "level1") === "Hotel stay" ? cell(record, "level3") || cell(record, "level2") : overseas(record);
  return regionOfCountry(place) ?? "GB";
}

function overseas(record: SourceRecord): string {
  return cell(record, "level2").includes("overseas") ? cell(record, "level3").replace("Electricity: ", "") : "";
}

function segmentsOf(record: SourceRecord): string[] {
  const segments = ["level1", "level2", "level3"].map((column) => cell(record, column));
  const all = [...segments, ...["level4", "column_text"].map((column) => withoutUnitHeading(cell(record, column)))];
  return all.map((text) => tidy(text.trim())).filter((text, index, list) => text !== "" && text !== list[index - 1]);
}

/**
 * Some releases repeat the unit, or the year of the electricity data, as a heading. Neither is part of the activity.
 */
function withoutUnitHeading(text: string): string {
  return /^(Energy - (Gross|Net) CV|Tonnes|Volume|kWh|\d{4})$/i.test(text) ? "" : text;
}

/** "WTT- pass vehs & travel- land" → "WTT: pass vehs & travel: land". */
function tidy(text: string): string {
  return text.replace(/(?<=\w)- (?=\w)/g, ": ");
}

/** Headings of a row in a form that is the same in all releases. */
function pathOf(record: SourceRecord): string {
  const levels = ["level1", "level2", "level3"].map((level) => cell(record, level));
  return [
    ...levels,
    ...["level4", "column_text"].map((column) => withoutUnitHeading(cell(record, column))),
    cell(record, "activity_unit"),
  ]
    .map((text) =>
      text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, " ")
        .trim(),
    )
    .map((text) => RENAMED[text] ?? text)
    .join("|");
}

/** Headings of 2021 and 2022 → their later wording. */
const RENAMED: Record<string, string> = {
  "wtt uk overseas elec": "wtt uk electricity",
  "uk electricity generated managed assets": "electricity generated",
};

function describeEdition(year: number, records: SourceRecord[]): Publication["manifest"] {
  const first = records[0] ?? {};
  const set = year <= 2022 ? "AR4" : "AR5";
  const methane = year <= 2022 ? "25" : "28";
  return {
    id: "uk-desnz",
    edition: String(year),
    publisher: year <= 2022 ? "UK BEIS and Defra" : "UK DESNZ and Defra",
    title: {
      en: `UK Government GHG Conversion Factors for Company Reporting ${year}`,
      zh: `英国政府企业报告温室气体换算系数 ${year} 年版`,
    },
    publishedOn: cell(first, "published_on"),
    retrievedOn: RETRIEVED_ON,
    dataYear: year,
    validFrom: `${year}-01-01`,
    validTo: `${year}-12-31`,
    validityBasis: "The publisher issues one edition for each calendar reporting year.",
    gwpSet: set,
    gasesGwp: { CO2: "1", CH4: methane, CH4_fossil: methane, N2O: year <= 2022 ? "298" : "265" },
    gasBasis: "kg CO2e of each gas, where the publisher splits the total",
    trust: "primary_file",
    licence: {
      name: "Open Government Licence v3.0",
      url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
      redistributable: true,
      attribution: "Contains public sector information licensed under the Open Government Licence v3.0.",
    },
    sourceTitle: cell(first, "source_title"),
    sourceTable: "Factors by Category",
    sourceUrl: cell(first, "source_url"),
    supersedes: year === 2021 ? null : `uk-desnz@${year - 1}`,
    correctionOf: null,
    status: "active",
    comparableWithPrevious: year !== 2023,
    notes: [
      "Well-to-tank and transmission-loss rows come on top of the direct factor, they are not inside it.",
      "Flights with and without radiative forcing are alternatives.",
      ...(year === 2023 ? ["The GWPs changed from AR4 to AR5 with this edition."] : []),
    ],
  };
}
