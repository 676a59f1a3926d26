/** Electricity of other countries: life-cycle intensities from Ember and coefficients of Taiwan's MOEA. */
import { cell, makeRow, type Publication, RETRIEVED_ON, readSource, type SourceRecord } from "./publication.ts";

/** One Ember snapshot with a data year per country, and two years of the MOEA. */
export function convertElectricityAbroad(folder: string): Publication[] {
  const records = readSource(folder, "grid-intl.csv");
  const moea = records.filter((record) => cell(record, "publisher") === "Taiwan MOEA");
  const ember = convertEmber(records.filter((record) => cell(record, "publisher") === "Ember"));
  for (const record of records) {
    const publisher = cell(record, "publisher");
    if (publisher !== "Ember" && publisher !== "Taiwan MOEA") {
      const reason = `${publisher}: licence not open enough or no inventory factor`;
      ember.leftOut.set(reason, (ember.leftOut.get(reason) ?? 0) + 1);
    }
  }
  return [ember, ...["2024", "2025"].map((year) => convertMoea(year, moea))];
}

const chinese = new Intl.DisplayNames(["zh-Hans"], { type: "region" });
const GROUPS: Record<string, string> = {
  africa: "非洲",
  asean: "东盟",
  asia: "亚洲",
  europe: "欧洲",
  g20: "二十国集团",
  g7: "七国集团",
  eu: "欧盟",
  "latin-america-and-caribbean": "拉丁美洲和加勒比",
  "middle-east": "中东",
  "north-america": "北美洲",
  oceania: "大洋洲",
  oecd: "经合组织",
  world: "世界",
};

function unknownGroup(region: string): never {
  throw new Error(`Ember names a group without a Chinese name: ${region}`);
}

function convertEmber(records: SourceRecord[]): Publication {
  const first = records[0] ?? {};
  const rows = records.map((record) => {
    const region = cell(record, "region");
    const country = /^[A-Z]{2}$/.test(region);
    return makeRow({
      id: cell(record, "id").replace(/^ember-\d{4}-/, "ember-electricity."),
      kind: "emission",
      name_en: `Grid electricity, life cycle · ${cell(record, "activity")}`,
      name_zh: `电网电力（全生命周期）· ${country ? chinese.of(region) : (GROUPS[region.toLowerCase()] ?? unknownGroup(region))}`,
      scope: "2",
      category: "purchased_electricity",
      region: country ? region : `GROUP-${region.toUpperCase()}`,
      method: "grid_lifecycle",
      unit: "kWh",
      basis: "co2e",
      co2e: cell(record, "co2e_per_unit_kg"),
      traits: "quantification=average",
      valid_from: cell(record, "valid_from"),
      valid_to: cell(record, "valid_to"),
      source_cell: cell(record, "activity"),
      status: "active",
      published_value: cell(record, "published_co2e"),
      published_unit: cell(record, "published_unit"),
    });
  });
  return {
    folder: "ember-electricity-2026-06",
    manifest: {
      id: "ember-electricity",
      edition: "2026-06",
      publisher: "Ember",
      title: { en: "Ember: carbon intensity of electricity (life cycle)", zh: "Ember：电力碳强度（全生命周期）" },
      publishedOn: null,
      retrievedOn: RETRIEVED_ON,
      dataYear: null,
      validFrom: null,
      validTo: null,
      validityBasis: "Each row is valid for its data year, the latest that the snapshot holds for the country.",
      gwpSet: "not stated",
      gasesGwp: null,
      gasBasis: "CO2e without a gas split",
      trust: "secondary_dataset_copy",
      licence: {
        name: "CC BY 4.0",
        url: "https://creativecommons.org/licenses/by/4.0/",
        redistributable: true,
        attribution: "Data from Ember, Yearly Electricity Data, CC BY 4.0; converted from g to kg.",
      },
      sourceTitle: "Ember, Yearly Electricity Data",
      sourceTable: cell(first, "source_table"),
      sourceUrl: cell(first, "source_url"),
      supersedes: null,
      correctionOf: null,
      status: "active",
      comparableWithPrevious: null,
      notes: [
        "Life cycle, with what happens upstream of the power plant: a fallback where no grid average exists, not a strict scope 2 factor.",
        "The publisher revises past years silently; the edition is the month of the snapshot.",
      ],
    },
    rows,
    leftOut: new Map(),
  };
}

const SECTORS: Record<string, { en: string; zh: string }> = {
  overall: { en: "all customers", zh: "整体" },
  industrial: { en: "industry", zh: "工业用电" },
  residential: { en: "households", zh: "住宅用电" },
};

function convertMoea(year: string, records: SourceRecord[]): Publication {
  const own = records.filter((record) => cell(record, "dataset_version") === year);
  const first = own[0] ?? {};
  const rows = own.map((record) => {
    const sector = cell(record, "id").replace(/^tw-moea-\d{4}-/, "");
    return makeRow({
      id: `tw-moea-grid.${sector}`,
      kind: "emission",
      name_en: `Grid electricity · Taiwan, ${SECTORS[sector]?.en}`,
      name_zh: `电网电力 · 台湾（${SECTORS[sector]?.zh}）`,
      scope: "2",
      category: "purchased_electricity",
      region: "TW",
      method: "grid_average",
      unit: "kWh",
      basis: "co2e",
      co2e: cell(record, "co2e_per_unit_kg"),
      traits: "quantification=average",
      source_cell: sector,
      status: "active",
      published_value: cell(record, "published_co2e"),
      published_unit: cell(record, "published_unit"),
    });
  });
  return {
    folder: `tw-moea-grid-${year}`,
    manifest: {
      id: "tw-moea-grid",
      edition: year,
      publisher: "Taiwan MOEA",
      title: { en: `Taiwan electricity emission coefficients ${year}`, zh: `台湾公用售电业电力排碳系数 ${year} 年` },
      publishedOn: "2026-06-02",
      retrievedOn: RETRIEVED_ON,
      dataYear: Number(year),
      validFrom: `${year}-01-01`,
      validTo: `${year}-12-31`,
      validityBasis: "The data year of the announcement.",
      gwpSet: "not stated",
      gasesGwp: null,
      gasBasis: "CO2e without a gas split",
      trust: "secondary_single",
      licence: {
        name: "Open Government Data License, version 1.0 (Taiwan)",
        url: "https://data.gov.tw/license",
        redistributable: true,
        attribution: "Source: Ministry of Economic Affairs, Taiwan.",
      },
      sourceTitle: "公用售電業電力排碳係數",
      sourceTable: "",
      sourceUrl: cell(first, "source_url"),
      supersedes: year === "2024" ? null : "tw-moea-grid@2024",
      correctionOf: null,
      status: "active",
      comparableWithPrevious: true,
      notes: ["One transcription, the official document was not seen."],
    },
    rows,
    leftOut: new Map(),
  };
}
