import { describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import type { GridData } from "./grid-data.ts";
import { makeEvaluator } from "./row-evaluation.ts";
import { makeReviewer, withoutLocked } from "./row-review.ts";
import { applyEdit, editRemoval, makeSheet } from "./sheet.ts";
import { countRefused, initialState, reduceSheet } from "./sheet-state.ts";

const entry = (period: string, quantity = "1") => ({
  ...EMPTY_ENTRY,
  facility: "Plant",
  source: "Power",
  unit: "kWh",
  period,
  quantity,
});
const records = [
  {
    id: "a",
    version: 2,
    entry: entry("2025-01"),
    method: null,
    review: { state: "approved" as const, reason: "", byName: "Wang" },
  },
  { id: "b", version: 1, entry: entry("2025-02"), method: null },
  {
    id: "c",
    version: 1,
    entry: entry("2025-03"),
    method: null,
    review: { state: "returned" as const, reason: "unit", byName: "Li" },
  },
];
const grid = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  gwp: { set: "AR6", source: "sample", values: { CO2: "1" }, blends: {} },
  facilities: [{ id: "p", name: { en: "Plant", zh: "" }, consolidationShare: "1" }],
  sources: [
    {
      id: "s",
      facilityId: "p",
      name: { en: "Power", zh: "" },
      unit: "kWh",
      scope: 1,
      category: "stationary_combustion",
      chosen: { ok: false, code: "factor_missing", detail: {} },
    },
  ],
  records,
  locks: [{ facilityId: null, period: { start: "2025-01-31", end: "2025-02-01" }, byName: "Wang", day: "2026-01-05" }],
} as unknown as GridData;

const open = (over: Partial<GridData> = {}) => {
  const data = { ...grid, ...over };
  const sheet = makeSheet(records);
  const reviewer = makeReviewer(data, makeEvaluator(data));
  return {
    sheet,
    reviewOf: (row: { id: string; cells: ReturnType<typeof entry> }) => reviewer(row, sheet.server.get(row.id)),
  };
};

describe("the review status of a row", () => {
  it("is that of the version, with the lock of any overlapping day", () => {
    const { sheet, reviewOf } = open();
    expect(sheet.rows.map(reviewOf).map(({ state, lock }) => [state, lock !== null])).toEqual([
      ["approved", true],
      ["draft", true],
      ["returned", false],
    ]);
  });

  it("is a draft after a newer version is saved, and unlocked at another facility", () => {
    const reviewer = makeReviewer({ ...grid, locks: [{ ...grid.locks[0]!, facilityId: "q" }] }, makeEvaluator(grid));
    const [row] = makeSheet(records).rows;
    expect(reviewer(row!, { version: 3, entry: entry("2025-01") })).toMatchObject({ state: "draft", lock: null });
  });

  it("removes edits of locked rows and keeps the others", () => {
    const { sheet, reviewOf } = open();
    const { free, lockedCount } = withoutLocked(editRemoval(sheet, new Set(["a", "b", "c"]), "twice"), sheet, reviewOf);
    expect(lockedCount).toBe(2);
    expect(applyEdit(sheet, free).rows.map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

describe("a deletion rejected by the server", () => {
  it("restores the row with the reason and is not retried", () => {
    const started = initialState(records);
    const deleted = reduceSheet(started, { kind: "edit", edit: editRemoval(started.sheet, new Set(["a"]), "twice") });
    const sent = [{ kind: "delete" as const, recordId: "a", version: 2, reason: "twice" }];
    const faults = [{ index: 0, faults: [{ field: "period" as const, code: "record_approved", facts: {} }] }];
    const answered = reduceSheet(deleted, {
      kind: "answered",
      sent,
      answer: { ok: false, faults, stale: [] },
      isSame: () => false,
    });
    expect(answered.sheet.rows.map(({ id }) => id)).toEqual(["b", "c", "a"]);
    expect([...answered.sheet.reasons]).toEqual([]);
    expect(countRefused(answered)).toBe(1);
  });
});
