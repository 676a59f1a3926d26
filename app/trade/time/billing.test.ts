import { describe, expect, it } from "vitest";
import { quantityOf, toTimeLines, type UnbilledTime } from "./billing.ts";

const ORDER = { id: "o1", number: "Q-2026-000001" };
let last = 0;
const entry = (minutes: number, change: Partial<UnbilledTime> = {}): UnbilledTime => ({
  id: `e${String(++last).padStart(4, "0")}`,
  order: null,
  day: "2026-10-05",
  minutes,
  saleMinor: 60_000n,
  currency: "CNY",
  ...change,
});

describe("quantityOf", () => {
  it.each([
    [3, "0.05", "h"],
    [60, "1", "h"],
    [90, "1.5", "h"],
    [126, "2.1", "h"],
    [600, "10", "h"],
    [1, "1", "min"],
    [100, "100", "min"],
  ] as const)("writes %i minutes as %s %s", (minutes, quantity, unit) => {
    expect(quantityOf(minutes)).toEqual({ quantity, unit });
  });

  it("is exact for every number of minutes", () => {
    for (let minutes = 1; minutes <= 5000; minutes++) {
      const { quantity, unit } = quantityOf(minutes);
      const [whole, decimals = ""] = quantity.split(".") as [string, string?];
      expect(decimals.length).toBeLessThanOrEqual(2);
      const hundredths = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0"));
      const back = unit === "h" ? hundredths * 60n : hundredths;
      expect(back).toBe(BigInt(minutes) * 100n);
    }
  });
});

describe("toTimeLines", () => {
  it("makes one line for each order and rate, with its days", () => {
    const lines = toTimeLines(
      [
        entry(30, { day: "2026-10-09" }),
        entry(60),
        entry(45, { saleMinor: 66_000n, day: "2026-11-02" }),
        entry(20, { order: ORDER }),
      ],
      "CNY",
    );
    expect(lines).toMatchObject([
      {
        orderNumber: null,
        from: "2026-10-05",
        to: "2026-10-09",
        quantity: "1.5",
        unit: "h",
        price: { minor: 60_000n },
      },
      { orderNumber: null, from: "2026-11-02", to: "2026-11-02", quantity: "0.75", price: { minor: 66_000n } },
      { orderNumber: ORDER.number, quantity: "20", unit: "min", price: { minor: 1_000n } },
    ]);
  });

  it.each([
    ["without a rate", { saleMinor: null, currency: null }, 60, "no_rate"],
    ["in another currency", { currency: "EUR" }, 60, "other_currency"],
    ["with a rate that is not exact for a minute", { saleMinor: 50_000n }, 61, "not_exact"],
  ] as const)("has no price %s", (_, change, minutes, lack) => {
    expect(toTimeLines([entry(minutes, change)], "CNY")).toMatchObject([{ price: { lack } }]);
  });

  it("bills each entry once, and exactly its minutes", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const entries = Array.from({ length: 1 + random(30) }, () =>
        entry(1 + random(1440), {
          order: random(2) ? ORDER : null,
          day: `2026-10-${String(1 + random(31)).padStart(2, "0")}`,
          saleMinor: random(4) ? BigInt(random(3)) * 50_000n : null,
        }),
      );
      const lines = toTimeLines(entries, "CNY");
      expect(lines.flatMap(({ entryIds }) => entryIds).sort()).toEqual(entries.map(({ id }) => id).sort());
      const billed = lines.reduce((sum, { quantity, unit }) => {
        const [whole, decimals = ""] = quantity.split(".") as [string, string?];
        const hundredths = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0"));
        return sum + hundredths * (unit === "h" ? 60n : 1n);
      }, 0n);
      expect(billed).toBe(BigInt(entries.reduce((sum, { minutes }) => sum + minutes, 0)) * 100n);
    }
  });
});
