import { describe, expect, it } from "vitest";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import type { Evaluator } from "./row-evaluation.ts";
import { orderRows, parseOrder, placesIn, printOrder, turnOrder } from "./sheet-order.ts";

const evaluator = { evaluate: () => ({ preview: null }) } as unknown as Evaluator;
const row = (id: string, cells: Partial<ActivityEntry>) => ({ id, cells: { ...EMPTY_ENTRY, ...cells } });
const idsBy = (rows: ReturnType<typeof row>[], text: string) =>
  orderRows(rows, placesIn(rows, parseOrder(text)!, { evaluator, locale: "en" })).map(({ id }) => id);

describe("the order of rows", () => {
  it("compares quantities as exact numbers and puts other texts last", () => {
    const rows = [
      row("a", { quantity: "10" }),
      row("b", { quantity: "9.000000000001" }),
      row("c", { quantity: "x" }),
      row("d", { quantity: "999999999999999.000000000002" }),
      row("e", { quantity: "999999999999999.000000000001" }),
    ];
    expect(idsBy(rows, "quantity")).toEqual(["b", "a", "e", "d", "c"]);
    expect(idsBy(rows, "-quantity")).toEqual(["d", "e", "a", "b", "c"]);
  });

  it("keeps the order of equal rows and puts empty ones last", () => {
    const rows = [
      row("a", { period: "2025-02" }),
      row("b", {}),
      row("c", { period: "2025-01" }),
      row("d", { period: "2025-02" }),
    ];
    expect(idsBy(rows, "period")).toEqual(["c", "a", "d", "b"]);
    expect(idsBy(rows, "-period")).toEqual(["a", "d", "c", "b"]);
  });

  it("puts new rows before the one that follows them, or at the end", () => {
    const before = [row("a", { period: "2025-03" }), row("b", { period: "2025-01" })];
    const places = placesIn(before, parseOrder("period")!, { evaluator, locale: "en" });
    const rows = [row("x", {}), before[0]!, row("y", {}), before[1]!, row("z", {})];
    expect(orderRows(rows, places).map(({ id }) => id)).toEqual(["y", "b", "x", "a", "z"]);
  });

  it("is stored in the address and changed by clicking a heading", () => {
    expect(["", "factor", "--period", "-period"].map((text) => printOrder(parseOrder(text)))).toEqual([
      "",
      "",
      "",
      "-period",
    ]);
    let order = turnOrder(null, "period");
    expect(printOrder(order)).toBe("period");
    order = turnOrder(order, "period");
    expect(printOrder(order)).toBe("-period");
    expect(turnOrder(order, "period")).toBeNull();
    expect(printOrder(turnOrder(order, "source"))).toBe("source");
  });
});
