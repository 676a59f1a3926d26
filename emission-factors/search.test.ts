import { describe, expect, it } from "vitest";
import { readLibrary } from "./read-library.ts";
import { searchFactors, searchTextOf, splitQuery } from "./search.ts";

const rows = readLibrary().datasets.flatMap(({ manifest, rows: own }) =>
  own.map((row) => ({
    id: row.id,
    version: manifest.edition,
    nameEn: row.name_en,
    nameZh: row.name_zh,
    unit: row.unit,
    status: row.status,
    validTo: row.valid_to || manifest.validTo,
    searchText: searchTextOf(row, manifest),
  })),
);

function find(query: string, locale: "en" | "zh" = "en", limit = 20): string[] {
  return searchFactors(rows, query, { locale, limit }).map((row) => `${row.id}@${row.version}`);
}

describe("search", () => {
  it.each([
    ["uk electricity", "uk-desnz.7_400_4000_5@2025"],
    ["hotel china", "uk-desnz.29_600_4009_13@2025"],
    ["Freight Train", "uk-desnz.27_315_3151_14@2025"],
    ["egrid camx", "us-egrid.total-output-camx@2023-rev2"],
    ["uk-desnz.7_400_4000_5@2023", "uk-desnz.7_400_4000_5@2023"],
    ["soybean farming", "us-epa-supply-chain.111110@1.3"],
    ["北京电网", "cn-mee-grid.province.bj@2023"],
    ["广东 电力", "cn-mee-grid.province.gd@2023"],
    ["铁路货运", "uk-desnz.27_315_3151_14@2025"],
    ["r-410a", "gas-release.R-410A@1"],
  ])("puts first for %s: %s", (query, first) => {
    expect(find(query, /\p{Script=Han}/u.test(query) ? "zh" : "en")[0]).toBe(first);
  });

  it("finds the same fuel by its name in either language", () => {
    expect(find("柴油", "zh")).toEqual(expect.arrayContaining(find("diesel", "zh").slice(0, 3)));
    expect(find("柴油 uk-desnz litres", "zh").length).toBeGreaterThan(0);
  });

  it("finds a refrigerant with and without its hyphen", () => {
    expect(find("R410A")).toContain("gas-release.R-410A@1");
  });

  it("asks for every word", () => {
    expect(find("diesel soybean")).toEqual([]);
    expect(find("")).toEqual([]);
    expect(find(" · ,")).toEqual([]);
  });

  it("does not depend on the order of the rows", () => {
    const turned = [...rows].reverse();
    const one = searchFactors(rows, "landfill paper", { limit: 50 });
    const other = searchFactors(turned, "landfill paper", { limit: 50 });
    expect(other.map((row) => row.id + row.version)).toEqual(one.map((row) => row.id + row.version));
  });

  it("puts rows that may not be selected last", () => {
    const found = searchFactors(rows, "egrid nycw", { limit: 50 });
    const firstOther = found.findIndex((row) => row.status !== "active");
    expect(found.slice(firstOther).every((row) => row.status !== "active")).toBe(true);
    expect(firstOther).toBeGreaterThan(0);
  });

  it("cuts Chinese at the words it knows", () => {
    expect(splitQuery("北京电网 2023")).toEqual(["北京", "电网", "2023"]);
    expect(splitQuery("ＫＷｈ，Diesel")).toEqual(["kwh", "diesel"]);
  });
});
