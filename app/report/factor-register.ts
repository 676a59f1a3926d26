import type {
  DocumentActivity,
  DocumentFactor,
  EmissionFactor,
  FactorReference,
  InventoryDocument,
  PropertyFactor,
} from "#app/carbon/document/inventory-document.ts";

/** In which way a factor is published; `withheld` where a copy leaves the factor out. */
export type FactorMethod = "gases" | "gasesCo2e" | "co2e" | "carbon" | "nitrogen" | "withheld";

export interface FactorEntry {
  /** Its short name in the report, `F1` … */
  label: string;
  reference: string;
  method: FactorMethod;
  factor: EmissionFactor;
  /** The number of its publication; null where it has none, as an instrument's own factor. */
  source: number | null;
}

export interface PropertyEntry {
  /** Its short name in the report, `P1` … */
  label: string;
  reference: string;
  factor: PropertyFactor;
  source: number | null;
}

/** A publication from which factors were taken, numbered from 1 in the order of first use. */
export interface PublishedSource {
  number: number;
  publisher: string;
  edition: string;
  title: string;
  url: string;
  licence: string;
}

/** In which of the five ways a factor is published; the way decides the approach of its lines. */
export function methodOf(factor: EmissionFactor): FactorMethod {
  if (factor.gases) return "gases";
  if (factor.gasesCo2e) return "gasesCo2e";
  if (factor.carbon) return "carbon";
  return factor.nitrogen ? "nitrogen" : "co2e";
}

/** Factors, and the part of activities that shows which of them are used. */
type UsedFactors = Pick<InventoryDocument, "factors"> & {
  activities: readonly (Pick<DocumentActivity, "factor" | "via"> & {
    market?: { instruments?: { factor: FactorReference }[]; residualFactor: FactorReference | null };
  })[];
};

/** Every factor of the document that an activity uses, once, in the order of the document, and where they come from. */
export function registerFactors(document: UsedFactors): {
  factors: FactorEntry[];
  properties: PropertyEntry[];
  sources: PublishedSource[];
} {
  const used = usedReferences(document);
  const sources = new Map<string, PublishedSource>();
  const factors: FactorEntry[] = [];
  const properties: PropertyEntry[] = [];
  for (const factor of document.factors) {
    const reference = `${factor.id}@${factor.version}`;
    if (!used.has(reference)) continue;
    const source = numberSource(factor, sources);
    if (isProperty(factor)) properties.push({ label: `P${properties.length + 1}`, reference, factor, source });
    else factors.push({ label: `F${factors.length + 1}`, reference, factor, method: methodOf(factor), source });
  }
  return { factors, properties, sources: [...sources.values()] };
}

function numberSource(factor: DocumentFactor, sources: Map<string, PublishedSource>): number | null {
  const { title = "", url = "", licence = "" } = factor.source ?? {};
  if (!url && !licence) return null;
  const publication = { publisher: factor.publisher ?? "", edition: factor.version, title, url, licence };
  const key = JSON.stringify(publication);
  const known = sources.get(key) ?? { number: sources.size + 1, ...publication };
  sources.set(key, known);
  return known.number;
}

function isProperty(factor: DocumentFactor): factor is PropertyFactor {
  return factor.kind === "property";
}

function usedReferences(document: UsedFactors): Set<string> {
  const used = new Set<string>();
  for (const { factor, via, market } of document.activities) {
    used.add(factor);
    for (const reference of via ?? []) used.add(reference);
    for (const instrument of market?.instruments ?? []) used.add(instrument.factor);
    if (market?.residualFactor) used.add(market.residualFactor);
  }
  return used;
}
