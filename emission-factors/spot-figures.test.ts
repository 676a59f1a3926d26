/** Figures copied manually from the publishers' tables, independent of the conversion. */
import { describe, expect, it } from "vitest";
import { equalDecimals } from "./decimal-text.ts";
import type { FactorColumn } from "./library-schema.ts";
import { readLibrary } from "./read-library.ts";

const library = readLibrary();

function figure(dataset: string, id: string, column: FactorColumn): string | undefined {
  const [name, edition] = dataset.split("@");
  const found = library.datasets.find(({ manifest }) => manifest.id === name && manifest.edition === edition);
  return found?.rows.find((row) => row.id === `${name}.${id}`)?.[column];
}

const FIGURES: [dataset: string, id: string, column: FactorColumn, published: string][] = [
  // UK electricity, kWh
  ["uk-desnz@2021", "7_400_4000_5", "co2e", "0.21233"],
  ["uk-desnz@2022", "7_400_4000_5", "co2e", "0.19338"],
  ["uk-desnz@2023", "7_400_4000_5", "co2e", "0.207074288590604"],
  ["uk-desnz@2024", "7_400_4000_5", "co2e", "0.20705"],
  ["uk-desnz@2025", "7_400_4000_5", "co2e", "0.177"],
  ["uk-desnz@2026-subset", "7_400_4000_5", "co2e", "0.13096"],
  ["uk-desnz@2026-subset", "13_402_4000_5", "co2e", "0.01299"],
  ["uk-desnz@2026-subset", "1_100_1004_6", "co2e", "0.18231"],
  // UK transmission and distribution, kWh
  ["uk-desnz@2021", "13_402_4000_5", "co2e", "0.01879"],
  ["uk-desnz@2022", "13_402_4000_5", "co2e", "0.01769"],
  ["uk-desnz@2023", "13_402_4000_5", "co2e", "0.017915111409396"],
  ["uk-desnz@2024", "13_402_4000_5", "co2e", "0.0183"],
  ["uk-desnz@2025", "13_402_4000_5", "co2e", "0.01853"],
  // UK natural gas, kWh on the gross and net calorific value
  ["uk-desnz@2021", "1_100_1004_6", "co2e", "0.18316"],
  ["uk-desnz@2022", "1_100_1004_6", "co2e", "0.18254"],
  ["uk-desnz@2023", "1_100_1004_6", "co2e", "0.182928926174497"],
  ["uk-desnz@2024", "1_100_1004_6", "co2e", "0.1829"],
  ["uk-desnz@2025", "1_100_1004_6", "co2e", "0.18296"],
  ["uk-desnz@2021", "1_100_1004_7", "co2e", "0.20297"],
  ["uk-desnz@2022", "1_100_1004_7", "co2e", "0.20227"],
  ["uk-desnz@2023", "1_100_1004_7", "co2e", "0.202671418791946"],
  ["uk-desnz@2024", "1_100_1004_7", "co2e", "0.20264"],
  ["uk-desnz@2025", "1_100_1004_7", "co2e", "0.2027"],
  ["uk-desnz@2025", "1_100_1000_15", "co2e", "3033.38067"],
  ["uk-desnz@2025", "3_201_2156_3", "co2e", "1924"],
  // ADEME: new steel and copper, t; spend is published per 1,000 euro
  ["fr-ademe-base-carbone@23.6", "26729", "co2e", "2211"],
  ["fr-ademe-base-carbone@23.6", "26733", "co2e", "1445"],
  ["fr-ademe-base-carbone@23.6", "43370", "co2e", "0.357"],
  ["au-nga@2026", "grid-vic", "co2e", "0.74"],
  ["au-nga@2026", "natural-gas-gj", "co2e", "51.53"],
  ["nz-mfe-electricity@2025", "grid", "co2e", "0.0786625"],
  ["nz-mfe-electricity@2024", "losses", "co2e", "0.00752331"],
  ["eu-eea-electricity@2024", "se", "co2e", "0.006"],
  // eGRID 2023 revision 2, MWh; 899.633 and 905.109 lb
  ["us-egrid@2023-rev2-3d", "total-output-akgd", "co2", "408.06666460021"],
  ["us-egrid@2023-rev2-3d", "total-output-us-average", "co2e", "349.66710055508"],
  // EU default values, t
  ["eu-cbam-defaults@2026-1740", "72262000.other.f", "co2e", "5500"],
  ["eu-cbam-defaults@2026-1740", "721914.other", "co2e", "4940"],
  // China's footprint factors, kWh
  ["cn-mee-electricity-footprint@2023", "national", "co2e", "0.6205"],
  ["cn-mee-electricity-footprint@2023", "wind", "co2e", "0.0336"],
  ["cn-mee-electricity-footprint@2023", "solar-pv", "co2e", "0.0545"],
  ["cn-mee-electricity-footprint@2024-complete", "national", "co2e", "0.5777"],
  ["cn-mee-electricity-footprint@2024-complete", "wind", "co2e", "0.0324"],
  ["cn-mee-electricity-footprint@2024-complete", "td-with-losses", "co2e", "0.0327"],
  // China, kWh
  ["cn-mee-grid@2021", "national", "co2", "0.5568"],
  ["cn-mee-grid@2022", "national", "co2", "0.5366"],
  ["cn-mee-grid@2023", "national", "co2", "0.5306"],
  ["cn-mee-grid@2021", "national.residual", "co2", "0.5942"],
  ["cn-mee-grid@2022", "national.residual", "co2", "0.5856"],
  ["cn-mee-grid@2023", "national.residual", "co2", "0.6096"],
  ["cn-mee-grid@2021", "national.fossil", "co2", "0.8426"],
  ["cn-mee-grid@2022", "national.fossil", "co2", "0.8325"],
  ["cn-mee-grid@2023", "national.fossil", "co2", "0.8273"],
  ["cn-mee-grid@2021", "region.north", "co2", "0.7120"],
  ["cn-mee-grid@2021", "province.ah", "co2", "0.7075"],
  ["cn-mee-grid@2022", "region.east", "co2", "0.5617"],
  ["cn-mee-grid@2022", "region.southwest", "co2", "0.2268"],
  ["cn-mee-grid@2023", "region.north", "co2", "0.6361"],
  ["cn-mee-grid@2023", "region.south", "co2", "0.4042"],
  ["cn-mee-grid@2023", "province.bj", "co2", "0.5554"],
  ["cn-mee-grid@2023", "province.gd", "co2", "0.4419"],
  ["cn-mee-grid@2023", "province.yn", "co2", "0.1333"],
  ["cn-mee-ets-grid@2022", "national", "co2", "570.3"],
  // China, fuels: kg of carbon per GJ, GJ per tonne, GJ per Nm3
  ["cn-ndrc-industry-fuels@2015", "anthracite", "carbon", "27.49"],
  ["cn-ndrc-industry-fuels@2015", "anthracite", "oxidation", "0.94"],
  ["cn-ndrc-industry-fuels@2015", "diesel", "carbon", "20.2"],
  ["cn-ndrc-industry-fuels-ncv@2015", "diesel", "value", "43.33"],
  ["cn-ndrc-steel-fuels-ncv@2013", "diesel", "value", "42.652"],
  ["cn-ndrc-industry-fuels-ncv@2015", "natural-gas", "value", "0.038931"],
  ["cn-heat-default@2013-2025", "heat", "co2", "110"],
  ["cn-ndrc-steel-process@2013", "limestone", "co2", "440"],
  // US
  ["us-epa-hub@2025", "t1-natural-gas-natural-gas-mmbtu-hhv", "co2", "53.06"],
  ["us-epa-hub@2025", "t1-natural-gas-natural-gas-scf", "ch4_fossil", "0.00000103"],
  ["us-epa-hub@2025", "t2-diesel-fuel", "co2", "10.21"],
  ["us-epa-hub@2025", "t8-rail-short-ton-mile", "co2", "0.021"],
  ["us-epa-hub@2025", "t9-steel-cans-recycled", "co2e", "320"],
  ["us-epa-hub@2025", "t1-biomass-fuels-solid-peat-short-ton", "co2", "895"],
  ["us-epa-hub@2025", "t1-biomass-fuels-solid-peat-short-ton", "biogenic_co2", ""],
  ["us-epa-hub@2023", "t1-coal-and-coke-anthracite-mmbtu-hhv", "co2", "103.69"],
  ["us-epa-heat-content@2025", "t1-coal-and-coke-anthracite", "value", "25.09"],
  ["us-egrid@2023", "total-output-akgd", "co2", "407.78090140711"],
  ["us-egrid@2023-rev2", "total-output-akgd", "co2e", "410.546454087"],
  ["us-epa-supply-chain@1.3", "111110", "co2e", "0.532"],
  ["us-epa-supply-chain@1.2", "111110", "co2e", "1.326"],
  // Elsewhere
  ["eu-cbam-fuels@2025-2547", "natural-gas", "co2", "56100"],
  ["eu-cbam-fuels@2025-2547", "biodiesels", "biogenic_co2", "70800"],
  ["eu-cbam-fuels-ncv@2025-2547", "gas-diesel-oil", "value", "43.0"],
  ["ember-electricity@2026-06", "afg", "co2e", "0.12371"],
  ["tw-moea-grid@2025", "overall", "co2e", "0.467"],
];

describe("figures copied from the publishers", () => {
  it.each(FIGURES)("%s %s: %s is %s", (dataset, id, column, published) => {
    const found = figure(dataset, id, column);
    expect(found).toBeDefined();
    if (published === "") expect(found).toBe("");
    else expect(equalDecimals(found ?? "", published), `${found} instead of ${published}`).toBe(true);
  });
});
