/**
 * China: electricity CO2 factors of MEE and NBS, the emissions trading factor and the footprint factor, as separate
 * datasets.
 */
import type { FactorRow } from "../library-schema.ts";
import {
  CHINA_OFFICIAL_DOCUMENT,
  cell,
  FORBIDDEN_TRUST,
  leaveOut,
  makeRow,
  type Publication,
  RETRIEVED_ON,
  readSource,
  type SourceRecord,
} from "./publication.ts";

const CO2_ONLY = "CO2 only; the notice gives no CH4 and N2O.";

/** One release per data year, and two datasets from other notices. */
export function convertCnGrid(folder: string): Publication[] {
  const records = readSource(folder, "cn-mee-grid.csv");
  const unconfirmed = new Map<string, number>();
  const kept = records.filter((record) => {
    const forbidden = FORBIDDEN_TRUST.has(cell(record, "trust"));
    if (forbidden) leaveOut(unconfirmed, "no source confirmed");
    return !forbidden;
  });
  const average = ["2021", "2022", "2023"].map((year) => convertAverage(year, kept));
  const ets = kept
    .filter((record) => cell(record, "id") === "cn-mee-ets-grid-2022-national")
    .map((record) => convertEts(record, unconfirmed));
  const footprint = kept
    .filter((record) => cell(record, "id") === "cn-mee-cfp-elec-2024-national")
    .map(convertFootprint);
  return [...average, ...ets, ...footprint];
}

function convertAverage(year: string, records: SourceRecord[]): Publication {
  const own = records.filter(
    (record) => cell(record, "dataset_version") === year && cell(record, "id").startsWith("cn-mee-grid-"),
  );
  const first = own[0] ?? {};
  return {
    folder: `cn-mee-grid-${year}`,
    manifest: {
      ...commonManifest(first, year),
      id: "cn-mee-grid",
      title: { en: `China electricity CO2 emission factors ${year}`, zh: `${year}年电力二氧化碳排放因子` },
      publishedOn: cell(first, "published_on"),
      supersedes: year === "2021" ? null : `cn-mee-grid@${Number(year) - 1}`,
      notes: [
        "Three methods that must not be exchanged: average for location-based scope 2, the residual without market-traded non-fossil power for market-based scope 2, fossil for fossil power only.",
        CO2_ONLY,
        "Thirty provinces and seven grid regions; Tibet, Hong Kong and Macao are not covered.",
        "Taken from transcriptions; the official document was not reached.",
      ],
    },
    rows: own.map(convertAverageRecord),
    leftOut: new Map(),
  };
}

function convertAverageRecord(record: SourceRecord): FactorRow {
  const key = cell(record, "id").replace(/^cn-mee-grid-\d{4}-/, "");
  const place = namePlace(key, record);
  return makeRow({
    id: `cn-mee-grid.${place.key}`,
    kind: place.method === "residual" ? "grid_residual" : "emission",
    name_en: `Grid electricity · ${place.en}`,
    name_zh: `电网电力 · ${place.zh}`,
    scope: "2",
    category: "purchased_electricity",
    region: cell(record, "region"),
    method: place.method,
    unit: "kWh",
    basis: "mass",
    co2: cell(record, "co2_kg"),
    traits: place.method === "grid_average" ? "quantification=average" : "",
    source_table: cell(record, "source_table"),
    source_cell: cell(record, "region_name_zh"),
    trust: cell(record, "trust"),
    status: "active",
    published_value: cell(record, "published_co2"),
    published_unit: cell(record, "published_unit"),
  });
}

function namePlace(key: string, record: SourceRecord): { key: string; method: string; en: string; zh: string } {
  const zh = cell(record, "region_name_zh");
  if (key === "national") return { key, method: "grid_average", en: "China, national average", zh: "全国平均" };
  if (key === "national-excl-market-nonfossil")
    return {
      key: "national.residual",
      method: "residual",
      en: "China, without market-traded non-fossil power (residual)",
      zh: "全国（不包括市场化交易的非化石能源电量）",
    };
  if (key === "national-fossil")
    return { key: "national.fossil", method: "fossil", en: "China, fossil power", zh: "全国化石能源电力" };
  if (key.startsWith("region-"))
    return {
      key: key.replace("region-", "region."),
      method: "grid_average",
      en: cell(record, "activity").replace(/ grid region average$/, " grid region, average"),
      zh: `${zh}区域电网平均`,
    };
  return {
    key: key.replace("prov-", "province."),
    method: "grid_average",
    en: cell(record, "activity").replace(/ provincial average electricity$/, ", provincial average"),
    zh: `${zh}省级平均`,
  };
}

function convertEts(record: SourceRecord, leftOut: Map<string, number>): Publication {
  return {
    folder: "cn-mee-ets-grid-2022",
    manifest: {
      ...commonManifest(record, "2022"),
      id: "cn-mee-ets-grid",
      title: {
        en: "China grid factor for emission-trading reports 2022",
        zh: "2022年度全国碳市场企业报告用电网排放因子",
      },
      // The date and number of the notice are not confirmed.
      publishedOn: null,
      trust: "primary_file",
      notes: [
        "For reports under the national emission trading scheme; differs from the statistical average of the same year.",
        CO2_ONLY,
      ],
    },
    rows: [
      makeRow({
        id: "cn-mee-ets-grid.national",
        kind: "emission",
        name_en: "Grid electricity · China, emission-trading factor",
        name_zh: "电网电力 · 全国碳市场电网排放因子",
        scope: "2",
        category: "purchased_electricity",
        region: "CN",
        method: "ets",
        unit: "MWh",
        basis: "mass",
        co2: cell(record, "co2_kg"),
        status: "active",
        published_value: cell(record, "published_co2"),
        published_unit: cell(record, "published_unit"),
        note: "Only for reports under the national emission trading scheme.",
      }),
    ],
    leftOut,
  };
}

function convertFootprint(record: SourceRecord): Publication {
  return {
    folder: "cn-mee-electricity-footprint-2024",
    manifest: {
      ...commonManifest(record, "2024"),
      id: "cn-mee-electricity-footprint",
      title: { en: "China electricity carbon footprint factor 2024", zh: "2024年电力碳足迹因子" },
      publishedOn: cell(record, "published_on"),
      gasBasis: "CO2e without a gas split",
      gwpSet: "not stated",
      trust: cell(record, "trust"),
      notes: ["Life cycle, for product footprints (ISO 14067); never for scope 2."],
    },
    rows: [
      makeRow({
        id: "cn-mee-electricity-footprint.national",
        kind: "emission",
        name_en: "Electricity, carbon footprint · China",
        name_zh: "电力碳足迹因子 · 全国",
        region: "CN",
        method: "footprint_lifecycle",
        unit: "kWh",
        basis: "co2e",
        co2e: cell(record, "co2e_per_unit_kg"),
        status: "not_for_inventories",
        status_reason:
          "Life-cycle figure for product footprints, including what happens before and behind the power plant.",
        published_value: cell(record, "published_co2e"),
        published_unit: cell(record, "published_unit"),
      }),
    ],
    leftOut: new Map(),
  };
}

function commonManifest(record: SourceRecord, year: string): Publication["manifest"] {
  return {
    id: "",
    edition: year,
    publisher: "China MEE and NBS",
    title: { en: "", zh: "" },
    publishedOn: null,
    retrievedOn: RETRIEVED_ON,
    dataYear: Number(year),
    validFrom: `${year}-01-01`,
    validTo: `${year}-12-31`,
    validityBasis: "The data year of the notice; it is published two to three years later.",
    gwpSet: null,
    gasesGwp: null,
    gasBasis: "kg CO2",
    trust: "secondary_multi",
    licence: CHINA_OFFICIAL_DOCUMENT,
    sourceTitle: cell(record, "source_title"),
    sourceTable: "",
    sourceUrl: cell(record, "source_url"),
    supersedes: null,
    correctionOf: null,
    status: "active",
    comparableWithPrevious: true,
    notes: [],
  };
}
