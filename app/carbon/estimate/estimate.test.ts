import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { lastDayOfMonth } from "#app/day/period.ts";
import { estimateByDays, estimateByRate, type KnownPeriod } from "./estimate.ts";

const month = (name: string) => ({ start: `${name}-01`, end: lastDayOfMonth(name) });
const known = (name: string, quantity: string, unit: UnitCode = "kWh"): KnownPeriod => ({
  period: month(name),
  quantities: [{ quantity, unit }],
});

describe("estimateByDays", () => {
  it.each([
    // February 2025 from the leap February of 2024: 2900 × 28 ÷ 29.
    ["2025-02", [known("2024-02", "2900")], "2800"],
    ["2024-02", [known("2023-02", "2800")], "2900"],
    ["2025-03", [known("2025-02", "2800"), known("2025-04", "3000")], "3100"],
    // 31 × 100 ÷ 30 doesn't end: rounded once, half-even, to six decimals.
    ["2025-03", [known("2025-04", "100")], "103.333333"],
    ["2025-03", [known("2024-03", "1.5", "MWh")], "1500"],
  ] as const)("gives %s", (due, from, quantity) => {
    expect(estimateByDays(month(due), "kWh", from)).toEqual({ quantity, unit: "kWh" });
  });

  it("gives no estimate without figures", () => {
    expect(estimateByDays(month("2025-03"), "kWh", [])).toBeNull();
  });

  it("gives a month of the same length exactly its own quantity", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (micro) => {
        const quantity = `${micro / 1_000_000n}.${String(micro % 1_000_000n).padStart(6, "0")}`;
        const found = estimateByDays(month("2025-03"), "kWh", [known("2024-03", quantity)]);
        expect(found?.quantity).toBe(quantity.replace(/\.?0+$/, "") || "0");
      }),
    );
  });

  it("gives the same estimate for any order and unit of its figures", () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (a, b) => {
        const one = [known("2025-02", String(a)), known("2025-04", String(b), "MWh")];
        const other = [known("2025-04", String(b * 1000)), known("2025-02", `${a}`)];
        expect(estimateByDays(month("2025-03"), "kWh", one)).toEqual(estimateByDays(month("2025-03"), "kWh", other));
      }),
    );
  });
});

describe("estimateByRate", () => {
  it("scales by floor and days", () => {
    const from = [{ ...known("2025-04", "3000"), per: "100" }];
    const request = { per: "200", known: from, isStock: true };
    // 3000 kWh ÷ (100 m² × 30 d) × 200 m² × 31 d
    expect(estimateByRate(month("2025-03"), "kWh", request)).toEqual({ quantity: "6200", unit: "kWh" });
  });

  it("scales by output, regardless of the days", () => {
    const from = [
      { ...known("2025-02", "1000"), per: "10" },
      { ...known("2025-04", "2000"), per: "20" },
    ];
    const request = { per: "7.5", known: from, isStock: false };
    expect(estimateByRate(month("2025-03"), "kWh", request)).toEqual({ quantity: "750", unit: "kWh" });
  });

  it("has no rate without a base", () => {
    expect(estimateByRate(month("2025-03"), "kWh", { per: "1", known: [], isStock: false })).toBeNull();
  });

  it("is proportional to the requested amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1000 }), (quantity, per) => {
        const from = [{ ...known("2025-03", String(quantity)), per: String(per) }];
        const same = estimateByRate(month("2025-03"), "kWh", { per: String(per), known: from, isStock: true });
        expect(same?.quantity).toBe(String(quantity));
      }),
    );
  });
});
