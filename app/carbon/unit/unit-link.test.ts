import { describe, expect, it } from "vitest";
import type { UnitCode } from "./unit.ts";
import { type MissingLink, missingLink } from "./unit-link.ts";

describe("the link between two units", () => {
  it.each<[UnitCode, UnitCode, number, MissingLink]>([
    ["t", "GJ", 1, "heating_value"],
    ["Nm3", "kWh", 1, "heating_value"],
    ["t", "kWh", 2, "other"],
    ["t", "GJ", 2, "other"],
    ["L", "t", 1, "density"],
    ["m3", "Nm3", 1, "gas_state"],
    ["t", "t.km", 3, "distance"],
    ["kg", "USD", 3, "other"],
  ])("between %s and %s in scope %i is %s", (from, to, scope, link) => {
    expect(missingLink(from, to, scope)).toBe(link);
  });
});
