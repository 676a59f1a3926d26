import { expect, it, vi } from "vitest";
import { remembering } from "./remember.ts";

it("calls the function once per text, also for empty results, and clears the cache when it is full", () => {
  const read = vi.fn((text: string) => (text === "" ? undefined : text.length));
  const lengthOf = remembering(read, 2);
  expect(["", "a", "", "a"].map(lengthOf)).toEqual([undefined, 1, undefined, 1]);
  expect(read).toHaveBeenCalledTimes(2);
  expect(["bc", "a"].map(lengthOf)).toEqual([2, 1]);
  expect(read).toHaveBeenCalledTimes(4);
});
