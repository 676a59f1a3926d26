import fc from "fast-check";
import { expect, it } from "vitest";
import { WholeNumbers } from "./whole-numbers.ts";

const MOST = 2 ** 32 - 1;

it("gives numbers back in their order, whatever they are", () => {
  const number = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: MOST }), fc.constant(MOST));
  fc.assert(
    fc.property(fc.array(number, { maxLength: 200 }), (values) => {
      const list = new WholeNumbers();
      for (const value of values) list.push(value);
      expect([...list.toArray()]).toEqual(values);
      list.push(7);
      expect([...list.toArray()]).toEqual([...values, 7]);
    }),
  );
});
