import { describe, expect, it } from "vitest";
import { toTimeLines, type UnbilledTime } from "#app/trade/time/billing.ts";
import { fieldsForTimeOfNow, fieldsOfTime } from "./time-fields.ts";

const entry = (id: string, change: Partial<UnbilledTime> = {}): UnbilledTime => ({
  id,
  order: null,
  day: "2026-10-05",
  minutes: 60,
  saleMinor: null,
  currency: null,
  ...change,
});
const ORDER = { order: { id: "o1", number: "Q-2026-000001" }, saleMinor: 60_000n, currency: "CNY" };
const lines = (...entries: UnbilledTime[]) => toTimeLines(entries, "CNY");

describe("fieldsForTimeOfNow", () => {
  const typed = {
    noteEn: "Thank you",
    ...fieldsOfTime(lines(entry("e1"), entry("e2", ORDER)), "CNY"),
    "line-0-price": "500.00",
    "line-1-nameEn": "Advice for the order",
    "line-2-nameEn": "Travel",
    "line-2-quantity": "2",
    "line-2-price": "80.00",
  };
  const later = entry("e3", { day: "2026-10-07" });

  it.each<[string, UnbilledTime[], Record<string, string | undefined>]>([
    [
      "keeps prices and changed descriptions, and dates the others",
      [entry("e1"), later, entry("e2", ORDER)],
      {
        "line-0-price": "500.00",
        "line-0-nameEn": "Hours, 2026-10-05 to 2026-10-07",
        "line-0-nameZh": "服务工时，2026-10-05 至 2026-10-07",
        "line-1-price": "600.00",
        "line-1-nameEn": "Advice for the order",
      },
    ],
    [
      "moves a line up if the one before it has gone",
      [entry("e2", ORDER)],
      { "line-0-nameEn": "Advice for the order", "line-0-price": "600.00", "line-1-nameEn": "Travel" },
    ],
    [
      "never takes a price per hour for a price per minute",
      [entry("e1", { minutes: 61 })],
      { "line-0-price": "", "line-1-nameEn": "Travel" },
    ],
    [
      "never takes a price of one rate for another rate",
      [entry("e1", { saleMinor: 70_000n, currency: "CNY" })],
      { "line-0-price": "700.00" },
    ],
    ["keeps the other lines if no time is left", [], { "line-0-nameEn": "Travel", "line-1-nameEn": undefined }],
  ])("%s", (_, entries, expected) => {
    const fields = fieldsForTimeOfNow(typed, lines(...entries), "CNY");
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, fields[name]]))).toEqual(expected);
    expect(fields.noteEn).toBe("Thank you");
    const travel = Object.keys(fields)
      .find((name) => fields[name] === "Travel")!
      .replace("nameEn", "");
    expect([fields[`${travel}quantity`], fields[`${travel}price`], fields[`${travel}time`]]).toEqual([
      "2",
      "80.00",
      undefined,
    ]);
  });
});
