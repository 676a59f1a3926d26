import { engineOf, judgesSuitability } from "#app/carbon/document/engine-version.ts";
import type {
  DocumentActivity,
  DocumentFactor,
  FactorReference,
  InventoryDocument,
} from "#app/carbon/document/inventory-document.ts";
import { COMBUSTION_METHANE, isCombustion, nameMethaneOfCombustion } from "#app/carbon/factor/combustion-methane.ts";
import {
  type OpenEmissionFactor,
  type OpenProperty,
  openEmissionFactor,
  openProperty,
  referenceOf,
} from "#app/carbon/factor/emission-factor.ts";
import { type GwpSet, openGwpSet } from "#app/carbon/factor/gwp.ts";
import type { Period } from "#app/day/period.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { rememberingObjects } from "#app/number/remember.ts";
import { type ClaimProblem, judgeClaims } from "./instrument-claims.ts";

/** Shared by all lines of one document. A factor's numbers are parsed on first use. */
export interface CalculationContext {
  gwp: GwpSet;
  /** @throws CarbonError `reference_unknown` */
  factor(reference: FactorReference): DocumentFactor;
  /** @throws CarbonError `reference_unknown`, `factor_wrong_kind` */
  emission(reference: FactorReference): OpenEmissionFactor;
  /** The factor as the activity uses it: its methane is that of combustion where fuels are burned. */
  emissionFor(activity: DocumentActivity, reference: FactorReference): OpenEmissionFactor;
  /** @throws CarbonError `reference_unknown`, `factor_wrong_kind` */
  property(reference: FactorReference): OpenProperty;
  /** The boundaries of the legs of a transport chain. `unstated` for a factor without one. */
  boundariesOf(chain: string): readonly string[];
  /** Where a facility is, as far as the document states it. */
  placeOf(facility: string): NonNullable<InventoryDocument["facilities"]>[string] | undefined;
  /** Why lines can't claim the instrument that conveys a factor. */
  claimProblems(reference: FactorReference): readonly ClaimProblem[];
  /** Whether factors are judged for their use: not in comparisons, which mix the factors of two documents. */
  judgesSuitability: boolean;
}

interface ContextSource extends Pick<InventoryDocument, "gwp" | "facilities"> {
  factors: readonly DocumentFactor[] | ReadonlyMap<FactorReference, DocumentFactor>;
  activities?: readonly DocumentActivity[];
  period?: Period;
  vintage?: Period;
  results?: { engine?: unknown };
}

export function openContext(
  document: ContextSource,
  judges = judgesSuitability(engineOf(document)),
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

  function emission(reference: FactorReference): OpenEmissionFactor {
    const opened = emissions.get(reference);
    if (opened) return opened;
    const found = factor(reference);
    if (found.kind === "property") throw new CarbonError("factor_wrong_kind", { reference, kind: found.kind });
    const open = openEmissionFactor(found);
    emissions.set(reference, open);
    return open;
  }

  let claims: ReturnType<typeof judgeClaims> | undefined;
  function claimProblems(reference: FactorReference): readonly ClaimProblem[] {
    const window = document.vintage ?? document.period;
    if (!window || !document.activities) return [];
    claims ??= judgeClaims({ activities: [...document.activities], factors: [...factors.values()], window });
    return claims.get(reference) ?? [];
  }

  const gwp = openGwpSet(document.gwp);
  const ofCombustion = rememberingObjects(nameMethaneOfCombustion);
  return {
    boundariesOf: (chain) => [...(chains.get(chain) ?? [])].sort(),
    placeOf: (facility) =>
      document.facilities && Object.hasOwn(document.facilities, facility) ? document.facilities[facility] : undefined,
    claimProblems,
    judgesSuitability: judges,
    gwp,
    factor,
    emission,
    emissionFor(activity, reference) {
      const open = emission(reference);
      if (!gwp.values.has(COMBUSTION_METHANE) || !isCombustion(activity, factor(reference))) return open;
      return ofCombustion(open);
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
