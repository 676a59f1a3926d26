/**
 * Standard fuel factors of the EU's carbon border adjustment, IR (EU) 2025/2547 Annex II point G. Net calorific value.
 */

import type { Glossary } from "./glossary.ts";
import {
  cell,
  EU_REUSE,
  makeRow,
  type Publication,
  RETRIEVED_ON,
  readSource,
  type SourceRecord,
  unrevised,
} from "./publication.ts";

/** The factors per TJ, and the net calorific values. */
export function convertEuFuels(folder: string, translate: Glossary): Publication[] {
  const records = readSource(folder, "eu-cbam-standard-fuel-factors.csv");
  return [convertFactors(records, translate), convertHeatingValues(records, translate)];
}

function convertFactors(records: SourceRecord[], translate: Glossary): Publication {
  const rows = records.map((record) => {
    const biogenic = cell(record, "biogenic_co2_kg");
    const segments = ["Fuel combustion", cell(record, "activity")];
    return makeRow({
      id: `eu-cbam-fuels.${keyOf(record)}`,
      kind: "emission",
      name_en: segments.join(" · "),
      name_zh: translate(segments),
      scope: biogenic === "" ? "1" : "",
      category: biogenic === "" ? "stationary_combustion" : "",
      region: "001",
      method: biogenic === "" ? "" : "biogenic_only",
      unit: "TJ",
      heat_basis: "net",
      basis: biogenic === "" ? "mass" : "biogenic",
      co2: cell(record, "co2_kg"),
      biogenic_co2: biogenic,
      source_table: cell(record, "source_table"),
      source_cell: cell(record, "activity"),
      status: "active",
      published_value: cell(record, "published_co2"),
      published_unit: cell(record, "published_unit"),
      note: biogenic === "" ? "CO2 only." : "CO2 only, before any zero-rating of sustainable biomass.",
    });
  });
  return { folder: "eu-cbam-fuels-2025-2547", manifest: describe("eu-cbam-fuels", records), rows, leftOut: new Map() };
}

function convertHeatingValues(records: SourceRecord[], translate: Glossary): Publication {
  const rows = records
    .filter((record) => cell(record, "ncv_tj_per_gg") !== "")
    .map((record) => {
      const segments = ["Net calorific value", cell(record, "activity")];
      return makeRow({
        id: `eu-cbam-fuels-ncv.${keyOf(record)}`,
        kind: "property",
        name_en: segments.join(" · "),
        name_zh: translate(segments),
        region: "001",
        unit: "t",
        heat_basis: "net",
        basis: "property",
        property: "heating_value",
        to_unit: "GJ",
        // TJ/Gg equals GJ/t.
        value: cell(record, "ncv_tj_per_gg"),
        source_table: cell(record, "source_table"),
        source_cell: cell(record, "activity"),
        status: "active",
        published_value: cell(record, "ncv_tj_per_gg"),
        published_unit: "TJ/Gg",
      });
    });
  return {
    folder: "fuel-properties/eu-cbam-fuels-ncv-2025-2547",
    manifest: describe("eu-cbam-fuels-ncv", records),
    rows,
    leftOut: new Map(),
  };
}

function keyOf(record: SourceRecord): string {
  return cell(record, "id").replace(/^eu-2025-2547-g\d-/, "");
}

function describe(id: "eu-cbam-fuels" | "eu-cbam-fuels-ncv", records: SourceRecord[]): Publication["manifest"] {
  const first = records[0] ?? {};
  const heat = id === "eu-cbam-fuels-ncv";
  return {
    id,
    edition: "2025-2547",
    publisher: "European Commission",
    title: heat
      ? { en: "EU standard net calorific values (IR 2025/2547)", zh: "欧盟标准低位发热量（2025/2547 号实施条例）" }
      : { en: "EU standard fuel emission factors (IR 2025/2547)", zh: "欧盟标准燃料排放因子（2025/2547 号实施条例）" },
    publishedOn: "2025-12-22",
    retrievedOn: RETRIEVED_ON,
    dataYear: null,
    validFrom: "2026-01-01",
    validTo: null,
    validityBasis: "The regulation applies from this day.",
    gwpSet: null,
    gasesGwp: null,
    gasBasis: heat ? "none" : "kg CO2",
    trust: "official_text",
    licence: EU_REUSE,
    ...unrevised(first),
    notes: ["On the net calorific value.", "Not tied to a country; the region is the world (001)."],
  };
}
