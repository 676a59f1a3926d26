import { locateLibrary } from "#emission-factors/read-library.ts";
import { readZipTable, subregionsOfZip, type ZipTable } from "#emission-factors/zip-subregion.ts";
import type { ZipRegions } from "./zip-regions.ts";

let table: ZipTable | undefined;

/** The subregions of the ZIP code that an address asks for. Null if it asks for none. */
export function findZipRegions(request: Request): ZipRegions | null {
  const zip = new URL(request.url).searchParams.get("zip");
  if (zip === null) return null;
  table ??= readZipTable(locateLibrary());
  return { zip, regions: subregionsOfZip(table, zip) };
}
