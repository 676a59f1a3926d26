import { expect, it } from "vitest";
import { once } from "./once.ts";

it("creates a value at first use, and never again", () => {
  let count = 0;
  const next = once((from: number) => {
    count += 1;
    return from + count;
  });
  expect(count).toBe(0);
  expect([next(10), next(20)]).toEqual([11, 11]);
});

it("also keeps undefined, and tries again after an exception", () => {
  let count = 0;
  const fragile = once(() => {
    count += 1;
    if (count === 1) throw new Error("not yet");
  });
  expect(fragile).toThrow("not yet");
  expect([fragile(), fragile()]).toEqual([undefined, undefined]);
  expect(count).toBe(2);
});

it("returns the same promise to concurrent callers", async () => {
  const opened = once(async () => ({}));
  const [one, other] = await Promise.all([opened(), opened()]);
  expect(one).toBe(other);
});
