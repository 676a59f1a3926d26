import type { DecimalString, HeatBasis } from "#app/carbon/document/inventory-document.ts";
import type { HeatingValue } from "#app/carbon/unit/fuel-conversion.ts";
import { buildFactorIndex, type FactorIndex, type SearchRow } from "#emission-factors/search-index.ts";

/** A release whose factors are in the file. */
export interface FileDataset {
  id: string;
  version: string;
  publisher: string;
  title: { en: string; zh: string };
  licence: string;
  attribution: string;
  url: string;
  dataYear: number | null;
}

/** A row as an array, because keys would double the file. */
export type FileFactor = [
  dataset: number,
  id: string,
  nameEn: string,
  nameZh: string,
  category: string,
  region: string,
  method: string,
  unit: string,
  heatBasis: string,
  /** kg CO2e per unit, calculated by the engine with the file's GWP set. */
  co2eKg: DecimalString,
  /** ± % as the publisher states it, or empty. */
  uncertainty: string,
  cell: string,
  validTo: string,
];

/** The part of the factor library that the estimate needs. Made at build time. */
export interface FactorFile {
  gwpSet: string;
  datasets: FileDataset[];
  factors: FileFactor[];
  heatingValues: HeatingValue[];
}

export interface EstimateFactor extends SearchRow {
  dataset: FileDataset;
  heatBasis: HeatBasis | null;
  co2eKg: DecimalString;
  uncertainty: string | null;
}

/** The library as the matcher and the estimate use it. */
export interface EstimateLibrary {
  gwpSet: string;
  index: FactorIndex<EstimateFactor>;
  heatingValues: ReadonlyMap<string, HeatingValue>;
  /** Chinese provinces with a grid average, by code. */
  provinces: { code: string; en: string; zh: string }[];
}

export function openFactorFile(file: FactorFile): EstimateLibrary {
  const rows = file.factors.map((one) => toRow(one, file.datasets[one[0]]!));
  return {
    gwpSet: file.gwpSet,
    index: buildFactorIndex(rows),
    heatingValues: new Map(file.heatingValues.map((value) => [value.document.id, value])),
    provinces: rows
      .filter(({ region, method }) => /^CN-[A-Z]{2}$/.test(region ?? "") && method === "grid_average")
      .map(({ region, nameEn, nameZh }) => ({ code: region!, en: placeIn(nameEn), zh: placeIn(nameZh) })),
  };
}

const SUFFIXES = ["平均", "省级"];

/** `Grid electricity · Guangdong, average` is about Guangdong. */
function placeIn(name: string): string {
  const [place = ""] = name.split(" · ").at(-1)!.split(",");
  return SUFFIXES.reduce(
    (text, suffix) => (text.endsWith(suffix) ? text.slice(0, -suffix.length) : text),
    place.trim(),
  );
}

function toRow(row: FileFactor, dataset: FileDataset): EstimateFactor {
  const [, id, nameEn, nameZh, category, region, method, unit, heatBasis, co2eKg, uncertainty, cell, validTo] = row;
  return {
    id,
    version: dataset.version,
    datasetId: dataset.id,
    publisher: dataset.publisher,
    kind: "emission",
    nameEn,
    nameZh,
    scope: null,
    category: category || null,
    region: region || null,
    method: method || null,
    unit,
    status: "active",
    validFrom: null,
    validTo: validTo || null,
    dataYear: dataset.dataYear,
    publishedOn: null,
    cell,
    dataset,
    heatBasis: heatBasis === "" ? null : (heatBasis as HeatBasis),
    co2eKg,
    uncertainty: uncertainty || null,
  };
}
