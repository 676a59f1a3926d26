import type { ActivityEntry } from "#app/carbon/activity-entry.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { type ActivityRecord, listActivities, toEntry } from "#app/services/activity.server.ts";
import { listEmissionSources } from "#app/services/emission-source.server.ts";
import { evidenceByRecord } from "#app/services/evidence-list.server.ts";
import { listFacilities } from "#app/services/facility.server.ts";
import { getInventory, type Inventory, latestInventory } from "#app/services/inventory.server.ts";

type TenantTx = Parameters<typeof listActivities>[0];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The inventory named in the address, else the newest; null where there is none yet. */
export function inventoryOf(tx: TenantTx, organizationId: string, search: URLSearchParams): Promise<Inventory | null> {
  const id = search.get("inventory");
  return id && UUID.test(id) ? getInventory(tx, organizationId, id) : latestInventory(tx, organizationId);
}

/** Records in the words of the reader, with the facilities and sources they belong to. */
export async function loadEntries(tx: TenantTx, organizationId: string, inventory: Inventory, locale: Locale) {
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const toWords = makeWords({ facilities, sources }, locale);
  const files = await evidenceByRecord(tx, organizationId);
  const records = (await listActivities(tx, organizationId, inventory.period)).map((record) => ({
    id: record.recordId,
    version: record.version,
    entry: toWords(record),
    method: record.method?.name ?? null,
    fileCount: files.get(record.recordId)?.length,
  }));
  return { facilities, sources, records, toWords };
}

/** Makes the function that puts a record into words, with the names of facility and source in the reader's language. */
export function makeWords(
  known: {
    facilities: Awaited<ReturnType<typeof listFacilities>>;
    sources: Awaited<ReturnType<typeof listEmissionSources>>;
  },
  locale: Locale,
): (record: ActivityRecord) => ActivityEntry {
  const facilities = new Map(known.facilities.map(({ id, name }) => [id, localName(name, locale)]));
  const names = new Map(
    known.sources.map(({ id, name, facilityId }) => [
      id,
      { facility: facilities.get(facilityId) ?? "", source: localName(name, locale) },
    ]),
  );
  return (record) => toEntry(record, names.get(record.sourceId) ?? { facility: "", source: "" });
}
