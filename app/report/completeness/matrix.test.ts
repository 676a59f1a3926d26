import { describe, expect, it } from "vitest";
import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import {
  buildMatrix,
  checkAnswer,
  EVERY_FACILITY,
  groupCells,
  isNoData,
  listExcluded,
  listOpenCategories,
  type MatrixAnswer,
  type MatrixDocument,
  type StatedMatrix,
} from "./matrix.ts";

const SAID = { en: "As stated.", zh: "如前所述。" };
const NONE = { en: "", zh: "" };
const ABSENT: MatrixAnswer = { state: "not_applicable", reason: "no_activity", why: NONE, tonnes: "", basis: NONE };
const LEFT_OUT: MatrixAnswer = { state: "excluded", reason: "not_significant", why: NONE, tonnes: "12.5", basis: SAID };

const DOCUMENT: MatrixDocument = {
  facilities: {
    f1: { name: { en: "Plant A" } },
    f2: { name: { en: "Plant B" } },
    f3: { name: { en: "Plant C" } },
  },
  activities: [
    { facility: "f1", category: "stationary_combustion" },
    { facility: "f1", category: "waste" },
    { facility: "f1", category: "waste" },
  ],
};
const IDS = { f1: "id-1", f2: "id-2", f3: "id-3" };

const BOTH = ["en", "zh"] as const;
const matrixOf = (completeness: StatedMatrix) => buildMatrix(DOCUMENT, IDS, { completeness, languages: [...BOTH] });

const statesOf = (stated: StatedMatrix, category: string) =>
  matrixOf(stated)
    .rows.find((row) => row.category === category)!
    .cells.map(({ state }) => state);

describe("the matrix of categories and facilities", () => {
  it("has a row for every category and a cell for every facility", () => {
    const { rows, counts } = matrixOf({});
    expect(rows.map(({ category }) => category)).toEqual([...ALL_CATEGORIES]);
    expect(rows.every(({ cells }) => cells.length === 3)).toBe(true);
    expect(counts).toEqual({
      covered: 2,
      not_applicable: 0,
      excluded: 0,
      not_evaluated: 3 * ALL_CATEGORIES.length - 2,
    });
  });

  it("takes coverage from the lines, whatever was answered", () => {
    expect(statesOf({}, "waste")).toEqual(["covered", "not_evaluated", "not_evaluated"]);
    expect(statesOf({ waste: { "id-1": ABSENT } }, "waste")[0]).toBe("covered");
  });

  it("prefers a facility's own answer to the one for all", () => {
    const stated = { waste: { [EVERY_FACILITY]: ABSENT, "id-3": LEFT_OUT } };
    expect(statesOf(stated, "waste")).toEqual(["covered", "not_applicable", "excluded"]);
  });

  it("groups facilities with one answer, and counts its size once", () => {
    const matrix = matrixOf({ waste: { [EVERY_FACILITY]: LEFT_OUT }, process: { "id-2": ABSENT } });
    const row = matrix.rows.find(({ category }) => category === "process")!;
    expect(groupCells(row).map(({ state, facilities }) => [state, facilities.map(({ key }) => key)])).toEqual([
      ["not_applicable", ["f2"]],
      ["not_evaluated", ["f1", "f3"]],
    ]);
    expect(listExcluded(matrix)).toMatchObject([{ category: "waste", facilities: [{ key: "f2" }, { key: "f3" }] }]);
  });
});

describe("an answer", () => {
  it.each<[string, MatrixAnswer, object]>([
    ["is complete with a reason", ABSENT, {}],
    ["is complete with a size and its basis", LEFT_OUT, {}],
    ["needs words for another reason", { ...ABSENT, reason: "other" }, { why: "missing" }],
    ["needs words in both languages", { ...ABSENT, reason: "other", why: { en: "x", zh: "" } }, { why: "missing" }],
    ["needs a reason of its own state", { ...ABSENT, reason: "not_significant" }, { reason: "missing" }],
    ["needs the size of an exclusion", { ...LEFT_OUT, tonnes: "" }, { tonnes: "missing" }],
    ["needs a size of zero or more", { ...LEFT_OUT, tonnes: "-1" }, { tonnes: "missing" }],
    ["needs the basis of the size", { ...LEFT_OUT, basis: NONE }, { basis: "missing" }],
    [
      "needs another reason than a lack of data",
      { ...LEFT_OUT, why: { en: "No data were collected.", zh: "未收集数据。" } },
      { why: "noData" },
    ],
  ])("%s", (_, answer, errors) => {
    expect(checkAnswer(answer, BOTH)).toEqual(errors);
  });

  it("needs words only in the languages of the report", () => {
    const answer: MatrixAnswer = { ...LEFT_OUT, reason: "other", why: { en: "x", zh: "" }, basis: { en: "y", zh: "" } };
    expect(checkAnswer(answer, ["en"])).toEqual({});
    expect(checkAnswer(answer, ["zh"])).toEqual({ why: "missing", basis: "missing" });
  });
});

describe("a text that gives no reason but a lack of data", () => {
  it.each([
    "No data were collected in this year.",
    "No data",
    "no data available",
    "There is no data.",
    "No activity data were collected for the reporting year",
    "Data were not collected.",
    "Data are not yet available",
    "We have no data",
  ])("is found: %s", (en) => {
    expect(isNoData({ en, zh: "" })).toBe(true);
  });

  it.each(["本年度未收集数据。", "没有数据", "暂无数据", "尚未收集到相关数据", "数据未收集", "无活动数据"])(
    "is found: %s",
    (zh) => {
      expect(isNoData({ en: "", zh })).toBe(true);
    },
  );

  it.each([
    ["The landlord runs the boiler, and its data are not shared with tenants.", "锅炉由房东运营，不向租户提供数据。"],
    ["No data were collected because the depot closed in January.", "因仓库已于一月关闭，未收集数据。"],
    ["Below 1% of the total.", "不足总量的1%。"],
    ["", ""],
  ])("is not mistaken for one: %s", (en, zh) => {
    expect(isNoData({ en, zh })).toBe(false);
  });

  it("lists the categories with open cells, and those among them that often don't occur", () => {
    const { all, absent } = listOpenCategories(matrixOf({ franchises: { [EVERY_FACILITY]: ABSENT } }));
    expect(all).toEqual(ALL_CATEGORIES.filter((category) => category !== "franchises"));
    expect(absent).toContain("stationary_combustion");
    expect(absent).toContain("investments");
    for (const category of ["mobile_combustion", "waste", "purchased_goods_services", "franchises"])
      expect(absent).not.toContain(category);
  });
});
