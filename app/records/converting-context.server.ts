import type { EntryContext } from "#app/carbon/entry/activity-entry.ts";
import type { EmissionSource } from "#app/places/emission-source.server.ts";
import type { Facility } from "#app/places/facility/facility.server.ts";
import { selectFactorsForSources } from "#app/sources/factor-selection.server.ts";
import { listConversionsOf } from "#app/sources/source-conversion.server.ts";
import type { TenantTx } from "#db/doors.ts";

interface Places {
  facilities: readonly Facility[];
  sources: readonly EmissionSource[];
}

/** The context of entries, with the published conversions of each source. */
export async function withConversions(
  tx: TenantTx,
  organizationId: string,
  context: EntryContext,
  { facilities, sources }: Places,
): Promise<EntryContext> {
  const places = { facilities: [...facilities], sources: [...sources] };
  const { bySource } = await selectFactorsForSources(tx, organizationId, context, places);
  const conversions = await listConversionsOf(tx, places, bySource);
  return {
    ...context,
    sources: context.sources.map((source) => ({ ...source, conversions: conversions.get(source.id) ?? [] })),
  };
}
