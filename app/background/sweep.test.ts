import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startSweep } from "./sweep.server.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("starts immediately, continues after an error and ends when it is stopped", async () => {
  const work = vi.fn(async () => {
    throw new Error("the database is away");
  });
  const stop = startSweep({ failure: "sample_failed", everyMilliseconds: 1000, work });
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(work).toHaveBeenCalledTimes(3);
  stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).toHaveBeenCalledTimes(3);
});

it("does not overlap with itself", async () => {
  let finish = () => {};
  const work = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const stop = startSweep({ failure: "sample_failed", everyMilliseconds: 1000, work });
  await vi.advanceTimersByTimeAsync(3000);
  expect(work).toHaveBeenCalledTimes(1);
  finish();
  await vi.advanceTimersByTimeAsync(1000);
  expect(work).toHaveBeenCalledTimes(2);
  stop();
});
