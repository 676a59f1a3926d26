import { findFactors } from "#app/factors/factor.server.ts";
import { isOwnFactorId } from "#app/factors/own/own-factor-content.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import { countryName } from "#app/kit/country.ts";
import { findRegionName, listPlaces } from "#app/places/facility/grid-region.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import { findOwnFactor } from "#app/sources/source-factor.server.ts";
import { listUnknownFacilities } from "./import-places.server.ts";
import type { PlacesView } from "./import-view.ts";
import type { Workbench } from "./rework-rows.server.ts";

type TenantTx = Parameters<typeof findFactors>[0] & Parameters<typeof listUnknownFacilities>[0];

/** Unknown facilities and planned facilities and sources, in the reader's language. */
export async function describePlaces(tx: TenantTx, bench: Workbench, locale: Locale): Promise<PlacesView> {
  const { facilities, planned } = bench.places;
  const unknown = await listUnknownFacilities(tx, bench.draft, bench.places);
  const regions = unknown.length + planned.facilities.length > 0 ? await listGridRegions(tx) : [];
  const nameOf = (id: string) => localName(facilities.find((one) => one.id === id)!.name, locale);
  return {
    unknown: unknown.map(({ near, ...one }) => ({ ...one, near: near.map(({ name }) => localName(name, locale)) })),
    known: unknown.length > 0 ? facilities.map(({ name }) => localName(name, locale)) : [],
    options: unknown.length > 0 ? listPlaces(regions, locale) : null,
    facilities: planned.facilities.map(({ id, name, country, gridRegion }) => ({
      id,
      name: localName(name, locale),
      country: countryName(country, locale),
      region: findRegionName(gridRegion, regions, locale, translator(locale).facility),
    })),
    sources: await Promise.all(
      planned.sources.map(async ({ id, name, facilityId, scope, category, unit, factorSelection, said }) => ({
        id,
        scope,
        category,
        unit,
        facility: nameOf(facilityId),
        name: localName(name, locale),
        factor: await factorName(tx, bench.draft.organizationId, factorSelection.factorId, locale),
        said: said.map(({ text }) => text),
      })),
    ),
  };
}

/** Null for the average of the facility's grid. */
async function factorName(tx: TenantTx, organizationId: string, id: string | undefined, locale: Locale) {
  if (id === undefined) return null;
  const factor = isOwnFactorId(id)
    ? await findOwnFactor(tx, organizationId, id)
    : (await findFactors(tx, [id])).get(id);
  return factor ? localName(factor.name, locale) : id;
}
