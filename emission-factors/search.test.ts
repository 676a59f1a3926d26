import { describe, expect, it } from "vitest";
import { readLibrary } from "./read-library.ts";
import { indexLibrary, type SearchWish, searchIndex, toSearchRow } from "./search.ts";
import { buildFactorIndex } from "./search-index.ts";
import { cutHan, readQuery } from "./search-query.ts";
import { hasHan, isOneEditApart, stem } from "./search-words.ts";

const { datasets } = readLibrary();
const index = indexLibrary(datasets);

function find(query: string, wish: SearchWish = {}, limit = 20): string[] {
  const locale = wish.locale ?? (hasHan(query) ? "zh" : "en");
  return searchIndex(index, query, { locale, ...wish })
    .hits.slice(0, limit)
    .map(({ row }) => `${row.id}@${row.version}`);
}

/** Queries and the factor that must be first. */
const FIRST: [query: string, id: string][] = [
  ["uk electricity", "uk-desnz.7_400_4000_5@2026-subset"],
  ["electricity uk kwh", "uk-desnz.7_400_4000_5@2026-subset"],
  ["UK grid 2023", "uk-desnz.7_400_4000_5@2023"],
  ["hotel china", "uk-desnz.29_600_4009_13@2026-subset"],
  ["Hotel stay in Japan", "uk-desnz.29_600_4025_13@2026-subset"],
  ["Freight Train", "uk-desnz.27_315_3151_14@2026-subset"],
  ["rail freight", "uk-desnz.27_315_3151_14@2026-subset"],
  ["egrid camx", "us-egrid.total-output-camx@2023-rev2-3d"],
  ["uk-desnz.7_400_4000_5@2023", "uk-desnz.7_400_4000_5@2023"],
  ["uk-desnz.7_400_4000_5", "uk-desnz.7_400_4000_5@2026-subset"],
  ["soybean farming", "us-epa-supply-chain.111110@1.3"],
  ["tap water", "uk-desnz.17_404_4005_1@2026-subset"],
  ["water supply m3", "uk-desnz.17_404_4005_1@2026-subset"],
  ["waste water", "uk-desnz.18_405_4006_1@2026-subset"],
  ["electricity East China", "cn-mee-grid.region.east@2023"],
  ["jiangsu electricity", "cn-mee-grid.province.js@2023"],
  ["jiangsu electricity 2021", "cn-mee-grid.province.js@2021"],
  ["R410A", "gas-release.R-410A@1"],
  ["r-410a", "gas-release.R-410A@1"],
  ["R 410A refrigerant", "gas-release.R-410A@1"],
  ["R134a", "gas-release.HFC-134a@1"],
  ["R32", "gas-release.HFC-32@1"],
  ["diesel litres", "uk-desnz.1_101_1011_8@2026-subset"],
  ["deisel litres", "uk-desnz.1_101_1011_8@2026-subset"],
  ["electrcity uk", "uk-desnz.7_400_4000_5@2026-subset"],
  ["national rail", "uk-desnz.25_315_3147_11@2026-subset"],
  ["black cab taxi km", "uk-desnz.25_313_3142_4@2026-subset"],
  ["natural gas m3", "uk-desnz.1_100_1004_1@2026-subset"],
  ["北京电网", "cn-mee-grid.province.bj@2023"],
  ["广东 电力", "cn-mee-grid.province.gd@2023"],
  ["江苏用电", "cn-mee-grid.province.js@2023"],
  ["华东电网", "cn-mee-grid.region.east@2023"],
  ["华东区域电网平均", "cn-mee-grid.region.east@2023"],
  ["外购电力 全国", "cn-mee-grid.national@2023"],
  ["全国平均 度", "cn-mee-grid.national@2023"],
  ["铁路货运", "uk-desnz.27_315_3151_14@2026-subset"],
  ["高铁", "uk-desnz.25_315_3147_11@2026-subset"],
  ["高铁票", "uk-desnz.25_315_3147_11@2026-subset"],
  ["自来水", "uk-desnz.17_404_4005_1@2026-subset"],
  ["水费", "uk-desnz.17_404_4005_1@2026-subset"],
  ["污水处理", "uk-desnz.18_405_4006_1@2026-subset"],
  ["制冷剂 R410A", "gas-release.R-410A@1"],
  ["柴油 升", "uk-desnz.1_101_1011_8@2026-subset"],
  ["天然气 万立方米", "uk-desnz.1_100_1004_1@2026-subset"],
  ["酒店 日本", "uk-desnz.29_600_4025_13@2026-subset"],
  ["日本酒店", "uk-desnz.29_600_4025_13@2026-subset"],
  ["碳酸钙", "cn-ndrc-desulfurization.caco3@2013"],
];

/** Queries and key prefixes of factors that must be among the first five. */
const AMONG_FIVE: [query: string, ids: string[]][] = [
  ["diesel", ["cn-ndrc-industry-fuels.diesel", "cn-gbt-32151-22-fuels.diesel"]],
  ["diesel oil", ["cn-ndrc-industry-fuels.diesel"]],
  ["0# diesel", ["cn-ndrc-industry-fuels.diesel"]],
  ["gas oil litres", ["uk-desnz.1_101_1014_8"]],
  ["petrol litres", ["uk-desnz.1_101_1017_8"]],
  ["gasoline gallon us", ["us-epa-hub.t1-petroleum-products-motor-gasoline-gallon"]],
  ["natural gas therms", ["us-epa-hub.t1-natural-gas-natural-gas-mmbtu-hhv"]],
  ["long haul flight economy", ["uk-desnz.21_316_3170_11", "uk-desnz.21_316_3171_11"]],
  ["landfill paper", ["uk-desnz.20_506_5460_15"]],
  ["office paper recycled", ["us-epa-hub.t9-office-paper-recycled"]],
  ["SF6", ["gas-release.SF6"]],
  ["sulphur hexafluoride", ["gas-release.SF6"]],
  ["coal tonnes", ["uk-desnz.1_102_1025_15"]],
  ["lpg", ["cn-ndrc-industry-fuels.lpg"]],
  ["district heating", ["uk-desnz.10_401_4003_5", "cn-heat-default.heat"]],
  ["taxi", ["uk-desnz.25_313_3141_4"]],
  ["limestone", ["cn-ndrc-steel-process.limestone"]],
  ["kWh", ["cn-mee-grid.national"]],
  ["柴油", ["cn-ndrc-industry-fuels.diesel", "cn-gbt-32151-22-fuels.diesel", "cn-ndrc-steel-fuels.diesel"]],
  ["0# 柴油", ["cn-ndrc-industry-fuels.diesel"]],
  ["0号柴油", ["cn-ndrc-industry-fuels.diesel"]],
  ["92号汽油", ["cn-ndrc-industry-fuels.gasoline"]],
  ["国六柴油", ["cn-ndrc-industry-fuels.diesel"]],
  ["天燃气", ["cn-ndrc-industry-fuels.natural-gas"]],
  ["万立方米", ["uk-desnz.17_404_4005_1", "uk-desnz.1_100_1004_1"]],
  ["kWh 电", ["cn-mee-grid.national"]],
  ["无烟煤", ["cn-ndrc-industry-fuels.anthracite"]],
  ["液化气", ["cn-ndrc-industry-fuels.lpg"]],
  ["蒸汽", ["cn-heat-default.heat"]],
  ["出租车", ["uk-desnz.25_313_3141_4"]],
  ["生活垃圾 填埋", ["uk-desnz.20_507_5285_15"]],
  ["快递", ["us-epa-supply-chain.492110"]],
  // materials that exporters buy
  ["steel coil", ["uk-desnz.19_504_5116_15", "fr-ademe-base-carbone.26729"]],
  ["stainless steel", ["uk-desnz.19_504_5116_15", "fr-ademe-base-carbone.26729"]],
  ["热轧卷", ["uk-desnz.19_504_5116_15", "fr-ademe-base-carbone.26729"]],
  ["不锈钢", ["uk-desnz.19_504_5116_15", "fr-ademe-base-carbone.26729"]],
  ["aluminium ingot", ["us-epa-supply-chain.331315", "uk-desnz.19_504_5104_15"]],
  ["铝锭", ["us-epa-supply-chain.331315", "uk-desnz.19_504_5104_15"]],
  ["copper", ["us-epa-supply-chain.331420", "fr-ademe-base-carbone.26733"]],
  ["copper cathode", ["us-epa-supply-chain.331420", "fr-ademe-base-carbone.26733"]],
  ["电解铜", ["us-epa-supply-chain.331420"]],
  ["plastic resin", ["uk-desnz.19_505_5120_15"]],
  ["塑料粒子", ["uk-desnz.19_505_5120_15"]],
  ["cartons", ["uk-desnz.19_506_5156_15"]],
  ["包装箱", ["uk-desnz.19_506_5156_15"]],
];

describe("search", () => {
  it.each(FIRST)("puts first for %s: %s", (query, first) => expect(find(query)[0]).toBe(first));

  it.each(AMONG_FIVE)("puts among the first five for %s: %j", (query, ids) => {
    const found = find(query, {}, 5).map((key) => key.split("@")[0]);
    expect(found).toEqual(expect.arrayContaining(ids));
  });

  it("finds prefixes of words during typing", () => {
    for (const typed of ["elect", "electr", "electricit"]) expect(find(typed, { country: "CN" })[0]).toMatch(/^cn-mee/);
    expect(find("uk electricity gen")[0]).toBe("uk-desnz.7_400_4000_5@2026-subset");
  });

  it("reports corrected and unmatched words", () => {
    expect(searchIndex(index, "deisel").corrected).toEqual([{ from: "deisel", to: "diesel" }]);
    const found = searchIndex(index, "diesel xyzzyx");
    expect(found).toMatchObject({ unmatched: ["xyzzyx"], isPartial: false, corrected: [] });
    expect(found.hits.length).toBeGreaterThan(0);
    expect(searchIndex(index, "soybean refrigerant")).toMatchObject({ isPartial: true, unmatched: [] });
  });

  it("finds nothing if no factor contains any of the words", () => {
    for (const query of ["xyzzyx", " · ,", "%", "_", "'; --", "押金退款"]) expect(find(query), query).toEqual([]);
  });

  it("does not match a word inside another word", () => {
    expect(find("柴油机")).toEqual([]);
    expect(find("水果").every((key) => !key.startsWith("uk-desnz.17_"))).toBe(true);
    expect(find("电话费").every((key) => !key.includes("grid"))).toBe(true);
  });

  it("ranks a material before its waste, unless the query is about waste", () => {
    for (const query of ["steel cans", "aluminium", "纸箱", "plastic film"]) {
      expect(find(query, {}, 2).join(), query).not.toMatch(/us-epa-hub\.t9|uk-desnz\.20_/);
    }
    expect(find("waste steel cans")[0]).toMatch(/us-epa-hub\.t9|uk-desnz\.20_/);
    expect(find("纸箱 填埋")[0]).toMatch(/us-epa-hub\.t9|uk-desnz\.20_/);
  });

  it("ranks factors that can't be selected last", () => {
    const { hits } = searchIndex(index, "egrid nycw");
    const first = hits.findIndex(({ factor }) => !factor.isSelectable);
    expect(first).toBeGreaterThan(0);
    expect(hits.slice(first).every(({ factor }) => !factor.isSelectable)).toBe(true);
    const steel = searchIndex(index, "steel").hits.slice(0, 20);
    expect(steel.every(({ factor }) => factor.isSelectable)).toBe(true);
  });

  it("ranks the reader's country and convertible units first among equal matches", () => {
    expect(find("diesel", { country: "CN" })[0]).toMatch(/^cn-/);
    expect(find("natural gas", { country: "US" })[0]).toMatch(/^us-/);
    expect(find("natural gas", { country: "GB" })[0]).toMatch(/^uk-/);
    expect(find("diesel", { unitOfUse: "L" })[0]).toBe("uk-desnz.1_101_1011_8@2026-subset");
  });

  it("does not depend on the order of the rows", () => {
    const rows = datasets.flatMap(({ manifest, rows: own }) => own.map((row) => toSearchRow(row, manifest)));
    const turned = buildFactorIndex(rows.reverse());
    for (const query of ["landfill paper", "柴油", "kWh", ""]) {
      const ids = (one: typeof index) => searchIndex(one, query).hits.map(({ row }) => row.id + row.version);
      expect(ids(turned), query).toEqual(ids(index));
    }
  });

  it("does not treat a factor as dropped if a later release is only a part", () => {
    expect(index.newestYear.get("uk-desnz")).toBe("2025");
    const refilled = find("R410A kyoto", { dataset: "uk-desnz" })[0];
    expect(refilled).toMatch(/@2025$/);
  });

  it("applies every filter and chooses the release of the year", () => {
    const { hits } = searchIndex(index, "diesel", { scope: 1, region: "GB", unit: "L", year: "2023" });
    expect(hits.length).toBeGreaterThan(0);
    for (const { row } of hits) expect(row).toMatchObject({ scope: 1, region: "GB", unit: "L", version: "2023" });
    expect(searchIndex(index, "", { method: "residual" }).hits.every(({ row }) => row.method === "residual")).toBe(
      true,
    );
  });

  it("counts the results of each facet value", () => {
    const wish = { scope: 1, region: "GB" };
    const counts = searchIndex(index, "diesel", wish).countFacets();
    for (const unit of ["L", "t", "kWh"]) {
      expect(counts.unit.get(unit), unit).toBe(searchIndex(index, "diesel", { ...wish, unit }).hits.length);
    }
    // The own filter is ignored, so that the other scopes can be selected.
    expect(counts.scope.get("3")).toBe(searchIndex(index, "diesel", { ...wish, scope: 3 }).hits.length);
    expect(counts.year.get("2023")).toBe(searchIndex(index, "diesel", { ...wish, year: "2023" }).hits.length);
  });
});

describe("words", () => {
  it.each([
    ["北京电网", ["北京", "电网"]],
    ["水电费", ["水电", "费"]],
    ["柴油发电机", ["柴油发电机"]],
    ["天然气万立方米", ["天然气", "万立方米"]],
    ["电", ["电"]],
  ])("cuts %s at the words it knows", (run, words) => expect(cutHan(run)).toEqual(words));

  it("reads units, years and codes", () => {
    const terms = readQuery("ＫＷｈ，Diesel 2023 t.km");
    expect(terms.map(({ text, unit, year }) => [text, unit, year])).toEqual([
      ["kwh", "kWh", null],
      ["diesel", null, null],
      ["2023", null, "2023"],
      ["t.km", "t.km", null],
    ]);
  });

  it("treats plurals as one word and keeps codes", () => {
    expect(["batteries", "boxes", "litres", "glass", "gas", "bus", "hfc134as"].map(stem)).toEqual([
      "battery",
      "box",
      "litre",
      "glass",
      "gas",
      "bus",
      "hfc134as",
    ]);
  });

  it.each([
    ["diesel", "deisel", true],
    ["diesel", "diessel", true],
    ["diesel", "diese", true],
    ["diesel", "dieser", true],
    ["diesel", "diesel", false],
    ["diesel", "disele", false],
    ["diesel", "petrol", false],
  ])("%s and %s are one typing error apart: %s", (a, b, expected) => {
    expect(isOneEditApart(a, b)).toBe(expected);
    expect(isOneEditApart(b, a)).toBe(expected);
  });
});
