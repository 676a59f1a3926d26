/** From rows of the library to the factors and GWP sets of an inventory document. */
import type {
  DocumentFactor,
  DocumentGwp,
  EmissionFactor,
  FactorSource,
  FactorTraits,
} from "#app/carbon/document/inventory-document.ts";
import type { DatasetManifest, FactorRow, GwpSet } from "./library-schema.ts";
import { parsePairs } from "./pairs.ts";

type FactorIdentity = Pick<
  EmissionFactor,
  "id" | "version" | "publisher" | "name" | "region" | "validFrom" | "validTo" | "source"
>;

/**
 * The factor of a row as it is stored, frozen in calculations and printed. Figures stay text.
 * @throws Error for a row that does not match the schema
 */
export function toDocumentFactor(row: FactorRow, dataset: Omit<DatasetManifest, "rows" | "sha256">): DocumentFactor {
  const identity = identify(row, dataset);
  const heat = row.heat_basis === "" ? {} : { heatBasis: row.heat_basis as "gross" | "net" };
  if (row.kind === "property") {
    return {
      ...identity,
      kind: "property",
      property: row.property,
      ...heat,
      from: row.unit,
      to: row.to_unit,
      value: row.value,
    };
  }
  return {
    ...identity,
    kind: row.kind === "grid_residual" ? "grid_residual" : "emission",
    unit: row.unit,
    ...heat,
    ...amounts(row, dataset),
    ...(parsePairs(row.traits) as FactorTraits),
    ...(row.biogenic_co2 === "" ? {} : { biogenicCo2: row.biogenic_co2 }),
  };
}

/**
 * A GWP set in a document. Gases of the Montreal Protocol, alone or in a blend, have values too. They are listed as
 * reported separately, which means quantified but not in any total (methodology rule 5).
 */
export function toDocumentGwp(set: GwpSet): DocumentGwp {
  const values = Object.fromEntries(set.rows.map((row) => [row.gas, row.value]));
  const blends: Record<string, Record<string, string>> = {};
  for (const { blend, gas, mass_share } of set.blends) {
    blends[blend] ??= {};
    blends[blend][gas] = mass_share;
  }
  const complete = Object.entries(blends).filter(([, shares]) => Object.keys(shares).every((gas) => gas in values));
  const reportedApart = set.rows.filter((row) => row.group === "montreal").map((row) => row.gas);
  const { id, source } = set.manifest;
  return { set: id, source, values, blends: Object.fromEntries(complete), reportedApart };
}

function identify(row: FactorRow, dataset: Omit<DatasetManifest, "rows" | "sha256">): FactorIdentity {
  return {
    id: row.id,
    version: dataset.edition,
    publisher: dataset.publisher,
    name: { en: row.name_en, ...(row.name_zh === "" ? {} : { zh: row.name_zh }) },
    ...(row.region === "" ? {} : { region: row.region }),
    validFrom: row.valid_from || dataset.validFrom,
    validTo: row.valid_to || dataset.validTo,
    source: locate(row, dataset),
  };
}

function locate(row: FactorRow, dataset: Omit<DatasetManifest, "rows" | "sha256">): FactorSource {
  const table = [dataset.sourceTable, row.source_table].filter((text) => text !== "").join("; ");
  return {
    title: dataset.sourceTitle,
    ...(table === "" ? {} : { table }),
    ...(row.source_cell === "" ? {} : { cell: row.source_cell }),
    ...(dataset.sourceUrl === "" ? {} : { url: dataset.sourceUrl }),
    licence: dataset.licence.name,
  };
}

function amounts(row: FactorRow, dataset: Omit<DatasetManifest, "rows" | "sha256">): Partial<EmissionFactor> {
  switch (row.basis) {
    case "mass":
      return { gases: gasesOf(row) };
    case "biogenic":
      return { gases: {} };
    case "co2e_by_gas": {
      const gasesCo2e = gasesOf(row);
      const known = { ...dataset.gasesGwp, ...parsePairs(row.other_gwp) };
      const gasesGwp = Object.fromEntries(
        Object.keys(gasesCo2e).map((gas) => [gas, known[gas] ?? missingGwp(row, gas)]),
      );
      return { gasesCo2e, gasesGwp };
    }
    case "co2e":
      return { co2e: row.co2e, co2eGwpSet: dataset.gwpSet ?? missingGwp(row, "CO2e") };
    case "carbon":
      return { carbon: { kgCarbonPerUnit: row.carbon, oxidation: row.oxidation } };
    default:
      throw new Error(`${row.id}: unknown basis ${row.basis}`);
  }
}

function gasesOf(row: FactorRow): Record<string, string> {
  const named = {
    CO2: row.co2,
    CH4_fossil: row.ch4_fossil,
    CH4_nonfossil: row.ch4_nonfossil,
    CH4: row.ch4,
    N2O: row.n2o,
  };
  const published = Object.entries(named).filter(([, kg]) => kg !== "");
  return { ...Object.fromEntries(published), ...parsePairs(row.other_gases) };
}

function missingGwp(row: FactorRow, gas: string): never {
  throw new Error(`${row.id}: no GWP of ${gas} is stated`);
}
