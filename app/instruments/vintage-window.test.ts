import { expect, it } from "vitest";
import { vintageDays, WIDEST_WINDOW } from "./vintage-window.ts";

it.each([
  ["2025-01-01", "2025-12-31", WIDEST_WINDOW, "2024-07-01", "2026-03-31"],
  ["2025-07-01", "2026-06-30", WIDEST_WINDOW, "2025-01-01", "2026-09-30"],
  ["2025-01-01", "2025-12-31", { monthsBefore: 0, monthsAfter: 0 }, "2025-01-01", "2025-12-31"],
  ["2025-04-06", "2026-04-05", { monthsBefore: 2, monthsAfter: 1 }, "2025-02-06", "2026-05-05"],
  ["2025-08-31", "2025-11-30", WIDEST_WINDOW, "2025-02-28", "2026-02-28"],
])("reaches from months before a period to months after it: %s to %s", (start, end, window, first, last) => {
  expect(vintageDays({ start, end }, window)).toEqual({ start: first, end: last });
});
