import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { countEvidencedRecords } from "#app/records/evidenced-record.server.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { quotaUsed } from "./evidence-list.server.ts";

/** Data of both evidence views: storage used, sources, and the number of records without a file. */
export async function readEvidenceFrame(tx: TenantTx, organizationId: string, searchParams: URLSearchParams) {
  const { limits } = await evidenceRoom();
  const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
  const sources = (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId }) => ({
    id,
    name,
    facility: facilities.get(facilityId) ?? { en: "", zh: "" },
  }));
  const found = await inventoryOf(tx, organizationId, searchParams);
  const inventory = found && { id: found.id, period: found.period };
  const wanted = inventory && { period: inventory.period, sourceId: null, lacking: true };
  return {
    organizationId,
    sources,
    inventory,
    /** Null if there is no inventory. Counted up to the limit plus one. */
    lackingCount: wanted && (await countEvidencedRecords(tx, organizationId, wanted)),
    used: await quotaUsed(tx, organizationId),
    quota: limits.quotaBytes,
    maxBytes: limits.fileBytes,
  };
}
