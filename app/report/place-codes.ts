import type { DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import type { ReportFacts } from "./model.ts";

/** What of a document names places. */
type PlacedFactors = { factors: readonly Pick<DocumentFactor, "region">[] };

/** The codes of places that a report prints: of its facilities with their grids, and of its factors. */
export function listPlaceCodes(document: PlacedFactors, boundary: ReportFacts["boundary"]): string[] {
  const codes = [
    ...boundary.facilities.flatMap(({ country, gridRegion }) => [country, gridRegion]),
    ...document.factors.map(({ region }) => region),
  ];
  return [...new Set(codes)].filter((code) => code !== undefined && code !== "").sort() as string[];
}

/** Names by code, of the places that a document names. */
export function keepNamed<T>(
  names: Record<string, T>,
  document: PlacedFactors,
  boundary: ReportFacts["boundary"],
): Record<string, T> {
  const codes = new Set(listPlaceCodes(document, boundary));
  return Object.fromEntries(Object.entries(names).filter(([code]) => codes.has(code)));
}
