import { parsePeriodText } from "#app/day/entry-period.ts";
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
import { type Known, loadKnown, makeWords, UUID } from "./load-activities.server.ts";
import { type ActivityFilter, filterKey, filterOf, isFiltered } from "./sheet/activity-filter.ts";
import { type GridExtent, type GridRecord, namesOf, type RecordPiece } from "./sheet/grid-data.ts";

type TenantTx = Parameters<typeof readStates>[0];

/** As many records as a page holds: what a person can scroll through and a browser keeps whole. */
const WINDOW = 10_000;

/** As many as are read and written in one answer, so that nobody waits long for somebody else's. */
const PIECE = 2000;

/** Counting reads every record: beyond so many a page says "more than", and stays quick. */
const COUNTED = 20_000;

/** What a page begins with is looked for in so many records, where it is looked for by words or states. */
const LOOKED = 2000;

/** Reading by source pays where the sources are at most one in so many: measured with a million records. */
const FEW = 8;

/** Whose records of which year, in which words, as the address asks for them. */
interface Asked {
  organizationId: string;
  inventory: Inventory;
  search: URLSearchParams;
  locale: Locale;
}

/**
 * What a page begins with: one page of the list, by the filter of the address, around the record that it goes on after,
 * so that the page before is known too. The record that the address names is always among them. Without scripts nothing
 * follows, so a form that was sent without them asks for the whole window (`whole`) where it searches or orders the list.
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
  // One that is not in the list any more leads to its beginning.
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

/** All records of the window at once. */
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
 * The next piece of the window: all records where they are few enough to be filtered in the browser, which then asks
 * without a filter, else those that pass the filter of the address. The first piece says which.
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

/** Puts the record that the address names before the others where it is not among them. */
async function addNamed(tx: TenantTx, { organizationId, inventory, search }: Asked, records: ActivityRecord[]) {
  const named = readId(search.get("record")) ?? readId(search.get("edit"));
  if (!named || records.some(({ recordId }) => recordId === named)) return;
  const record = await findActivityInPeriod(tx, organizationId, inventory.period, named);
  if (record) records.unshift(record);
}

function readId(text: string | null): string | undefined {
  return text !== null && UUID.test(text) ? text : undefined;
}

/** Records as the sheet holds them: in the reader's words, with their files, states and estimates. */
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
