import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { getInventory, type Inventory, latestInventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { type ActivityRecord, listActivities, toEntry } from "./activity.server.ts";
import { readStates } from "./activity-window.server.ts";
import type { PeriodLock } from "./period-lock.server.ts";
import type { GridLock } from "./sheet/grid-data.ts";

type TenantTx = Parameters<typeof listActivities>[0];

/** Format of an id in an address. */

/** Names needed to show records. */
export interface Known {
  facilities: Awaited<ReturnType<typeof listFacilities>>;
  sources: Awaited<ReturnType<typeof listEmissionSources>>;
}

/** The inventory in the address, else the newest, or null. */
export function inventoryOf(tx: TenantTx, organizationId: string, search: URLSearchParams): Promise<Inventory | null> {
  const id = search.get("inventory");
  return id && UUID.test(id) ? getInventory(tx, organizationId, id) : latestInventory(tx, organizationId);
}

/** All records as shown to the reader with their state, and the facilities and sources they belong to. */
export async function loadEntries(tx: TenantTx, organizationId: string, inventory: Inventory, locale: Locale) {
  const known = await loadKnown(tx, organizationId);
  const toWords = makeWords(known, locale);
  const records = await listActivities(tx, organizationId, inventory.period);
  const states = await readStates(
    tx,
    organizationId,
    records.map(({ recordId }) => recordId),
  );
  const entries = records.map((record) => {
    const found = states.get(record.recordId);
    return { entry: toWords(record), state: found?.version === record.version ? found.state : "draft" };
  });
  return { ...known, entries };
}

export async function loadKnown(tx: TenantTx, organizationId: string): Promise<Known> {
  return {
    facilities: await listFacilities(tx, organizationId),
    sources: await listEmissionSources(tx, organizationId),
  };
}

export function toGridLock({ facilityId, period, byName, at }: PeriodLock): GridLock {
  return { facilityId, period, byName, at: at.toISOString() };
}

/** Creates the function that converts a record to text, with facility and source names in the reader's language. */
export function makeWords(known: Known, locale: Locale): (record: ActivityRecord) => ActivityEntry {
  const facilities = new Map(known.facilities.map(({ id, name }) => [id, localName(name, locale)]));
  const names = new Map(
    known.sources.map(({ id, name, facilityId }) => [
      id,
      { facility: facilities.get(facilityId) ?? "", source: localName(name, locale) },
    ]),
  );
  return (record) => toEntry(record, names.get(record.sourceId) ?? { facility: "", source: "" });
}
