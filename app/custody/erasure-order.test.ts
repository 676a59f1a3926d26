import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderTables } from "./erasure-order.server.ts";

const pairs = (text: string) => text.split(" ").map((pair) => ({ from: pair[0]!, to: pair[1]! }));

describe("the order in which tables are emptied", () => {
  it("takes what names others first, and what names each other together", () => {
    expect(orderTables(["a", "b", "c"], pairs("ab bc"))).toEqual([["a"], ["b"], ["c"]]);
    expect(orderTables(["a", "b", "c", "d"], pairs("ab bc cb cd"))).toEqual([["a"], ["b", "c"], ["d"]]);
  });

  it("leaves no table out and names none that is gone, whatever names whatever", () => {
    const tables = ["a", "b", "c", "d", "e", "f"];
    const table = fc.constantFrom(...tables);
    fc.assert(
      fc.property(fc.array(fc.record({ from: table, to: table }), { maxLength: 14 }), (all) => {
        const references = all.filter(({ from, to }) => from !== to);
        const order = orderTables(tables, references);
        expect(order.flat().toSorted()).toEqual(tables);
        const placeOf = (name: string) => order.findIndex((group) => group.includes(name));
        for (const { from, to } of references) expect(placeOf(from)).toBeLessThanOrEqual(placeOf(to));
      }),
    );
  });
});
