/** US EPA supply-chain factors per dollar spent (USEEIO), releases 1.2 and 1.3, by NAICS-6 commodity. */
import type { FactorRow } from "../library-schema.ts";
import {
  cell,
  joinPairs,
  makeRow,
  type Publication,
  RETRIEVED_ON,
  readSource,
  type SourceRecord,
  US_PUBLIC_DOMAIN,
} from "./publication.ts";

const RELEASES = [
  { edition: "1.2", version: "v1.2", dollars: "2021", set: "AR4" },
  { edition: "1.3", version: "v1.3.0", dollars: "2022", set: "AR5" },
] as const;

/** Both releases. Each commodity has a factor to the point of sale (with margins) and one to the factory gate. */
export function convertUsSupplyChain(folder: string): Publication[] {
  const records = readSource(folder, "us-epa-supply-chain.csv");
  return RELEASES.map((release) => {
    const own = records.filter((record) => cell(record, "dataset_version") === release.version);
    return convertSupplyChainRelease(release, own);
  });
}

export interface SupplyChainRelease {
  edition: string;
  /** The price year. */
  dollars: string;
  /** The GWP set of the totals. */
  set: string;
}

/** @param records one for each commodity */
export function convertSupplyChainRelease(release: SupplyChainRelease, records: SourceRecord[]): Publication {
  return {
    folder: `us-epa-supply-chain-${release.edition}`,
    manifest: describeRelease(release, records[0] ?? {}),
    rows: records.flatMap((record) => [toPointOfSale(record, release), toFactoryGate(record, release)]),
    leftOut: new Map<string, number>(),
  };
}

function toPointOfSale(record: SourceRecord, { dollars }: SupplyChainRelease): FactorRow {
  return makeRow({
    ...commonCells(record, dollars),
    id: `us-epa-supply-chain.${cell(record, "naics2017")}`,
    name_en: `Spend · ${cell(record, "activity")}`,
    co2e: cell(record, "co2e_per_unit_kg"),
    // Kilograms of the gases in the total. Fluorinated gases are included only in the total.
    co2: cell(record, "co2_kg"),
    ch4: cell(record, "ch4_kg"),
    n2o: cell(record, "n2o_kg"),
    source_cell: `NAICS ${cell(record, "naics2017")}, with margins`,
    published_value: cell(record, "published_co2e"),
    further: joinPairs({ "without margins": cell(record, "ef_without_margins"), margins: cell(record, "margins") }),
  });
}

function toFactoryGate(record: SourceRecord, { dollars }: SupplyChainRelease): FactorRow {
  return makeRow({
    ...commonCells(record, dollars),
    id: `us-epa-supply-chain.${cell(record, "naics2017")}.factory-gate`,
    name_en: `Spend, to the factory gate · ${cell(record, "activity")}`,
    co2e: cell(record, "ef_without_margins"),
    source_cell: `NAICS ${cell(record, "naics2017")}, without margins`,
    published_value: cell(record, "ef_without_margins"),
    note: "Up to the factory gate: without transport, wholesale and retail. Per dollar of the purchaser all the same.",
  });
}

function commonCells(record: SourceRecord, dollars: string): Partial<FactorRow> {
  return {
    kind: "emission",
    scope: "3",
    category: "purchased_goods_services",
    region: "US",
    method: "spend_based",
    unit: "USD",
    basis: "co2e",
    traits: joinPairs({ priceBasis: "purchaser", priceYear: dollars }),
    source_table: cell(record, "source_table"),
    status: "active",
    published_unit: cell(record, "published_unit"),
  };
}

function describeRelease({ edition, dollars, set }: SupplyChainRelease, first: SourceRecord): Publication["manifest"] {
  return {
    id: "us-epa-supply-chain",
    edition,
    publisher: "US EPA Office of Research and Development",
    title: {
      en: `EPA supply chain emission factors ${edition} (per USD of ${dollars})`,
      zh: `美国环保署供应链排放因子 ${edition} 版（按 ${dollars} 年美元）`,
    },
    publishedOn: null,
    retrievedOn: RETRIEVED_ON,
    dataYear: Number(dollars),
    validFrom: null,
    validTo: null,
    validityBasis: "Bound to a dollar year, not to days of an inventory.",
    gwpSet: set,
    gasesGwp: null,
    gasBasis: "CO2e: the published total contains fluorinated gases that the gas columns do not list",
    trust: "primary_file",
    licence: US_PUBLIC_DOMAIN,
    sourceTitle: cell(first, "source_title"),
    sourceTable: "",
    sourceUrl: cell(first, "source_url"),
    supersedes: edition === "1.2" ? null : "us-epa-supply-chain@1.2",
    correctionOf: null,
    status: "active",
    comparableWithPrevious: edition === "1.2" ? null : false,
    notes: [
      `Per US dollar of ${dollars} at purchasers' prices. Bring the spending to that price year first, then convert the currency.`,
      "With margins: from cradle to the point of sale, for what is bought in trade. To the factory gate: without transport, wholesale and retail.",
      "Averages of the US economy; the lowest tier of data quality.",
    ],
  };
}
