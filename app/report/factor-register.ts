import type {
  DocumentFactor,
  EmissionFactor,
  InventoryDocument,
  PropertyFactor,
} from "#app/carbon/inventory-document.ts";

export type FactorMethod = "gases" | "gasesCo2e" | "co2e" | "carbon" | "nitrogen";

export interface FactorEntry {
  reference: string;
  method: FactorMethod;
  factor: EmissionFactor;
}

export interface PropertyEntry {
  reference: string;
  factor: PropertyFactor;
}

/** In which of the five ways a factor is published; the way decides the approach of its lines. */
export function methodOf(factor: EmissionFactor): FactorMethod {
  if (factor.gases) return "gases";
  if (factor.gasesCo2e) return "gasesCo2e";
  if (factor.carbon) return "carbon";
  return factor.nitrogen ? "nitrogen" : "co2e";
}

/** Every factor of the document that an activity uses, once, in the order of the document. */
export function registerFactors(document: InventoryDocument): { factors: FactorEntry[]; properties: PropertyEntry[] } {
  const used = usedReferences(document);
  const entries = document.factors
    .map((factor) => ({ reference: `${factor.id}@${factor.version}`, factor }))
    .filter(({ reference }) => used.has(reference));
  return {
    factors: entries.flatMap(({ reference, factor }) =>
      isProperty(factor) ? [] : [{ reference, factor, method: methodOf(factor) }],
    ),
    properties: entries.flatMap(({ reference, factor }) => (isProperty(factor) ? [{ reference, factor }] : [])),
  };
}

function isProperty(factor: DocumentFactor): factor is PropertyFactor {
  return factor.kind === "property";
}

function usedReferences(document: InventoryDocument): Set<string> {
  const used = new Set<string>();
  for (const { factor, via, market } of document.activities) {
    used.add(factor);
    for (const reference of via ?? []) used.add(reference);
    for (const instrument of market?.instruments ?? []) used.add(instrument.factor);
    if (market?.residualFactor) used.add(market.residualFactor);
  }
  return used;
}
