import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { ReviewState } from "#app/records/review-state.ts";
import { type GridData, type GridLock, recordOf } from "./grid-data.ts";
import type { Evaluator } from "./row-evaluation.ts";
import type { Edit, ServerRow, Sheet, SheetRow } from "./sheet.ts";

/** The review status of a saved row. A new version starts as a draft. A locked row can't change. */
export interface RowReview {
  state: ReviewState;
  reason: string;
  byName: string;
  lock: GridLock | null;
}

const DRAFT: RowReview = { state: "draft", reason: "", byName: "", lock: null };

/** Creates the function for a row's review status. Typed changes don't affect it until they are saved. */
export function makeReviewer(grid: GridData, { evaluate }: Evaluator) {
  const facilityOf = new Map(grid.sources.map(({ id, facilityId }) => [id, facilityId]));
  return (row: SheetRow, server: ServerRow | undefined): RowReview => {
    if (!server?.entry) return DRAFT;
    const { value } = grid.locks.length > 0 ? evaluate(server.entry) : { value: null };
    const lock = value ? lockOf(grid.locks, facilityOf.get(value.sourceId) ?? "", value.period) : null;
    const record = recordOf(grid, row.id);
    const known = record?.version === server.version ? record.review : undefined;
    return known || lock ? { ...DRAFT, ...known, lock } : DRAFT;
  };
}

function lockOf(locks: readonly GridLock[], facilityId: string, period: Period): GridLock | null {
  const covers = (lock: GridLock) =>
    (lock.facilityId === null || lock.facilityId === facilityId) &&
    lock.period.start <= period.end &&
    period.start <= lock.period.end;
  return locks.find(covers) ?? null;
}

/** Removes changes to locked rows from an edit and counts these rows. */
export function withoutLocked(edit: Edit, { server }: Sheet, reviewOf: (row: SheetRow) => RowReview) {
  const isLocked = (id: string) => {
    const entry = server.get(id)?.entry;
    return entry != null && reviewOf({ id, cells: entry }).lock !== null;
  };
  const locked = new Set<string>();
  const free = edit.filter((change) => {
    const id = change.kind === "cells" ? change.id : change.row.id;
    if (change.kind !== "add" && isLocked(id)) locked.add(id);
    return !locked.has(id);
  });
  return { free, lockedCount: locked.size };
}
