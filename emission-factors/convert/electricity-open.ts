/** Electricity (and six fuels) under CC BY 4.0: Australia, New Zealand and the European Environment Agency. */
import type { DatasetLicence, FactorRow } from "../library-schema.ts";
import {
  cell,
  makeRow,
  type Publication,
  RETRIEVED_LATER_ON,
  readSource,
  type SourceRecord,
  unrevised,
} from "./publication.ts";

const ccBy = (attribution: string): DatasetLicence => ({
  name: "CC BY 4.0",
  url: "https://creativecommons.org/licenses/by/4.0/",
  redistributable: true,
  attribution,
});

const ONE_TRANSCRIPTION = "One transcription, the official document was not seen.";

/** Australia 2026, New Zealand by year, and the states of the EU for 2024. */
export function convertElectricityOpen(folder: string): Publication[] {
  return [convertAustralia(folder), ...convertNewZealand(folder), convertEurope(folder)];
}

type Facts = Pick<
  Publication["manifest"],
  "id" | "edition" | "publisher" | "title" | "dataYear" | "validityBasis" | "licence" | "notes"
> &
  Partial<Publication["manifest"]>;

function describe(facts: Facts, first: SourceRecord): Publication["manifest"] {
  return {
    publishedOn: cell(first, "published_on"),
    retrievedOn: RETRIEVED_LATER_ON,
    validFrom: `${facts.dataYear}-01-01`,
    validTo: `${facts.dataYear}-12-31`,
    gwpSet: "AR5",
    gasesGwp: null,
    gasBasis: "CO2e without a gas split",
    trust: "secondary_single",
    ...unrevised(first),
    ...facts,
  };
}

/** The cells that all rows have in the same way. */
function plainRow(record: SourceRecord): Partial<FactorRow> {
  return {
    kind: "emission",
    region: cell(record, "region"),
    unit: "kWh",
    basis: "co2e",
    co2e: cell(record, "co2e_per_unit_kg"),
    source_cell: cell(record, "source_table"),
    status: "active",
    published_value: cell(record, "published_co2e"),
    published_unit: cell(record, "published_unit"),
  };
}

const GRID: Partial<FactorRow> = {
  scope: "2",
  category: "purchased_electricity",
  method: "grid_average",
  traits: "quantification=average",
};
const LOSSES: Partial<FactorRow> = { scope: "3", category: "fuel_energy_related", method: "transmission_loss" };

const AUSTRALIA: Record<string, [en: string, zh: string]> = {
  "grid-nsw-act": ["New South Wales and Australian Capital Territory", "新南威尔士州和首都领地"],
  "grid-vic": ["Victoria", "维多利亚州"],
  "grid-qld": ["Queensland", "昆士兰州"],
  "grid-sa": ["South Australia", "南澳大利亚州"],
  "grid-wa-swis": ["Western Australia, South West Interconnected System", "西澳大利亚州西南联网系统"],
  "grid-tas": ["Tasmania", "塔斯马尼亚州"],
  "grid-nt-dkis": ["Northern Territory, Darwin Katherine Interconnected System", "北领地达尔文－凯瑟琳联网系统"],
  "grid-national": ["Australia, national average", "澳大利亚全国平均"],
  "residual-national": ["Australia, residual mix", "澳大利亚剩余电力组合"],
};

const FUELS: Record<string, { en: string; zh: string; unit: string; heat?: "gross" }> = {
  "natural-gas-m3": { en: "Natural gas from a pipeline", zh: "管道天然气", unit: "m3" },
  "natural-gas-gj": { en: "Natural gas from a pipeline", zh: "管道天然气", unit: "GJ", heat: "gross" },
  "diesel-oil-litre": { en: "Diesel oil", zh: "柴油", unit: "L" },
  "lpg-litre": { en: "Liquefied petroleum gas (LPG)", zh: "液化石油气", unit: "L" },
  "heating-oil-litre": { en: "Heating oil", zh: "取暖油", unit: "L" },
  "fuel-oil-litre": { en: "Fuel oil", zh: "燃料油", unit: "L" },
};

function convertAustralia(folder: string): Publication {
  const records = readSource(folder, "au-nga-2026.csv");
  const facts: Facts = {
    id: "au-nga",
    edition: "2026",
    publisher: "Australia DCCEEW",
    title: {
      en: "Australia: National Greenhouse Accounts Factors 2026, in part",
      zh: "澳大利亚国家温室气体账户因子 2026 年版（部分）",
    },
    // Published in August 2026. The day is not known.
    publishedOn: null,
    dataYear: 2026,
    isPartial: true,
    validityBasis: "The calendar year in the name; the publisher states no days.",
    licence: ccBy(
      "Source: Australian Government, Department of Climate Change, Energy, the Environment and Water, CC BY 4.0.",
    ),
    notes: [
      "Published in August 2026; the day is not known.",
      "Without the publisher's scope 3 figures.",
      ONE_TRANSCRIPTION,
    ],
  };
  return {
    folder: "au-nga-2026",
    manifest: describe(facts, records[0] ?? {}),
    rows: records.map(australianRow),
    leftOut: new Map(),
  };
}

function australianRow(record: SourceRecord): FactorRow {
  const key = cell(record, "id").replace("au-nga-2026-", "");
  const fuel = FUELS[key];
  if (fuel) {
    return makeRow({
      ...plainRow(record),
      id: `au-nga.${key}`,
      name_en: `Stationary combustion · ${fuel.en} · Australia`,
      name_zh: `固定燃烧 · ${fuel.zh} · 澳大利亚`,
      scope: "1",
      category: "stationary_combustion",
      unit: fuel.unit,
      heat_basis: fuel.heat ?? "",
      note: cell(record, "uncertainty_note"),
    });
  }
  const [en, zh] = AUSTRALIA[key] ?? unknownRow(key);
  const isResidual = key === "residual-national";
  return makeRow({
    ...plainRow(record),
    id: `au-nga.${key}`,
    name_en: `Grid electricity · ${en}`,
    name_zh: `电网电力 · ${zh}`,
    ...GRID,
    ...(isResidual ? { kind: "grid_residual", method: "residual", traits: "" } : {}),
  });
}

/** One release for each year, because a year has one figure of each kind. */
function convertNewZealand(folder: string): Publication[] {
  const records = readSource(folder, "nz-mfe-2026.csv");
  return [2023, 2024, 2025].map((year) => {
    const own = records.filter((record) => cell(record, "valid_from") === `${year}-01-01`);
    const facts: Facts = {
      id: "nz-mfe-electricity",
      edition: String(year),
      publisher: "New Zealand Ministry for the Environment",
      title: {
        en: `New Zealand: Measuring emissions 2026.2, electricity ${year}`,
        zh: `新西兰排放测算指南 2026.2，${year} 年电力`,
      },
      dataYear: year,
      supersedes: year === 2023 ? null : `nz-mfe-electricity@${year - 1}`,
      comparableWithPrevious: year === 2023 ? null : true,
      validityBasis: "The calendar year of the average.",
      licence: ccBy("Source: New Zealand Ministry for the Environment, CC BY 4.0."),
      notes: [
        "The yearly average; the publisher also has quarters.",
        "The copy names no GWP set; the publisher uses AR5.",
        ONE_TRANSCRIPTION,
      ],
    };
    const rows = own.map((record) => {
      const isLoss = cell(record, "id").includes("-td-");
      return makeRow({
        ...plainRow(record),
        id: `nz-mfe-electricity.${isLoss ? "losses" : "grid"}`,
        name_en: isLoss
          ? "Transmission and distribution losses · New Zealand"
          : "Grid electricity · New Zealand, national average",
        name_zh: isLoss ? "输配电损耗 · 新西兰" : "电网电力 · 新西兰全国平均",
        ...(isLoss ? LOSSES : GRID),
      });
    });
    return { folder: `nz-mfe-electricity-${year}`, manifest: describe(facts, own[0] ?? {}), rows, leftOut: new Map() };
  });
}

const english = new Intl.DisplayNames(["en"], { type: "region" });
const chinese = new Intl.DisplayNames(["zh-Hans"], { type: "region" });

function convertEurope(folder: string): Publication {
  const records = readSource(folder, "eu-eea-2024.csv");
  const facts: Facts = {
    id: "eu-eea-electricity",
    edition: "2024",
    publisher: "European Environment Agency",
    title: {
      en: "EEA: greenhouse gas intensity of electricity generation 2024",
      zh: "欧洲环境署：2024 年发电温室气体排放强度",
    },
    dataYear: 2024,
    validityBasis: "The data year of the indicator.",
    licence: ccBy("Source: European Environment Agency, CC BY 4.0; converted from g to kg."),
    notes: [
      "Generation mix with the direct emissions of power plants: without trade, losses and upstream emissions. It is no residual mix.",
      "Rounded to whole grams by the publisher.",
      ONE_TRANSCRIPTION,
    ],
  };
  const rows = records.map((record) => {
    const code = cell(record, "region");
    const isUnion = code === "EU27";
    return makeRow({
      ...plainRow(record),
      id: `eu-eea-electricity.${code.toLowerCase()}`,
      name_en: `Grid electricity · ${isUnion ? "European Union, 27 states" : english.of(code)}`,
      name_zh: `电网电力 · ${isUnion ? "欧盟 27 国" : chinese.of(code)}`,
      region: isUnion ? "GROUP-EU" : code,
      ...GRID,
      ...(isUnion
        ? {
            status: "not_for_inventories",
            status_reason: "An average of countries. Use the figure of the facility's country.",
          }
        : {}),
    });
  });
  return { folder: "eu-eea-electricity-2024", manifest: describe(facts, records[0] ?? {}), rows, leftOut: new Map() };
}

function unknownRow(key: string): never {
  throw new Error(`A row of Australia without a name: ${key}`);
}
