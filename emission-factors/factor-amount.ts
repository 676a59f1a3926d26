/** The value of a factor in one line, with the figures of its row. */
import type { DatasetManifest, FactorRow } from "./library-schema.ts";

/** `0.177 kg CO2e/kWh (AR5)`, `0.5306 kg CO2/kWh`, `43.33 GJ (net)/t` … */
export function amountOf(row: FactorRow, manifest: Pick<DatasetManifest, "gwpSet">): string {
  const unit = row.heat_basis === "" || row.basis === "property" ? row.unit : `${row.unit} (${row.heat_basis})`;
  const set = manifest.gwpSet === null ? "" : ` (${manifest.gwpSet})`;
  switch (row.basis) {
    case "co2e":
    case "co2e_by_gas":
      return `${row.co2e} kg CO2e/${unit}${set}`;
    case "carbon":
      return `${row.carbon} kg C × ${row.oxidation} × 44/12/${unit}`;
    case "biogenic":
      return `${row.biogenic_co2} kg biogenic CO2/${unit}`;
    case "property":
      return `${row.value} ${row.to_unit}${row.heat_basis === "" ? "" : ` (${row.heat_basis})`}/${row.unit}`;
    default:
      return `${gasesText(row)}/${unit}`;
  }
}

function gasesText(row: FactorRow): string {
  const gases = [
    ["CO2", row.co2],
    ["CH4 fossil", row.ch4_fossil],
    ["CH4 non-fossil", row.ch4_nonfossil],
    ["CH4", row.ch4],
    ["N2O", row.n2o],
    ["biogenic CO2", row.biogenic_co2],
  ] as const;
  const listed = gases.filter(([, kg]) => kg !== "").map(([gas, kg]) => `${kg} kg ${gas}`);
  const others =
    // pattern: our own text, a publication in the library.
    row.other_gases === "" ? [] : row.other_gases.split(";").map((pair) => pair.replace(/^(.*)=(.*)$/, "$2 kg $1"));
  return [...listed, ...others].join(" + ");
}
