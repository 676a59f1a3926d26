import type { ChosenFactors } from "#app/carbon/entry/entry-preview.ts";
import {
  conversionsOf,
  heatingValuesOf,
  isNaturalGas,
  type SourceConversion,
} from "#app/carbon/unit/fuel-conversion.ts";
import { type AssumedDensity, densityFactorsOf, impliedDensity } from "#app/carbon/unit/fuel-density.ts";
import { isEnergy, isUnitCode, type UnitCode } from "#app/carbon/unit/unit.ts";
import { findFactors } from "#app/factors/factor.server.ts";
import type { PublishedFactor } from "#app/factors/published-factor.server.ts";
import type { EmissionSource } from "#app/places/emission-source.server.ts";
import type { Facility } from "#app/places/facility/facility.server.ts";
import type { TenantTx } from "#db/doors.ts";

interface Place {
  id: string;
  unit: string;
  country: string;
  chosen: Pick<Extract<ChosenFactors, { ok: true }>, "ok" | "factors"> | { ok: false };
}

/** The published heating values that convert fuel quantities to energy, by source id. */
export async function listSourceConversions(
  tx: TenantTx,
  places: readonly Place[],
): Promise<Map<string, SourceConversion[]>> {
  const asked = places.flatMap(toQuestion);
  const values = await findFactors(
    tx,
    asked.flatMap(({ ids, density }) => [...ids, ...(density ? [density.perLitre, density.perTonne] : [])]),
  );
  return new Map(
    asked.map(({ id, target, ids, density }) => {
      const found = ids.flatMap((valueId) => {
        const { document, facts, dataset, status } = values.get(valueId) ?? {};
        if (document?.kind !== "property" || status !== "active" || !facts?.published || !dataset) return [];
        return [{ document, published: `${facts.published.value} ${facts.published.unit}`, source: dataset.title }];
      });
      return [id, conversionsOf(target, found, density && readDensity(values, density))];
    }),
  );
}

/** Of two active figures of one release. */
function readDensity(
  values: ReadonlyMap<string, PublishedFactor>,
  ids: { perLitre: string; perTonne: string },
): AssumedDensity | null {
  const [litre, tonne] = [values.get(ids.perLitre), values.get(ids.perTonne)];
  if (!litre?.facts.published || !tonne?.facts.published) return null;
  if (litre.status !== "active" || tonne.status !== "active" || litre.version !== tonne.version) return null;
  const kgPerLitre = impliedDensity(litre.facts.published.value, tonne.facts.published.value);
  if (!kgPerLitre) return null;
  const textOf = ({ value, unit }: { value: string; unit: string }) => `${value} ${unit}`;
  return {
    kgPerLitre,
    perLitre: textOf(litre.facts.published),
    perTonne: textOf(tonne.facts.published),
    source: litre.dataset.title,
  };
}

/** The same for sources and their facilities, with the factors chosen for them. */
export function listConversionsOf(
  tx: TenantTx,
  {
    facilities,
    sources,
  }: { facilities: readonly Pick<Facility, "id" | "country">[]; sources: readonly EmissionSource[] },
  bySource: Record<string, ChosenFactors>,
): Promise<Map<string, SourceConversion[]>> {
  const countryOf = new Map(facilities.map(({ id, country }) => [id, country]));
  return listSourceConversions(
    tx,
    sources.flatMap(({ id, unit, facilityId }) =>
      bySource[id] ? [{ id, unit, country: countryOf.get(facilityId) ?? "", chosen: bySource[id] }] : [],
    ),
  );
}

/** A heating value only applies to a factor per energy with a basis, gross or net. */
function toQuestion({ id, unit, country, chosen }: Place) {
  const factor = chosen.ok ? chosen.factors[0] : undefined;
  if (!factor || factor.kind === "property" || !factor.heatBasis || !isUnitCode(unit) || !isEnergy(unit)) return [];
  const gas = { isNaturalGas: isNaturalGas(factor.name) };
  const target = { unit: unit as UnitCode, heatBasis: factor.heatBasis, country, ...gas };
  return [
    { id, target, ids: heatingValuesOf({ id: factor.id, ...gas }, country), density: densityFactorsOf(factor.id) },
  ];
}
