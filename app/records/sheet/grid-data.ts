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
  /** Published heating values that convert to its unit. */
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
  /** The method that calculates the quantity, or null if it was entered. */
  method: string | null;
  /** Number of attached files, if any. */
  fileCount?: number | undefined;
  /** The review state of this version. Absent for a draft. */
  review?: { state: Exclude<ReviewState, "draft">; reason: string; byName: string } | undefined;
  /** The estimation method. Absent if unknown or not an estimate. */
  estimate?: { method: string; reason: string } | undefined;
}

/** An approved period. Records that overlap it can't change. */
export interface GridLock {
  facilityId: string | null;
  period: Period;
  byName: string;
  at: string;
}

/** How many of an inventory's records a page holds. */
export interface GridExtent {
  /**
   * True if all records are loaded and the browser filters them. Otherwise only the first matching records are loaded.
   */
  isWhole: boolean;
  /** True if only the first page of the list is loaded yet. */
  isHead: boolean;
  /** The number of records that match the filter, loaded or not. */
  count: number;
  /** True if there are more records than were counted. */
  isMore: boolean;
  /** The filter applied by the server (`filterKey`), or empty if all records are loaded. */
  filterKey: string;
}

/** A part of the records, as loaded from `records.json`. */
export interface RecordPiece {
  /** Set in the first part only. */
  extent: GridExtent | null;
  records: GridRecord[];
  isLast: boolean;
}

/** All data of the activity page. */
export interface GridData {
  organizationId: string;
  inventoryId: string;
  period: Period;
  mayEdit: boolean;
  /** The user whose drafts this browser keeps. */
  userId: string;
  extent: GridExtent;
  /** Whether the user can approve and return records of others. */
  mayDecide: boolean;
  locks: GridLock[];
  facilities: GridFacility[];
  sources: GridSource[];
  gwp: DocumentGwp;
  records: GridRecord[];
}

const BY_ID = new WeakMap<GridRecord[], Map<string, GridRecord>>();

/** A record as loaded with the page. */
export function recordOf({ records }: Pick<GridData, "records">, recordId: string): GridRecord | undefined {
  let byId = BY_ID.get(records);
  if (!byId) {
    byId = new Map(records.map((record) => [record.id, record]));
    BY_ID.set(records, byId);
  }
  return byId.get(recordId);
}

/** The facility with this name in either language. */
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

/** The names in all available languages. */
export function namesOf({ en, zh }: GridName): string[] {
  return [en, zh].filter((text) => text !== "");
}

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
