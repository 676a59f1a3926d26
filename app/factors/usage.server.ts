import { inTenant, requireActor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import type { UsedSource } from "./usable.ts";

/**
 * The sources of an organization of the reader. Null for one that they may not open: the page of factors is public and shows
 * all of them instead.
 */
export async function findUsage(request: Request, organizationId: string): Promise<UsedSource[] | null> {
  try {
    const actor = await requireActor(request, { organizationId }, "organization.view");
    return await inTenant(actor, async (tx) => {
      const places = new Map((await listFacilities(tx, organizationId)).map((facility) => [facility.id, facility]));
      const sources = await listEmissionSources(tx, organizationId);
      return sources.map(({ category, unit, facilityId, factorSelection }): UsedSource => {
        const { country, gridRegion } = places.get(facilityId)!;
        return { category, unit, country, gridRegion, factorIds: idsOf(factorSelection) };
      });
    });
  } catch (error) {
    // A person who still has to set up a second factor is asked for it in the workspace.
    if (error instanceof Response || error instanceof AppError) return null;
    throw error;
  }
}

function idsOf(selection: object): string[] {
  return "factorId" in selection && typeof selection.factorId === "string" ? [selection.factorId] : [];
}
