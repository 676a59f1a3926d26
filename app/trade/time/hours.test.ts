import { expect, it } from "vitest";
import { asHours, elapsedMinutes } from "./hours.ts";

it.each([
  [0, 1],
  [29_999, 1],
  [89_999, 1],
  [90_000, 2],
  [3_600_000, 60],
  [86_400_000, 1440],
  [-60_000, 1],
])("counts %i ms as %i minutes", (milliseconds, minutes) => {
  const start = new Date("2026-03-01T23:30:00Z");
  expect(elapsedMinutes(start, new Date(start.getTime() + milliseconds))).toBe(minutes);
});

it.each([
  [1, "0:01"],
  [90, "1:30"],
  [1440, "24:00"],
])("shows %i minutes as %s", (minutes, shown) => expect(asHours(minutes)).toBe(shown));
