/** The EPA's table of ZIP codes and eGRID subregions, as runs of ZIP codes with the same subregions. */
import { formatCsv } from "../csv.ts";
import { cell, readSource } from "./publication.ts";

/** `zip-subregions.csv`. The predominant subregion of a ZIP code is first. A ZIP code that the EPA lacks stays absent. */
export function convertUsZip(folder: string): string {
  const subregions = new Map<string, string[]>();
  const records = readSource(folder, "us-zip-subregion.csv");
  // The predominant row first, whatever the order of the table.
  for (const record of records.toSorted((a, b) => Number(cell(b, "predominant")) - Number(cell(a, "predominant")))) {
    const known = subregions.get(cell(record, "zip")) ?? [];
    subregions.set(cell(record, "zip"), [...new Set([...known, cell(record, "subregion")])]);
  }
  const runs: { from: string; to: string; subregions: string }[] = [];
  for (const zip of [...subregions.keys()].sort()) {
    const listed = subregions.get(zip)!.join(";");
    const last = runs.at(-1);
    if (last && last.subregions === listed && Number(zip) === Number(last.to) + 1) last.to = zip;
    else runs.push({ from: zip, to: zip, subregions: listed });
  }
  return formatCsv(
    ["from", "to", "subregions"],
    runs.map(({ from, to, subregions: listed }) => [from, to, listed]),
  );
}
