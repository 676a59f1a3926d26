import { expect, it } from "vitest";
import { formatDay, formatInstant } from "./format-day.ts";

it("writes days and instants in both languages", () => {
  expect(formatDay("2026-04-02", "en")).toBe("2 April 2026");
  expect(formatDay("2026-12-31", "zh")).toBe("2026年12月31日");
  expect(formatInstant(new Date("2026-01-01T23:59:59.999Z"), "en", "UTC")).toBe("1 January 2026 23:59\u00a0UTC");
  expect(formatInstant("2026-01-01T03:04:05Z", "zh", "UTC")).toBe("2026年1月1日 03:04\u00a0UTC");
  expect(formatInstant("2026-01-01T20:04:05Z", "zh", "Asia/Shanghai")).toBe("2026年1月2日 04:04\u00a0UTC+8");
  expect(formatInstant("2026-07-01T01:04:05Z", "en", "America/St_Johns")).toBe("30 June 2026 22:34\u00a0UTC\u22122:30");
});
