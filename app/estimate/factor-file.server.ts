import type { PropertyFactor } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor } from "#app/carbon/factor/factor-value.ts";
import { heatingValuesOf, isNaturalGas } from "#app/carbon/unit/fuel-conversion.ts";
import type { DatasetManifest } from "#emission-factors/library-schema.ts";
import { proposableIds } from "#emission-factors/match/proposable.ts";
import { parsePairs } from "#emission-factors/pairs.ts";
import { readLibrary } from "#emission-factors/read-library.ts";
import { indexLibrary } from "#emission-factors/search.ts";
import { toDocumentFactor, toDocumentGwp } from "#emission-factors/to-document.ts";
import type { FactorFile, FileDataset, FileFactor } from "./factor-file.ts";

/** Of new organizations. */
const GWP_SET = "AR6";
/** Countries with a reference state of gas volumes, and any other. */
const GAS_COUNTRIES = ["CN", "US", ""];

/**
 * The factors that the matcher can propose, from the shipped library: in their preferred release, with a total in the
 * GWP set, and only from releases whose licence allows redistribution.
 */
export function makeFactorFile(): FactorFile {
  const library = readLibrary();
  const index = indexLibrary(library.datasets);
  const gwp = toDocumentGwp(library.gwpSets.find(({ manifest }) => manifest.id === GWP_SET)!);
  const ids = proposableIds(index);
  const datasets: FileDataset[] = [];
  const places = new Map<string, number>();
  const placeOf = (manifest: DatasetManifest): number => {
    const key = `${manifest.id}@${manifest.edition}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, datasets.length);
    datasets.push(describe(manifest));
    return datasets.length - 1;
  };
  const factors: FileFactor[] = [];
  const properties = new Set<string>();
  for (const { editions } of index.factors) {
    const { row, manifest, id } = editions[0]!.row;
    if (!ids.has(id) || !manifest.licence.redistributable) continue;
    const value = evaluateFactor(toDocumentFactor(row, manifest), gwp);
    // Without a total, or with one of zero (gases outside the total), the line would look as if it emitted nothing.
    if (value.kind !== "emission" || value.total === null || /^0(\.0*)?$/.test(value.total)) continue;
    const name = { en: row.name_en, zh: row.name_zh };
    for (const country of GAS_COUNTRIES)
      for (const one of heatingValuesOf({ id, isNaturalGas: isNaturalGas(name) }, country)) properties.add(one);
    factors.push([
      placeOf(manifest),
      id,
      row.name_en,
      row.name_zh,
      row.category,
      row.region,
      row.method,
      row.unit,
      row.heat_basis,
      value.total,
      parsePairs(row.further)["uncertainty %"] ?? "",
      [row.source_table || manifest.sourceTable, row.source_cell].filter((text) => text !== "").join("; "),
      row.valid_to || (manifest.validTo ?? ""),
    ]);
  }
  return { gwpSet: GWP_SET, datasets, factors, heatingValues: [...properties].flatMap(heatingValue) };

  function heatingValue(id: string) {
    const factor = index.factors[index.byId.get(id) ?? -1];
    if (!factor) return [];
    const { row, manifest } = factor.editions[0]!.row;
    if (!manifest.licence.redistributable) return [];
    const document = toDocumentFactor(row, manifest) as PropertyFactor;
    return [{ document, published: `${row.published_value} ${row.published_unit}`, source: manifest.title }];
  }
}

function describe(manifest: DatasetManifest): FileDataset {
  const { id, edition, publisher, title, licence, sourceUrl, dataYear } = manifest;
  const { name, attribution } = licence;
  return { id, version: edition, publisher, title, licence: name, attribution, url: sourceUrl, dataYear };
}
