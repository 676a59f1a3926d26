import type {
  DocumentActivity,
  DocumentFactor,
  FactorReference,
  InventoryDocument,
} from "#app/carbon/document/inventory-document.ts";
import {
  type OpenEmissionFactor,
  type OpenProperty,
  openEmissionFactor,
  openProperty,
  referenceOf,
} from "#app/carbon/factor/emission-factor.ts";
import { type GwpSet, openGwpSet } from "#app/carbon/factor/gwp.ts";
import { CarbonError } from "#app/number/carbon-error.ts";

/** Shared by all lines of one document. A factor's numbers are parsed on first use. */
export interface CalculationContext {
  gwp: GwpSet;
  /** @throws CarbonError `reference_unknown` */
  factor(reference: FactorReference): DocumentFactor;
  /** @throws CarbonError `reference_unknown`, `factor_wrong_kind` */
  emission(reference: FactorReference): OpenEmissionFactor;
  /** @throws CarbonError `reference_unknown`, `factor_wrong_kind` */
  property(reference: FactorReference): OpenProperty;
  /** The boundaries of the legs of a transport chain. `unstated` for a factor without one. */
  boundariesOf(chain: string): readonly string[];
}

export function openContext(
  document: Pick<InventoryDocument, "gwp"> & {
    factors: readonly DocumentFactor[] | ReadonlyMap<FactorReference, DocumentFactor>;
    activities?: readonly DocumentActivity[];
  },
): CalculationContext {
  const factors =
    document.factors instanceof Map
      ? (document.factors as ReadonlyMap<FactorReference, DocumentFactor>)
      : new Map((document.factors as readonly DocumentFactor[]).map((factor) => [referenceOf(factor), factor]));
  const emissions = new Map<string, OpenEmissionFactor>();
  const properties = new Map<string, OpenProperty>();

  function factor(reference: FactorReference): DocumentFactor {
    const found = factors.get(reference);
    if (!found) throw new CarbonError("reference_unknown", { reference });
    return found;
  }

  const chains = new Map<string, Set<string>>();
  for (const { chain, factor: reference } of document.activities ?? []) {
    if (chain === undefined) continue;
    const leg = factor(reference);
    const boundaries = chains.get(chain) ?? new Set();
    chains.set(chain, boundaries.add((leg.kind !== "property" && leg.boundary) || "unstated"));
  }

  return {
    boundariesOf: (chain) => [...(chains.get(chain) ?? [])].sort(),
    gwp: openGwpSet(document.gwp),
    factor,
    emission(reference) {
      const opened = emissions.get(reference);
      if (opened) return opened;
      const found = factor(reference);
      if (found.kind === "property") throw new CarbonError("factor_wrong_kind", { reference, kind: found.kind });
      const open = openEmissionFactor(found);
      emissions.set(reference, open);
      return open;
    },
    property(reference) {
      const opened = properties.get(reference);
      if (opened) return opened;
      const found = factor(reference);
      if (found.kind !== "property") throw new CarbonError("factor_wrong_kind", { reference, kind: found.kind });
      const open = openProperty(found);
      properties.set(reference, open);
      return open;
    },
  };
}
