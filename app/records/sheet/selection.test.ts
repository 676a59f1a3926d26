import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followRows, isSelected, moveBy, nextCell, rectangleOf, selectCell, windowOf } from "./selection.ts";

const size = { rows: 3, columns: 2 };

describe("the selection", () => {
  it("stops at the edges", () => {
    expect(moveBy(selectCell({ row: 0, column: 0 }), { rows: -1 }, size)).toEqual(selectCell({ row: 0, column: 0 }));
    expect(moveBy(selectCell({ row: 2, column: 1 }), { rows: 9, columns: 1 }, size).active).toEqual({
      row: 2,
      column: 1,
    });
  });

  it("extends from its anchor in any direction", () => {
    const start = selectCell({ row: 1, column: 1 });
    const extended = moveBy(start, { rows: -1, columns: -1 }, size, true);
    expect(rectangleOf(extended)).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
    expect(isSelected(rectangleOf(extended), { row: 0, column: 1 })).toBe(true);
    expect(isSelected(rectangleOf(extended), { row: 2, column: 1 })).toBe(false);
  });

  it("visits every cell once with Tab and leaves at the end", () => {
    const walked: string[] = [];
    let cell: ReturnType<typeof nextCell> = { row: 0, column: 0 };
    for (; cell; cell = nextCell(cell, size, 1)) walked.push(`${cell.row}${cell.column}`);
    expect(walked).toEqual(["00", "01", "10", "11", "20", "21"]);
    expect(nextCell({ row: 0, column: 0 }, size, -1)).toBeNull();
  });

  it.each([
    ["a record above is gone", "abcd", "bcd", [1, 3], [0, 2]],
    ["one came above", "abcd", "xabcd", [1, 3], [2, 4]],
    ["its own record is gone", "abcd", "acd", [1, 3], [1, 2]],
    ["beneath the last", "abcd", "bcd", [4, 6], [3, 5]],
    ["nothing changed", "abcd", "abcd", [0, 5], [0, 5]],
  ] as const)("stays with its records when rows are reordered: %s", (_name, before, after, rows, expected) => {
    const rowsOf = (ids: string) => [...ids].map((id) => ({ id }));
    const cell = (row: number) => ({ row, column: 3 });
    const selection = { anchor: cell(rows[0]), active: cell(rows[1]) };
    expect(followRows(selection, rowsOf(before), rowsOf(after))).toEqual({
      anchor: cell(expected[0]),
      active: cell(expected[1]),
    });
  });

  it("renders visible rows and never the whole sheet", () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.integer({ min: 100, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, height, place) => {
          const scrollTop = Math.floor(place * Math.max(0, rows * 33 - height));
          const { start, end } = windowOf({ scrollTop, height, rowHeight: 33, rows, spare: 8 });
          expect(start).toBeLessThanOrEqual(Math.floor(scrollTop / 33));
          expect(end).toBeGreaterThanOrEqual(Math.min(rows, Math.ceil((scrollTop + height) / 33)));
          expect(end - start).toBeLessThanOrEqual(Math.ceil(height / 33) + 40);
        },
      ),
    );
  });
});
