import { expect, it } from "vitest";
import { percentChange, sumByKey } from "./sum-by-key.ts";

it("sums exactly, without a binary float", () => {
  const sums = sumByKey([
    ["b", "0.1"],
    ["a", "1"],
    ["b", "0.2"],
    ["a", "0.0000000000000000000001"],
  ]);
  expect([...sums]).toEqual([
    ["b", "0.3"],
    ["a", "1.0000000000000000000001"],
  ]);
});

it.each([
  ["95.3", "100", "-4.7"],
  ["100", "100", "0"],
  ["1", "3", "-66.67"],
  ["1", "0", null],
])("gives for %s against %s the percentage %s", (now, before, expected) =>
  expect(percentChange(now, before)).toBe(expected),
);
