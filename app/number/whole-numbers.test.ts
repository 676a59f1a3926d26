import fc from "fast-check";
import { expect, it } from "vitest";
import { splitByGroup, WholeNumbers } from "./whole-numbers.ts";

const MOST = 2 ** 32 - 1;

it("returns any numbers in order", () => {
  const number = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: MOST }), fc.constant(MOST));
  fc.assert(
    fc.property(fc.array(number, { maxLength: 200 }), (values) => {
      const list = new WholeNumbers();
      for (const value of values) list.push(value);
      expect([...list]).toEqual(values);
      expect(list.count).toBe(values.length);
      list.push(7);
      expect([...list]).toEqual([...values, 7]);
    }),
  );
});

it("returns the values of each group in order", () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: MOST }));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
      const [groups, values] = [new WholeNumbers(), new WholeNumbers()];
      for (const [group, value] of pairs) {
        groups.push(group);
        values.push(value);
      }
      const found = [...splitByGroup(groups, values)].map((one) => [one.group, [...one.values]]);
      const expected = [...new Set(pairs.map(([group]) => group))].sort();
      expect(found).toEqual(
        expected.map((group) => [group, pairs.filter(([own]) => own === group).map(([, value]) => value)]),
      );
    }),
  );
});
