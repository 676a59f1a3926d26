/** US EPA supply-chain factors per dollar spent (USEEIO), releases 1.2 and 1.3, by NAICS-6 commodity. */
import { cell, makeRow, type Publication, RETRIEVED_ON, readSource, US_PUBLIC_DOMAIN } from "./publication.ts";

const RELEASES = [
  { edition: "1.2", version: "v1.2", dollars: "2021", set: "AR4" },
  { edition: "1.3", version: "v1.3.0", dollars: "2022", set: "AR5" },
] as const;

/** Both releases, with margins: for spending at purchasers' prices. */
export function convertUsSupplyChain(folder: string): Publication[] {
  const records = readSource(folder, "us-epa-supply-chain.csv");
  return RELEASES.map(({ edition, version, dollars, set }) => {
    const own = records.filter((record) => cell(record, "dataset_version") === version);
    const first = own[0] ?? {};
    return {
      folder: `us-epa-supply-chain-${edition}`,
      manifest: {
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
        sourceTable: "NAICS_CO2e",
        sourceUrl: cell(first, "source_url"),
        supersedes: edition === "1.2" ? null : "us-epa-supply-chain@1.2",
        correctionOf: null,
        status: "active" as const,
        comparableWithPrevious: edition === "1.2" ? null : false,
        notes: [
          `Per US dollar of ${dollars} at purchasers' prices, margins included. Bring the spending to that price year first, then convert the currency.`,
          "Averages of the US economy; the lowest tier of data quality.",
        ],
      },
      rows: own.map((record) =>
        makeRow({
          id: `us-epa-supply-chain.${cell(record, "naics2017")}`,
          kind: "emission",
          name_en: `Spend · ${cell(record, "activity")}`,
          scope: "3",
          category: "purchased_goods_services",
          region: "US",
          method: "spend_based",
          unit: "USD",
          basis: "co2e",
          co2e: cell(record, "co2e_per_unit_kg"),
          source_cell: `NAICS ${cell(record, "naics2017")}, with margins`,
          status: "active",
          published_unit: `kg CO2e/${dollars} USD, purchaser price`,
        }),
      ),
      leftOut: new Map<string, number>(),
    };
  });
}
