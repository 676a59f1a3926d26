import { describe, expect, it } from "vitest";
import { readLibrary } from "#emission-factors/read-library.ts";
import { indexLibrary } from "#emission-factors/search.ts";
import { findCandidates } from "./find-candidates.ts";
import { SHIPPED_KINDS, SHIPPED_TRADES } from "./shipped-trades.ts";
import { readTrades } from "./trade-template.ts";

const { kinds } = readTrades(SHIPPED_KINDS, SHIPPED_TRADES);
const factors = indexLibrary(readLibrary().datasets)
  .factors.filter(({ isSelectable }) => isSelectable)
  .map(({ editions }) => editions[0]!.row);

function first(id: string, country: string) {
  const kind = kinds.find((one) => one.id === id)!;
  return findCandidates(kind, country, factors)[0] ?? null;
}

describe("the factor of a source kind", () => {
  it.each([
    ["natural_gas", { CN: "CN", DE: "GB", US: "US", VN: "GB", IN: "GB", GB: "GB" }],
    ["coal", { CN: "CN", DE: "GB", US: "US", VN: "GB", IN: "GB", GB: "GB" }],
    ["diesel_vehicles", { CN: "CN", DE: "GB", US: "US", VN: "GB", IN: "GB", GB: "GB" }],
    ["heat", { CN: "CN", DE: null, US: null, VN: null, IN: null, GB: "GB" }],
    ["steel", { CN: "FR", DE: "FR", US: "US", VN: "FR", IN: "FR", FR: "FR" }],
    ["cardboard", { CN: "FR", DE: "FR", US: "US", VN: "FR", IN: "FR", GB: "GB" }],
    ["hotel", { CN: "CN", DE: "DE", US: "US", VN: "VN", IN: "IN", GB: "GB" }],
    ["commuting", { CN: "GB", DE: "GB", US: "US", VN: "GB", IN: "GB" }],
  ] as const)("comes from the country of the facility before a substitute: %s", (id, expected) => {
    const found = Object.keys(expected).map((country) => [country, first(id, country)?.factor.region ?? null]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it("is marked as a substitute exactly where it is of another place", () => {
    for (const kind of kinds) {
      for (const country of ["CN", "DE", "US", "VN", "IN"]) {
        for (const { factor, isSubstitute } of findCandidates(kind, country, factors)) {
          expect([kind.id, isSubstitute]).toEqual([kind.id, factor.region !== null && factor.region !== country]);
        }
      }
    }
  });

  it("is never an electricity factor, because the grid of the facility decides", () => {
    for (const kind of kinds) {
      for (const country of ["CN", "DE", "US", "VN", "IN"]) {
        const found = findCandidates(kind, country, factors);
        expect(found.filter(({ factor }) => factor.category === "purchased_electricity")).toEqual([]);
      }
    }
    expect(findCandidates(kinds.find(({ id }) => id === "electricity")!, "DE", factors)).toEqual([]);
  });

  it("exists for every kind except heat outside of countries with a heat factor", () => {
    for (const country of ["CN", "DE", "US", "VN", "IN"]) {
      const without = kinds.filter(({ id, factor }) => !("grid" in factor) && first(id, country) === null);
      expect([country, without.map(({ id }) => id)]).toEqual([country, country === "CN" ? [] : ["heat"]]);
    }
  });

  it("covers carbon dioxide wherever a fuel is burnt", () => {
    for (const country of ["CN", "DE", "US", "VN", "IN"]) {
      const burnt = kinds.filter(({ group }) => group === "burn");
      const names = burnt.flatMap((kind) => findCandidates(kind, country, factors)).map(({ factor }) => factor.nameEn);
      expect(names.filter((name) => /CH4|N2O/.test(name))).toEqual([]);
    }
  });

  it("is the average blend of its own country, but mineral fuel for any other", () => {
    expect(first("diesel_vehicles", "GB")!.factor.nameEn).toContain("average biofuel blend");
    expect(first("diesel_vehicles", "VN")!.factor.nameEn).toContain("100% mineral");
  });
});
