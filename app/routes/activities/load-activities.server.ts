import type { ActivityEntry } from "#app/carbon/activity-entry.ts";
import { parsePeriodText } from "#app/carbon/entry-period.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { type ActivityRecord, listActivities, toEntry } from "#app/services/activity.server.ts";
import {
  COUNTED,
  countFilesOf,
  findActivityInPeriod,
  type Narrowing,
  readActivityWindow,
  readEstimates,
  readStates,
  WINDOW,
} from "#app/services/activity-window.server.ts";
import { listEmissionSources } from "#app/services/emission-source.server.ts";
import { listFacilities } from "#app/services/facility.server.ts";
import { getInventory, type Inventory, latestInventory } from "#app/services/inventory.server.ts";
import type { PeriodLock } from "#app/services/period-lock.server.ts";
import { type ActivityFilter, filterKey, filterOf, isFiltered } from "#app/ui/activity-grid/activity-filter.ts";
import { type GridExtent, type GridLock, namesOf } from "#app/ui/activity-grid/grid-data.ts";

type TenantTx = Parameters<typeof listActivities>[0];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What records are put into words with. */
interface Known {
  facilities: Awaited<ReturnType<typeof listFacilities>>;
  sources: Awaited<ReturnType<typeof listEmissionSources>>;
}

/** The inventory named in the address, else the newest; null where there is none yet. */
export function inventoryOf(tx: TenantTx, organizationId: string, search: URLSearchParams): Promise<Inventory | null> {
  const id = search.get("inventory");
  return id && UUID.test(id) ? getInventory(tx, organizationId, id) : latestInventory(tx, organizationId);
}

/** All records in the words of the reader and where they stand, with the facilities and sources they belong to. */
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

/**
 * The records that a page holds: all of them where they are few enough to be filtered in the browser, else the first
 * ones that pass the filter of the address. The record that the address names is always among them.
 */
export async function loadWindow(
  tx: TenantTx,
  organizationId: string,
  inventory: Inventory,
  { search, locale }: { search: URLSearchParams; locale: Locale },
) {
  const known = await loadKnown(tx, organizationId);
  const { records, extent } = await readRecords(tx, organizationId, inventory, { known, filter: filterOf(search) });
  const named = search.get("record") ?? search.get("edit") ?? "";
  if (!extent.isWhole && UUID.test(named) && !records.some(({ recordId }) => recordId === named)) {
    const record = await findActivityInPeriod(tx, organizationId, inventory.period, named);
    if (record) records.unshift(record);
  }
  const ids = records.map(({ recordId }) => recordId);
  const files = await countFilesOf(tx, organizationId, ids);
  const states = await readStates(tx, organizationId, ids);
  const estimated = records.filter(({ dataQuality }) => dataQuality === "estimated");
  const estimates = await readEstimates(
    tx,
    organizationId,
    estimated.map(({ recordId }) => recordId),
  );
  const toWords = makeWords(known, locale);
  return {
    ...known,
    extent,
    records: records.map((record) => ({
      id: record.recordId,
      version: record.version,
      entry: toWords(record),
      method: record.method?.name ?? null,
      fileCount: files.get(record.recordId),
      review: stateOf(record),
      estimate: estimates.get(record.recordId),
    })),
  };

  function stateOf({ recordId, version }: ActivityRecord) {
    const found = states.get(recordId);
    if (found?.version !== version) return undefined;
    const { state, reason, byName } = found;
    return { state, reason, byName };
  }
}

async function readRecords(
  tx: TenantTx,
  organizationId: string,
  { period }: Inventory,
  { known, filter }: { known: Known; filter: ActivityFilter },
): Promise<{ records: ActivityRecord[]; extent: GridExtent }> {
  const all = await readActivityWindow(tx, organizationId, period);
  const isWhole = all.count <= WINDOW;
  const { records, count } =
    isWhole || !isFiltered(filter)
      ? all
      : await readActivityWindow(tx, organizationId, period, narrowingOf(filter, known));
  const key = isWhole ? "" : filterKey(filter);
  return { records, extent: { isWhole, count: Math.min(count, COUNTED), isMore: count > COUNTED, filterKey: key } };
}

/** Reading by source pays where the sources are at most one in so many: measured with a million records. */
const FEW = 8;

/** A filter of the address as conditions on records: facilities and scopes are those of their sources. */
function narrowingOf(filter: ActivityFilter, { facilities, sources }: Known): Narrowing {
  const isMeant = (source: Known["sources"][number]) =>
    (filter.source === "" || source.id === filter.source) &&
    (filter.facility === "" || source.facilityId === filter.facility) &&
    (filter.scope === "" || String(source.scope) === filter.scope);
  const idsOf = (some: Known["sources"]) => some.map(({ id }) => id);
  const isNarrowed = filter.source !== "" || filter.facility !== "" || filter.scope !== "";
  const words = filter.words.toLowerCase();
  const holds = (name: { en: string; zh: string }) => namesOf(name).some((one) => one.toLowerCase().includes(words));
  const named = new Set(facilities.filter(({ name }) => holds(name)).map(({ id }) => id));
  const meant = sources.filter(isMeant);
  return {
    sourceIds: isNarrowed ? idsOf(meant) : null,
    areFew: meant.length * FEW <= sources.length,
    within: filter.month === "" ? null : parsePeriodText(filter.month),
    words: filter.words,
    state: filter.state === "" ? null : filter.state,
    wordSourceIds: idsOf(sources.filter(({ name, facilityId }) => holds(name) || named.has(facilityId))),
  };
}

async function loadKnown(tx: TenantTx, organizationId: string): Promise<Known> {
  return {
    facilities: await listFacilities(tx, organizationId),
    sources: await listEmissionSources(tx, organizationId),
  };
}

/** A lock as the sheet shows it. */
export function toGridLock({ facilityId, period, byName, at }: PeriodLock): GridLock {
  return { facilityId, period, byName, day: at.toISOString().slice(0, 10) };
}

/** Makes the function that puts a record into words, with the names of facility and source in the reader's language. */
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
