import { describe, expect, it } from "vitest";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import {
  type CommandTarget,
  fillText,
  fillTo,
  fixesAlike,
  insertRows,
  MOST_PASTED_ROWS,
  pasteBlock,
  removeRows,
  writeCell,
  writeFixes,
} from "./grid-commands.ts";
import type { GridData } from "./grid-data.ts";
import { nextFault } from "./next-fault.ts";
import { makeEvaluator } from "./row-evaluation.ts";
import { edgeOf } from "./selection.ts";
import { applyEdit, invertEdit, makeSheet } from "./sheet.ts";

const grid = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  gwp: { set: "AR6", source: "sample", values: { CO2: "1" }, blends: {} },
  facilities: [{ id: "p", name: { en: "Plant", zh: "一厂" }, consolidationShare: "1" }],
  sources: [
    {
      id: "s",
      facilityId: "p",
      name: { en: "Power", zh: "电力" },
      unit: "kWh",
      scope: 2 as const,
      category: "purchased_electricity",
      chosen: { ok: false as const, code: "factor_missing", detail: {} },
    },
  ],
} as unknown as GridData;

const [SOURCE, PERIOD, QUANTITY, UNIT] = [1, 2, 3, 4] as const;

function open(
  rows: Partial<ActivityEntry>[],
  at: [top: number, left: number, bottom?: number, right?: number],
): CommandTarget {
  const records = rows.map((cells, index) => ({
    id: `r${index}`,
    version: 1,
    entry: { ...EMPTY_ENTRY, facility: "Plant", source: "Power", unit: "kWh", ...cells },
  }));
  const sheet = makeSheet(records);
  const [top, left, bottom = top, right = left] = at;
  const selection = { anchor: { row: top, column: left }, active: { row: bottom, column: right } };
  return { sheet, shown: sheet.rows, selection, evaluator: makeEvaluator(grid) };
}

const column = (target: CommandTarget, edit: ReturnType<typeof fillTo>, field: keyof ActivityEntry) =>
  applyEdit(target.sheet, edit).rows.map(({ cells }) => cells[field]);

describe("filling with the fill handle", () => {
  it("continues months and repeats other values, also beyond the last row", () => {
    const target = open(
      [
        { period: "2025-01", quantity: "7" },
        { period: "2025-09", quantity: "8" },
      ],
      [0, PERIOD, 0, UNIT],
    );
    const edit = fillTo(target, 3);
    expect(column(target, edit, "period")).toEqual(["2025-01", "2025-02", "2025-03", "2025-04"]);
    expect(column(target, edit, "quantity")).toEqual(["7", "7", "7", "7"]);
    expect(applyEdit(applyEdit(target.sheet, edit), invertEdit(edit)).rows).toEqual(target.sheet.rows);
  });

  it("repeats a block of rows in order, also upwards", () => {
    const quantities = ["1", "2", "3", "4", "5"].map((quantity) => ({ quantity }));
    const down = open(quantities, [0, QUANTITY, 1, QUANTITY]);
    expect(column(down, fillTo(down, 4), "quantity")).toEqual(["1", "2", "1", "2", "1"]);
    const up = open(quantities, [3, QUANTITY, 4, QUANTITY]);
    expect(column(up, fillTo(up, 0), "quantity")).toEqual(["5", "4", "5", "4", "5"]);
  });

  it("writes one text into all selected cells", () => {
    const target = open([{ quantity: "1" }, { quantity: "2" }], [0, QUANTITY, 2, QUANTITY]);
    expect(column(target, fillText(target, "9"), "quantity")).toEqual(["9", "9", "9"]);
  });
});

describe("rows", () => {
  it("are inserted before the selection in the same number, and undone in one step", () => {
    const target = open([{ quantity: "1" }, { quantity: "2" }, { quantity: "3" }], [1, QUANTITY, 2, QUANTITY]);
    const edit = insertRows(target);
    const after = applyEdit(target.sheet, edit);
    expect(after.rows.map(({ cells }) => cells.quantity)).toEqual(["1", "", "", "2", "3"]);
    expect(applyEdit(after, invertEdit(edit)).rows).toEqual(target.sheet.rows);
  });

  it("deleted together are restored together in place", () => {
    const target = open(
      ["1", "2", "3", "4"].map((quantity) => ({ quantity })),
      [1, 0, 2, 0],
    );
    const edit = removeRows(target, "entered twice");
    const after = applyEdit(target.sheet, edit);
    expect(after.rows.map(({ cells }) => cells.quantity)).toEqual(["1", "4"]);
    expect([...after.reasons]).toEqual([
      ["r1", "entered twice"],
      ["r2", "entered twice"],
    ]);
    const back = applyEdit(after, invertEdit(edit));
    expect(back.rows).toEqual(target.sheet.rows);
    expect([...back.reasons]).toEqual([]);
  });

  it("above the limit are not pasted", () => {
    const target = open([], [0, 0]);
    const { edit, rows } = pasteBlock(target, "x\n".repeat(MOST_PASTED_ROWS + 1));
    expect(edit).toEqual([]);
    expect(rows).toBe(MOST_PASTED_ROWS + 1);
  });
});

describe("typing a source", () => {
  const unitsAfter = (cells: Partial<ActivityEntry>) => {
    const target = open([{ source: "", unit: "", ...cells }], [0, SOURCE]);
    return column(target, writeCell(target, { row: 0, column: SOURCE }, "Power"), "unit");
  };

  it("sets its unit, but never for an existing number", () => {
    expect(unitsAfter({})).toEqual(["kWh"]);
    expect(unitsAfter({ quantity: "8520" })).toEqual([""]);
  });
});

describe("errors", () => {
  const rows = [
    { period: "2025-01", quantity: "1.234,5" },
    { period: "2025-02", quantity: "5" },
    { period: "2025-03", quantity: "9.876,5" },
    { period: "2025-04", quantity: "x" },
    { period: "2025-05", quantity: "7", unit: "t" },
  ];

  it("of the same kind are fixed in one step, and those without a fix stay", () => {
    const target = open(rows, [0, QUANTITY]);
    const fault = { field: "quantity" as const, code: "number_grammar" };
    const like = { kind: "meaning" as const, field: "quantity" as const, texts: { quantity: "1234.5" } };
    const alike = fixesAlike(target, fault, like);
    expect(alike.map(({ row, fix }) => [row, fix.texts])).toEqual([
      [0, { quantity: "1234.5" }],
      [2, { quantity: "9876.5" }],
    ]);
    const edit = writeFixes(
      target,
      alike.map(({ row, fix }) => ({ row, texts: fix.texts })),
    );
    expect(column(target, edit, "quantity")).toEqual(["1234.5", "5", "9876.5", "x", "7"]);
  });

  it("are found in both directions, wrapping around", () => {
    const { shown, evaluator } = open(rows, [0, 0]);
    // Without a factor, good rows also need attention. Only cell errors matter here.
    const evaluate = (row: (typeof shown)[number]) => ({ ...evaluator.evaluate(row.cells), preview: null });
    const search = { shown, evaluate, isConflict: ({ id }: { id: string }) => id === "r1" };
    const walk = (direction: 1 | -1, count: number) => {
      const found = [];
      let at = { row: 0, column: SOURCE as number };
      for (let step = 0; step < count; step += 1) {
        at = nextFault(search, at, direction)!;
        found.push([at.row, at.column]);
      }
      return found;
    };
    const state = 9;
    expect(walk(1, 6)).toEqual([
      [0, QUANTITY],
      [1, state],
      [2, QUANTITY],
      [3, QUANTITY],
      [4, UNIT],
      [0, QUANTITY],
    ]);
    expect(walk(-1, 2)).toEqual([
      [4, UNIT],
      [3, QUANTITY],
    ]);
    expect(nextFault({ ...search, shown: [] }, { row: 0, column: 0 }, 1)).toBeNull();
  });
});

describe("the target of Ctrl with an arrow", () => {
  // Column 0 is filled in rows 0 to 2 and 5; there are 8 rows.
  const size = { rows: 40, columns: 3 };
  const hasText = ({ row, column }: { row: number; column: number }) => column === 0 && [0, 1, 2, 5].includes(row);
  const from = (row: number, step: { rows?: number; columns?: number }) =>
    edgeOf({ row, column: 0 }, step, { size, filled: 8, hasText });

  it.each([
    [0, 2],
    [2, 5],
    [5, 7],
    [3, 5],
    [7, 7],
  ])("down from row %i is row %i", (row, end) => expect(from(row, { rows: 1 })).toEqual({ row: end, column: 0 }));

  it("is the last column after empty cells, and the first in the other direction", () => {
    expect(from(1, { columns: 1 })).toEqual({ row: 1, column: 2 });
    expect(edgeOf({ row: 1, column: 2 }, { columns: -1 }, { size, filled: 8, hasText })).toEqual({ row: 1, column: 0 });
  });
});
