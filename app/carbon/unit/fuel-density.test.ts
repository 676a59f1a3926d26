import { describe, expect, it } from "vitest";
import { conversionsOf, convertExactly } from "./fuel-conversion.ts";
import { densityFactorsOf, impliedDensity } from "./fuel-density.ts";

const SOURCE = { en: "UK factors", zh: "英国系数" };
const HEATING_VALUE = {
  document: {
    kind: "property" as const,
    id: "cn-gbt-32151-22-fuels-ncv.diesel",
    version: "2024",
    property: "net_calorific_value",
    heatBasis: "net" as const,
    from: "t",
    to: "GJ",
    value: "42.652",
  },
  published: "42.652 GJ/t",
  source: { en: "GB/T", zh: "GB/T" },
};
const TARGET = { unit: "GJ" as const, heatBasis: "net" as const, country: "CN", isNaturalGas: false };
const DENSITY = { kgPerLitre: "0.8307", perLitre: "2.66155 kg", perTonne: "3203.91143 kg", source: SOURCE };

describe("the density of a fuel", () => {
  it("is implied by the figures of a publisher per litre and per tonne", () => {
    // The standards allow 810 to 850 kg/m³ for diesel and 720 to 775 kg/m³ for petrol.
    expect(impliedDensity("2.66155", "3203.91143")).toBe("0.8307");
    expect(impliedDensity("2.33984", "3154.08213")).toBe("0.7418");
    expect(impliedDensity("0.00001", "3154.08213")).toBe("0.0000");
    expect(impliedDensity("2.66155", "0")).toBe(null);
    expect(impliedDensity("", "3203.91143")).toBe(null);
  });

  it("is known for Chinese diesel and petrol only", () => {
    expect(densityFactorsOf("cn-ndrc-industry-fuels.diesel")?.perLitre).toBe("uk-desnz.1_101_1012_8");
    expect(densityFactorsOf("cn-gbt-32151-22-fuels.gasoline")?.perTonne).toBe("uk-desnz.1_101_1018_15");
    for (const id of ["cn-gbt-32151-22-fuels.crude-oil", "eu-cbam-fuels.gas-diesel-oil", "uk-desnz.1_101_1012_8"])
      expect(densityFactorsOf(id)).toBe(null);
  });

  it("converts litres to energy, exactly, and is named by the conversion", () => {
    const [tonnes, litres] = conversionsOf(TARGET, [HEATING_VALUE], DENSITY);
    expect(tonnes).toMatchObject({ from: "t", value: "42.652" });
    expect(tonnes).not.toHaveProperty("density");
    // 0.8307 kg/L × 42.652 GJ/t
    expect(litres).toMatchObject({ from: "L", to: "GJ", value: "0.0354310164", density: DENSITY });
    expect(convertExactly({ quantity: "1000", unit: "升" }, litres!)).toEqual({ quantity: "35.4310164", unit: "GJ" });
    expect(conversionsOf(TARGET, [HEATING_VALUE]).map(({ from }) => from)).toEqual(["t"]);
  });
});
