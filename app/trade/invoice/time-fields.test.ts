import { describe, expect, it } from "vitest";
import { toTimeLines, type UnbilledTime } from "#app/trade/time/billing.ts";
import { filledLines, readInvoiceFields } from "./invoice-fields.ts";
import { fieldsForTimeOfNow, fieldsOfTime, findLostPrices } from "./time-fields.ts";

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

describe("findLostPrices", () => {
  const before = [entry("e1"), entry("e2", ORDER)];
  const typed = {
    ...fieldsOfTime(lines(...before), "CNY"),
    "line-0-price": "500",
    "line-1-nameEn": "Advice for the order",
    "line-1-price": "650.00",
  };
  const ofHours = { name: { en: "Hours, 2026-10-05", zh: "服务工时，2026-10-05" }, price: "500" };
  const ofOrder = {
    name: { en: "Advice for the order", zh: "订单 Q-2026-000001 服务工时，2026-10-05" },
    price: "650.00",
  };

  it.each<[string, Record<string, string>, UnbilledTime[], object[]]>([
    ["no line if order, rate and unit are the same", {}, before, []],
    [
      "a line whose rate changed, at the line of its order",
      {},
      [entry("e1"), entry("e2", { ...ORDER, saleMinor: 70_000n })],
      [{ ...ofOrder, place: 1 }],
    ],
    ["a line whose unit changed", {}, [entry("e1", { minutes: 61 }), before[1]!], [{ ...ofHours, place: 0 }]],
    ["a line whose time is gone, without a place", {}, [before[0]!], [{ ...ofOrder, place: null }]],
    [
      "each line, at one place if one line takes both places",
      {
        ...fieldsOfTime(lines(entry("e2", ORDER), entry("e3", { ...ORDER, saleMinor: 1n })), "CNY"),
        "line-1-price": "9",
      },
      [entry("e2", { ...ORDER, saleMinor: 70_000n })],
      [{ place: 0, name: { en: "Hours for order Q-2026-000001, 2026-10-05", zh: ofOrder.name.zh }, price: "9" }],
    ],
    ["no price that the rate filled in", { "line-1-price": "600" }, [entry("e1")], []],
    ["no empty price", { "line-0-price": " " }, [before[1]!], []],
  ])("finds %s", (_, change, now, expected) => {
    expect(findLostPrices({ ...typed, ...change }, lines(...now), "CNY")).toEqual(expected);
  });

  it("gives a changed description to the new line of the same order", () => {
    const fields = fieldsForTimeOfNow(typed, lines(entry("e2", { ...ORDER, saleMinor: 70_000n })), "CNY");
    expect([fields["line-0-nameEn"], fields["line-0-price"]]).toEqual(["Advice for the order", "700.00"]);
  });
});

describe("the lines of a form", () => {
  it("are all read, above the limit of an invoice too", () => {
    const typed = Object.fromEntries(
      Array.from({ length: 63 }, (_, index) => [`line-${index}-nameEn`, `Line ${index}`]),
    );
    const now = lines(entry("e1"), entry("e2", ORDER));
    const fields = fieldsForTimeOfNow(typed, now, "CNY");
    const read = readInvoiceFields(fields, now).lines.map(({ nameEn }) => nameEn);
    expect([read.length, read.at(-1)]).toEqual([65, "Line 62"]);
  });

  it("are those with a service, description or price, and the first on request", () => {
    const typed = {
      "line-7-price": "1",
      "line-04-price": "1",
      "line-3-quantity": "2",
      "line-1-nameZh": "a",
      "line-9-price": "",
    };
    expect([filledLines(typed), filledLines(typed, 3)]).toEqual([
      [1, 7],
      [0, 1, 2, 7],
    ]);
  });
});
