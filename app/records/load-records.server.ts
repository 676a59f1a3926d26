import { parsePeriodText } from "#app/day/entry-period.ts";
import { UUID } from "#app/encoding/uuid.ts";
import type { Locale } from "#app/i18n/index.ts";
import { PAGE_SIZE } from "#app/kit/list-page.ts";
import type { Inventory } from "#app/organization/inventory.server.ts";
import type { ActivityRecord } from "./activity.server.ts";
import {
  countActivities,
  countFilesOf,
  findActivityInPeriod,
  type Narrowing,
  NOT_NARROWED,
  readActivitiesAfter,
  readActivitiesUpTo,
  readEstimates,
  readStates,
} from "./activity-window.server.ts";
import { type Known, loadKnown, makeWords } from "./load-activities.server.ts";
import { type ActivityFilter, filterKey, filterOf, isFiltered } from "./sheet/activity-filter.ts";
import { type GridExtent, type GridRecord, namesOf, type RecordPiece } from "./sheet/grid-data.ts";

type TenantTx = Parameters<typeof readStates>[0];

/** Maximum number of records on a page, limited by scrolling and browser memory. */
const WINDOW = 10_000;

/** Records per response, so that one request doesn't delay others. */
const PIECE = 2000;

/** Counting reads every record. Above this number, a page shows "more than" and stays fast. */
const COUNTED = 20_000;

/** Records searched for the first page when filtering by words or state. */
const LOOKED = 2000;

/** Reading by source is faster if at most one in this many sources is selected (measured with a million records). */
const FEW = 8;

interface Asked {
  organizationId: string;
  inventory: Inventory;
  search: URLSearchParams;
  locale: Locale;
}

/**
 * The first page of the list: filtered by the address and centred on the record to continue after, so that the previous
 * page is known. It always includes the record named in the address. Without JavaScript nothing more is loaded, so a
 * search or sort requests the whole window (`whole`).
 */
export async function loadHead(tx: TenantTx, asked: Asked, known: Known) {
  const { organizationId, inventory, search } = asked;
  const filter = filterOf(search);
  const isSearched = filter.words !== "" || filter.state !== "";
  if (search.has("whole") && (isSearched || search.get("sort"))) return loadWindow(tx, asked, known);
  const narrowing = narrowingOf(filter, known);
  const last = readId(search.get("after"));
  const upTo = last
    ? await readActivitiesUpTo(tx, { organizationId, period: inventory.period }, narrowing, {
        limit: PAGE_SIZE + 1,
        looked: LOOKED,
        last,
      })
    : [];
  // If that record is no longer in the list, start at the beginning.
  const after = upTo.at(-1)?.recordId === last ? last : undefined;
  const before = after ? upTo : [];
  const page = { limit: PAGE_SIZE + 1, looked: LOOKED, after };
  const following = await readActivitiesAfter(tx, { organizationId, period: inventory.period }, narrowing, page);
  const isMore = following.length > PAGE_SIZE || (isSearched && (await areMore(tx, asked, LOOKED)));
  const records = [...before, ...following.slice(0, PAGE_SIZE)];
  const extent: GridExtent = {
    isWhole: !isMore && !after && !isFiltered(filter),
    isHead: true,
    count: records.length,
    isMore,
    filterKey: filterKey(filter),
  };
  await addNamed(tx, asked, records);
  return { extent, records: await toGridRecords(tx, asked, records, known) };
}

async function areMore(tx: TenantTx, { organizationId, inventory }: Asked, than: number): Promise<boolean> {
  return (await countActivities(tx, { organizationId, period: inventory.period }, NOT_NARROWED, than + 1)) > than;
}

async function loadWindow(tx: TenantTx, asked: Asked, known: Known) {
  const { organizationId, inventory, search } = asked;
  const extent = await measureExtent(tx, asked, known);
  const narrowing = extent.isWhole ? NOT_NARROWED : narrowingOf(filterOf(search), known);
  const records = await readActivitiesAfter(tx, { organizationId, period: inventory.period }, narrowing, {
    limit: WINDOW,
  });
  if (!extent.isWhole) await addNamed(tx, asked, records);
  return { extent, records: await toGridRecords(tx, asked, records, known) };
}

/**
 * The next part of the window. If the records are few, all are sent and the browser filters them. Otherwise only those
 * that pass the filter are sent. The first part states which applies.
 */
export async function loadPiece(tx: TenantTx, asked: Asked): Promise<RecordPiece> {
  const { organizationId, inventory, search } = asked;
  const known = await loadKnown(tx, organizationId);
  const after = readId(search.get("after"));
  const extent = after ? null : await measureExtent(tx, asked, known);
  const narrowing = extent?.isWhole ? NOT_NARROWED : narrowingOf(filterOf(search), known);
  const page = { limit: PIECE, after };
  const records = await readActivitiesAfter(tx, { organizationId, period: inventory.period }, narrowing, page);
  return { extent, records: await toGridRecords(tx, asked, records, known), isLast: records.length < PIECE };
}

async function measureExtent(
  tx: TenantTx,
  { organizationId, inventory: { period }, search }: Asked,
  known: Known,
): Promise<GridExtent> {
  const filter = filterOf(search);
  const all = await countActivities(tx, { organizationId, period }, NOT_NARROWED, COUNTED + 1);
  const isWhole = all <= WINDOW;
  const count =
    isWhole || !isFiltered(filter)
      ? all
      : await countActivities(tx, { organizationId, period }, narrowingOf(filter, known), COUNTED + 1);
  return {
    isWhole,
    isHead: false,
    count: Math.min(count, COUNTED),
    isMore: count > COUNTED,
    filterKey: isWhole ? "" : filterKey(filter),
  };
}

/** Adds the record named in the address at the start if it is missing. */
async function addNamed(tx: TenantTx, { organizationId, inventory, search }: Asked, records: ActivityRecord[]) {
  const named = readId(search.get("record")) ?? readId(search.get("edit"));
  if (!named || records.some(({ recordId }) => recordId === named)) return;
  const record = await findActivityInPeriod(tx, organizationId, inventory.period, named);
  if (record) records.unshift(record);
}

function readId(text: string | null): string | undefined {
  return text !== null && UUID.test(text) ? text : undefined;
}

/** Records in the form of the sheet: in the reader's language, with files, states and estimates. */
async function toGridRecords(
  tx: TenantTx,
  { organizationId, locale }: Asked,
  records: readonly ActivityRecord[],
  known: Known,
): Promise<GridRecord[]> {
  const ids = records.map(({ recordId }) => recordId);
  const estimated = records.filter(({ dataQuality }) => dataQuality === "estimated");
  const files = await countFilesOf(tx, organizationId, ids);
  const states = await readStates(tx, organizationId, ids);
  const estimates = await readEstimates(
    tx,
    organizationId,
    estimated.map(({ recordId }) => recordId),
  );
  const toWords = makeWords(known, locale);
  return records.map((record) => ({
    id: record.recordId,
    version: record.version,
    entry: toWords(record),
    method: record.method?.name ?? null,
    fileCount: files.get(record.recordId),
    review: stateOf(record),
    estimate: estimates.get(record.recordId),
  }));

  function stateOf({ recordId, version }: ActivityRecord) {
    const found = states.get(recordId);
    if (found?.version !== version) return undefined;
    const { state, reason, byName } = found;
    return { state, reason, byName };
  }
}

/** Converts the filter of the address to conditions. Facilities and scopes select sources. */
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
