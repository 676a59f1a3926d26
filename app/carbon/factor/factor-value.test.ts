import { describe, expect, it } from "vitest";
import type { DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import { evaluateFactor, shortenDecimal } from "./factor-value.ts";

const GWP = { set: "AR6", values: { CO2: "1", CH4_fossil: "29.8", N2O: "273" }, blends: {} };
const identity = { id: "x", version: "1" };

describe("evaluateFactor", () => {
  it("sums the gases of a factor by their GWP", () => {
    const factor: DocumentFactor = { ...identity, kind: "emission", unit: "kWh", gases: { CO2: "0.2", N2O: "0.0001" } };
    expect(evaluateFactor(factor, GWP)).toMatchObject({
      total: "0.2273",
      gases: [
        { gas: "CO2", kg: "0.2", co2eKg: "0.2" },
        { gas: "N2O", kg: "0.0001", co2eKg: "0.0273" },
      ],
    });
  });

  it("restates a factor published per gas in CO2e under another GWP set", () => {
    const factor: DocumentFactor = {
      ...identity,
      kind: "emission",
      unit: "t",
      gasesCo2e: { CH4_fossil: "28" },
      gasesGwp: { CH4_fossil: "28" },
    };
    expect(evaluateFactor(factor, GWP)).toMatchObject({ total: "29.8", gases: [{ kg: "1" }] });
  });

  it("keeps CO2e without a split as published, with its GWP set", () => {
    const factor: DocumentFactor = { ...identity, kind: "emission", unit: "USD", co2e: "0.532", co2eGwpSet: "AR5" };
    expect(evaluateFactor(factor, GWP)).toMatchObject({
      total: "0.532",
      gases: [],
      unsplit: { co2eKg: "0.532", gwpSet: "AR5" },
    });
  });

  it("has no total if the set lacks a gas, and never a smaller one", () => {
    const factor: DocumentFactor = { ...identity, kind: "emission", unit: "kg", gases: { CO2: "1", "HFC-32": "1" } };
    expect(evaluateFactor(factor, GWP)).toMatchObject({
      total: null,
      gases: [{ co2eKg: null }, { gas: "HFC-32", kg: "1" }],
    });
  });

  it("shows a property as it is", () => {
    const factor: DocumentFactor = {
      ...identity,
      kind: "property",
      property: "density",
      from: "L",
      to: "kg",
      value: "0.84",
    };
    expect(evaluateFactor(factor, GWP)).toEqual({ kind: "property", unit: "L", to: "kg", value: "0.84" });
  });
});

it.each([
  ["410.546454087", 6, "410.546"],
  ["0.00002044", 6, "0.00002044"],
  ["3029.26", 3, "3030"],
  ["0", 6, "0"],
  ["1234567", 6, "1234570"],
])("%s in %i digits is %s", (value, digits, expected) => expect(shortenDecimal(value, digits)).toBe(expected));
