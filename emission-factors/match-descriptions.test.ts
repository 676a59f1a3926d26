import { describe, expect, it } from "vitest";
import { type Confidence, matchDescription, tellingWords } from "./match-descriptions.ts";
import { readLibrary } from "./read-library.ts";
import { indexLibrary } from "./search.ts";
import { buildFactorIndex, type SearchRow } from "./search-index.ts";

const library = indexLibrary(readLibrary().datasets);

/** Sources of a sample plant in Jiangsu. */
const sources = buildFactorIndex(
  (
    [
      ["electricity", "Electricity", "电力", "kWh"],
      ["gas", "Natural gas", "天然气", "m3"],
      ["diesel", "Forklift diesel", "叉车柴油", "L"],
      ["petrol", "Company cars, petrol", "公务车汽油", "L"],
      ["refrigerant", "Refrigerant R410A", "制冷剂 R410A", "kg"],
      ["steam", "Purchased steam", "外购蒸汽", "GJ"],
      ["water", "Tap water", "自来水", "m3"],
      ["waste", "General waste to landfill", "生活垃圾填埋", "t"],
      ["rail", "Business travel by rail", "高铁差旅", "p.km"],
      ["hotel", "Hotel nights", "酒店住宿", "room_night"],
    ] as const
  ).map(([id, nameEn, nameZh, unit]) => toRow({ id, nameEn, nameZh, unit })),
);

function toRow(given: Pick<SearchRow, "id" | "nameEn" | "nameZh" | "unit">): SearchRow {
  return {
    version: "1",
    datasetId: "",
    publisher: "",
    kind: "emission",
    scope: null,
    category: null,
    region: null,
    method: null,
    status: "active",
    validFrom: null,
    validTo: null,
    dataYear: null,
    publishedOn: null,
    cell: "",
    ...given,
  };
}

/** The wording of a ledger, its unit, the expected match and its confidence. */
const OF_SOURCES: [text: string, unit: string, id: string, confidence: Confidence][] = [
  ["2025年3月电费", "kWh", "electricity", "high"],
  ["电费 3月 一厂", "万千瓦时", "electricity", "high"],
  ["外购电力", "度", "electricity", "high"],
  ["Electricity bill March 2025", "kWh", "electricity", "high"],
  ["Power consumption Q1", "MWh", "electricity", "high"],
  ["Electricty", "kWh", "electricity", "medium"],
  ["电费", "", "electricity", "medium"],
  ["天燃气", "立方米", "gas", "high"],
  ["食堂天然气", "m3", "gas", "high"],
  ["Mains gas, invoice 4711", "m3", "gas", "high"],
  ["天然气", "Nm3", "gas", "medium"],
  ["叉车柴油", "升", "diesel", "high"],
  ["0#柴油（叉车）", "L", "diesel", "high"],
  ["Diesel oil forklift", "litres", "diesel", "high"],
  ["Deisel forklift", "L", "diesel", "medium"],
  ["柴油 0号", "吨", "diesel", "medium"],
  ["公务车 92号汽油", "升", "petrol", "high"],
  ["Gasoline company cars", "L", "petrol", "high"],
  ["R-410A top-up", "kg", "refrigerant", "low"],
  ["冷媒 R410A", "公斤", "refrigerant", "high"],
  ["外购蒸汽费", "GJ", "steam", "high"],
  ["水费", "立方米", "water", "high"],
  ["自来水费 2025-03", "吨", "water", "medium"],
  ["Water supply", "m3", "water", "high"],
  ["生活垃圾清运 填埋", "吨", "waste", "high"],
  ["高铁票 差旅", "人公里", "rail", "high"],
  ["High-speed rail business travel", "p.km", "rail", "high"],
  ["Hotel accommodation", "room night", "hotel", "high"],
  ["酒店住宿费 出差", "间夜", "hotel", "low"],
];

const OF_LIBRARY: [text: string, unit: string, id: string, confidence: Confidence][] = [
  ["R410A 补充", "kg", "gas-release.R-410A", "high"],
  ["Refrigerant top-up R-410A", "kg", "gas-release.R-410A", "high"],
  ["外购蒸汽", "GJ", "cn-heat-default.heat", "high"],
  ["0#柴油", "L", "uk-desnz.1_101_1011_8", "medium"],
  ["Tap water", "m3", "uk-desnz.17_404_4005_1", "medium"],
  ["电费", "kWh", "cn-mee-grid.national", "medium"],
  ["天然气", "GJ", "cn-gbt-32151-22-fuels.natural-gas", "medium"],
  ["出租车费", "km", "uk-desnz.25_313_3141_4", "medium"],
  ["SF6 补气", "kg", "gas-release.SF6", "medium"],
  ["高铁票 上海-北京", "人公里", "uk-desnz.25_315_3147_11", "low"],
];

/** Payments without emissions, words that contain another word, and text without meaning. */
const NOTHING: [text: string, unit: string][] = [
  ["员工工资", "元"],
  ["3月社保公积金", "元"],
  ["增值税", "元"],
  ["押金退款", "元"],
  ["Bank interest", "USD"],
  ["Payroll March", "USD"],
  ["Depreciation of machinery", "USD"],
  ["VAT on diesel", "EUR"],
  ["水电费", "元"],
  ["水果", "kg"],
  ["停车费", "元"],
  ["柴油发电机", "台"],
  ["柴油", "个"],
  ["合计", "kWh"],
  ["2025-03", "kWh"],
  ["invoice 12345", "kWh"],
  ["", "kWh"],
  ["???", "t"],
];

describe("match descriptions", () => {
  it.each(OF_SOURCES)("%s (%s) is the source %s: %s", (text, unit, id, confidence) => {
    const [best] = matchDescription(sources, { text, unit });
    expect({ id: best?.row.id, confidence: best?.confidence }, JSON.stringify(best?.reasons)).toEqual({
      id,
      confidence,
    });
  });

  it.each(OF_LIBRARY)("%s (%s) is the factor %s: %s", (text, unit, id, confidence) => {
    const [best] = matchDescription(library, { text, unit }, { country: "CN", locale: "zh" });
    expect({ id: best?.row.id, confidence: best?.confidence }, JSON.stringify(best?.reasons)).toEqual({
      id,
      confidence,
    });
  });

  it.each(NOTHING)("%s (%s) matches nothing", (text, unit) => {
    expect(matchDescription(sources, { text, unit })).toEqual([]);
    expect(matchDescription(library, { text, unit }, { country: "CN" })).toEqual([]);
  });

  it("gives reasons for words, units and equally close candidates", () => {
    const [diesel] = matchDescription(sources, { text: "Derv forklift truck", unit: "t" });
    expect(diesel?.reasons).toEqual([
      { kind: "synonym", typed: "derv", means: "diesel" },
      { kind: "word", typed: "forklift" },
      { kind: "missing", typed: "truck" },
      { kind: "unit_needs_property", unit: "t", to: "L" },
    ]);
    const [grid] = matchDescription(library, { text: "电费", unit: "万度" }, { country: "CN" });
    expect(grid?.reasons[0]).toMatchObject({ kind: "synonym", typed: "电费" });
    expect(grid?.reasons.at(-1)).toMatchObject({ kind: "rivals" });
  });

  it("offers at most five candidates with a convertible unit", () => {
    for (const [text, unit] of OF_LIBRARY) {
      const matches = matchDescription(library, { text, unit }, { country: "CN" });
      expect(matches.length).toBeLessThanOrEqual(5);
      expect(matches.every(({ row }) => row.status === "active" && row.kind !== "property")).toBe(true);
    }
    expect(matchDescription(sources, { text: "Electricity", unit: "t.km" })).toEqual([]);
  });

  it.each([
    ["2025年3月 柴油费用 发票 No. 123", "柴油"],
    ["Diesel, invoice 4711, 12/2025", "diesel"],
    ["R410A", "r410a"],
    ["办公用纸 A4", "办公用纸"],
  ])("reduces %s to its significant words: %s", (text, telling) => {
    expect(
      tellingWords(text)
        .replace(/[,\s/]+/g, " ")
        .trim(),
    ).toBe(telling);
  });
});
