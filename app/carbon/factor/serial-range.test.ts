import { describe, expect, test } from "vitest";
import { countSerials, isSerialRange, shareSerials, sortableSerials } from "./serial-range.ts";

const range = (first: string, last: string) => ({ first, last });

test.each<[first: string, last: string, count: bigint | null]>([
  ["GEC-000001", "GEC-001000", 1000n],
  ["gec 000007", "GEC000007", 1n],
  ["643002406000000012345678 0001", "643002406000000012345678 0100", 100n],
  ["ＧＥＣ００１", "GEC002", 2n],
  ["A-2", "A-1", null],
  ["A-1", "B-2", null],
  ["A-9", "A-10", null],
  ["", "", null],
  ["all", "all", null],
  ["1".repeat(41), "1".repeat(41), null],
])("from %s to %s are %s certificates", (first, last, count) => {
  expect(countSerials(range(first, last))).toBe(count);
  expect(isSerialRange(range(first, last))).toBe(count !== null);
});

describe("two ranges of one registry", () => {
  test.each<[a: [string, string], b: [string, string], isShared: boolean]>([
    [["A-001", "A-010"], ["A010", "A019"], true],
    [["A-001", "A-010"], ["A-011", "A-019"], false],
    [["A-001", "A-010"], ["B-001", "B-010"], false],
    [["A-001", "A-100"], ["a-050", "a-050"], true],
  ])("%j and %j have a certificate in common: %s", (a, b, isShared) => {
    expect(shareSerials(range(...a), range(...b))).toBe(isShared);
    expect(shareSerials(range(...b), range(...a))).toBe(isShared);
    const [one, other] = [a, b].map(
      (each) => sortableSerials(each === a ? "Registry A" : "registry-a", range(...each))!,
    );
    expect(one!.from <= other!.to && other!.from <= one!.to).toBe(isShared);
  });
});
