import { expect, it } from "vitest";
import { steadyMinute } from "./steady-minute.ts";

it.each([
  ["a whole minute", "2026-03-02T09:15:42.500Z", "2026-01-01T00:00:00.000Z", "2026-03-02T09:15:00.000Z"],
  ["no key to wait for", "2026-03-02T09:15:42.500Z", undefined, "2026-03-02T09:15:00.000Z"],
  ["the first minute of a key", "2026-03-02T09:15:42.500Z", "2026-03-02T09:15:40.123Z", "2026-03-02T09:15:40.123Z"],
])("states %s", (_, now, since, stated) => {
  expect(steadyMinute(new Date(now), since).toISOString()).toBe(stated);
});
