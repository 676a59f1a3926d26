import type { DocumentGwp, Period, ScopeNumber } from "#app/carbon/document/inventory-document.ts";
import type { ActivityEntry, EntryContext } from "#app/carbon/entry/activity-entry.ts";
import type { ChosenFactors, PreviewInputs } from "#app/carbon/entry/entry-preview.ts";
import type { SourceConversion } from "#app/carbon/unit/fuel-conversion.ts";
import { foldName } from "#app/encoding/text/name-match.ts";
import type { ReviewState } from "#app/records/review-state.ts";

export interface GridName {
  en: string;
  zh: string;
}

export interface GridSource {
  id: string;
  facilityId: string;
  name: GridName;
  unit: string;
  scope: ScopeNumber;
  category: string;
  chosen: ChosenFactors;
  /** Published heating values that lead to its unit. */
  conversions?: SourceConversion[];
}

export interface GridFacility {
  id: string;
  name: GridName;
  consolidationShare: string;
}

export interface GridRecord {
  id: string;
  version: number;
  entry: ActivityEntry;
  /** The method that its quantity is worked out by; null where it was entered. */
  method: string | null;
  /** Files of evidence that are attached to it; absent where there is none. */
  fileCount?: number | undefined;
  /** Where this version stands in the review; absent for a draft. */
  review?: { state: Exclude<ReviewState, "draft">; reason: string; byName: string } | undefined;
  /** How it was estimated; absent where it was not, or nobody said. */
  estimate?: { method: string; reason: string } | undefined;
}

/** An approved period: what shares a day with it can't be changed. */
export interface GridLock {
  /** Null for all facilities. */
  facilityId: string | null;
  period: Period;
  byName: string;
  /** When it was locked, ISO 8601. */
  at: string;
}

/** How much of an inventory a page holds. */
export interface GridExtent {
  /** All records are here, and filters apply in the browser; otherwise the first ones that pass the filter are. */
  isWhole: boolean;
  /** Only what a page begins with: one page of the list. The others are fetched once it stands. */
  isHead: boolean;
  /** Records that pass the filter, held here or not. */
  count: number;
  /** There are more: they were not counted further. */
  isMore: boolean;
  /** The filter that the server applied, as `filterKey` writes it; empty where all records are here. */
  filterKey: string;
}

/** Records that follow one another, as the browser fetches them (`records.json`). */
export interface RecordPiece {
  /** What the page will hold; null in every piece but the first. */
  extent: GridExtent | null;
  records: GridRecord[];
  /** None follow. */
  isLast: boolean;
}

/** Everything a page of activities is made of. */
export interface GridData {
  organizationId: string;
  inventoryId: string;
  period: Period;
  mayEdit: boolean;
  /** Whose drafts this browser keeps. */
  userId: string;
  extent: GridExtent;
  /** May approve and return what others wrote. */
  mayDecide: boolean;
  locks: GridLock[];
  facilities: GridFacility[];
  sources: GridSource[];
  gwp: DocumentGwp;
  records: GridRecord[];
}

const BY_ID = new WeakMap<GridRecord[], Map<string, GridRecord>>();

/** A record as the page was loaded. */
export function recordOf({ records }: Pick<GridData, "records">, recordId: string): GridRecord | undefined {
  let byId = BY_ID.get(records);
  if (!byId) {
    byId = new Map(records.map((record) => [record.id, record]));
    BY_ID.set(records, byId);
  }
  return byId.get(recordId);
}

/** The facility that a cell names in either language. */
export function facilityNamed({ facilities }: Pick<GridData, "facilities">, text: string): GridFacility | undefined {
  const wanted = foldName(text);
  if (wanted === "") return undefined;
  return facilities.find(({ name }) => namesOf(name).some((one) => foldName(one) === wanted));
}

export function entryContextOf({ period, sources, facilities }: Pick<GridData, "period" | "sources" | "facilities">) {
  const names = new Map(facilities.map(({ id, name }) => [id, namesOf(name)]));
  return {
    period,
    facilities: [...names.values()],
    sources: sources.map(({ id, facilityId, name, unit, scope, category, conversions = [] }) => ({
      id,
      conversions,
      facilityNames: names.get(facilityId) ?? [],
      names: namesOf(name),
      unit,
      scope,
      category,
    })),
  } satisfies EntryContext;
}

export function previewInputsOf({
  period,
  gwp,
  sources,
  facilities,
}: Pick<GridData, "period" | "gwp" | "sources" | "facilities">): PreviewInputs {
  const shares = new Map(facilities.map(({ id, consolidationShare }) => [id, consolidationShare]));
  return {
    period,
    gwp,
    sources: sources.map(({ id, scope, category, facilityId, chosen }) => ({
      id,
      scope,
      category,
      share: shares.get(facilityId) ?? "1",
      chosen,
    })),
  };
}

/** The names of a thing in every language it has one in. */
export function namesOf({ en, zh }: GridName): string[] {
  return [en, zh].filter((text) => text !== "");
}

/** The months of a period, `YYYY-MM`. */
export function monthsOf({ start, end }: Period): string[] {
  const months: string[] = [];
  let [year = 0, month = 0] = start.split("-").map(Number);
  for (;;) {
    const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    if (text > end.slice(0, 7)) return months;
    months.push(text);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
}
