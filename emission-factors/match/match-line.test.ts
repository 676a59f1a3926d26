import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isCategory } from "#app/carbon/line/scope.ts";
import { parseCsvRecords } from "../csv.ts";
import { readLibrary } from "../read-library.ts";
import { indexLibrary, type LibrarySearchRow } from "../search.ts";
import { spend } from "./concept.ts";
import { CONCEPTS } from "./dictionary.ts";
import { FREIGHT_MODES, FUELS, fuelFactors, TRAVEL_MODES } from "./families.ts";
import { type LineMatch, matchLine } from "./match-line.ts";
import { WASTE_STREAMS, wasteFactors } from "./waste.ts";

const index = indexLibrary(readLibrary().datasets);
const find = (id: string) => index.factors[index.byId.get(id.toLowerCase()) ?? -1];

interface Labelled {
  set: string;
  text: string;
  unit: string;
  country: string;
  account: string;
  currency: string;
  categories: string[];
  expect: string;
  acceptable: string[];
  mustNot: string[];
}

const words = (cell: string | undefined) => (cell ?? "").split(" ").filter((word) => word !== "");
const LINES: Labelled[] = parseCsvRecords(readFileSync(new URL("labelled-lines.csv", import.meta.url), "utf8")).map(
  ({ set = "", text = "", unit = "", country = "", account = "", currency = "", expect: wanted = "", ...cells }) => ({
    ...{ set, text, unit, country, account, currency, expect: wanted },
    categories: words(cells.categories),
    acceptable: words(cells.acceptable),
    mustNot: words(cells.must_not),
  }),
);

const KIND_OF: Record<string, string> = {
  stationary_combustion: "combustion",
  mobile_combustion: "combustion",
  process: "process",
  fugitive: "fugitive",
  purchased_electricity: "energy",
  purchased_heat: "energy",
  upstream_transport: "freight",
  business_travel: "travel",
  employee_commuting: "travel",
  waste: "waste",
};

/** The kinds of harm that a factor would do, as the labels name them. */
function kindsOf({ category, method, region, nameEn }: LibrarySearchRow, country: string): string[] {
  const kinds = ["any", KIND_OF[category ?? ""] ?? ""];
  if (method === "spend_based") kinds.push("spend");
  if (method === "well_to_tank" || category === "fuel_energy_related") kinds.push("upstream_only");
  if (["residual", "fossil", "ets", "marginal", "footprint_lifecycle"].includes(method ?? ""))
    kinds.push("special_grid");
  if (nameEn.startsWith("Material use")) kinds.push("material");
  if (nameEn.includes(" CH4 and N2O")) kinds.push("partial");
  if (category === "purchased_electricity" && !region?.startsWith(country)) kinds.push("other_country_grid");
  return kinds;
}

function judge(line: Labelled) {
  const { text, unit, country, account, currency } = line;
  const amount = currency === "" ? "" : "1000";
  const match = matchLine(index, { text, unit, country, account, currency, amount });
  const first = match.rows[0];
  const isRight = first !== undefined && line.acceptable.includes(first.id);
  const isSilentRightly = first === undefined && line.expect !== "factor";
  const isCategoryRight = line.categories.length === 0 || line.categories.includes(match.category ?? "");
  const isHarmful =
    first !== undefined && !isRight && kindsOf(first, country).some((kind) => line.mustNot.includes(kind));
  const saysWrong = line.categories.length > 0 && match.category !== null && !isCategoryRight;
  return {
    line,
    match,
    first,
    isRight,
    isUseful: isRight || isSilentRightly,
    isCategoryRight,
    isMisleading: isHarmful || saysWrong,
  };
}

const verdicts = LINES.map(judge);

function share<Item>(items: readonly Item[], accepts: (item: Item) => boolean): number {
  return items.length === 0 ? 1 : items.filter(accepts).length / items.length;
}

describe("lines of ledgers", () => {
  it.each([...new Set(LINES.map(({ set }) => set))])("reaches the targets on the set %s", (set) => {
    const own = verdicts.filter(({ line }) => line.set === set);
    const figures = {
      useful: share(own, ({ isUseful }) => isUseful),
      category: share(
        own.filter(({ line }) => line.categories.length > 0),
        ({ isCategoryRight }) => isCategoryRight,
      ),
      misleading: share(own, ({ isMisleading }) => isMisleading),
      high: share(
        own.filter(({ first, match }) => first && match.confidence === "high"),
        ({ isRight }) => isRight,
      ),
      medium: share(
        own.filter(({ first, match }) => first && match.confidence === "medium"),
        ({ isRight }) => isRight,
      ),
    };
    const missed = own
      .filter(({ isUseful, isCategoryRight }) => !(isUseful && isCategoryRight))
      .map(({ line }) => line.text);
    expect(figures.useful, missed.join("\n")).toBeGreaterThanOrEqual(0.85);
    expect(figures.category, missed.join("\n")).toBeGreaterThanOrEqual(0.9);
    expect(figures.misleading, missed.join("\n")).toBeLessThanOrEqual(0.02);
    expect(figures.high, missed.join("\n")).toBeGreaterThanOrEqual(0.95);
    expect(figures.medium, missed.join("\n")).toBeGreaterThanOrEqual(0.8);
  });

  it("labels lines with factors that can be selected", () => {
    const ids = LINES.flatMap(({ acceptable }) => acceptable);
    expect(ids.filter((id) => find(id)?.isSelectable !== true)).toEqual([]);
    expect(LINES.flatMap(({ categories }) => categories).filter((one) => !isCategory(one))).toEqual([]);
    expect(LINES.length).toBeGreaterThanOrEqual(150);
  });

  it("never offers an upstream share, a part of the gases or a heating value", () => {
    const rows = verdicts.flatMap(({ match }) => match.rows);
    const kinds = rows.flatMap((row) => kindsOf(row, row.region ?? ""));
    expect(kinds.filter((kind) => kind === "upstream_only" || kind === "partial")).toEqual([]);
    expect(rows.every(({ status, kind }) => status === "active" && kind !== "property")).toBe(true);
  });

  it("never offers disposal for a purchase", () => {
    const bought = verdicts.filter(({ match }) => match.category === "purchased_goods_services");
    expect(bought.flatMap(({ match }) => match.rows).filter(({ category }) => category === "waste")).toEqual([]);
  });
});

describe("readings", () => {
  const read = (text: string, unit: string, more: Record<string, string> = {}): LineMatch<LibrarySearchRow> =>
    matchLine(index, { text, unit, country: "CN", ...more });

  it.each([
    ["柴油滤芯", "只", "purchased_goods_services"],
    ["10t燃气蒸汽锅炉", "台", "capital_goods"],
    ["汽油桶", "个", "purchased_goods_services"],
    ["不锈钢水槽", "个", "purchased_goods_services"],
    ["DO", "L", null],
    ["PNG", "m3", "stationary_combustion"],
    ["出差补助", "元", null],
    ["氧气瓶押金", "元", null],
    ["水电费", "元", "purchased_electricity"],
    ["R448A 补液", "kg", "fugitive"],
    ["一批", "元", null],
    ["", "kg", null],
    ["???", "t", null],
  ])("reads %s (%s) as %s", (text, unit, category) => {
    expect(read(text, unit).category).toBe(category);
  });

  it.each([
    ["汽油添加剂", "瓶", "CN", "车辆费", "purchased_goods_services"],
    ["垃圾桶", "个", "CN", "办公费", "purchased_goods_services"],
    ["废水处理用絮凝剂", "kg", "CN", "环保费", "purchased_goods_services"],
    ["电力增容工程费", "元", "CN", "在建工程", "capital_goods"],
    ["Flight cases", "pcs", "GB", "Packaging", "purchased_goods_services"],
    ["Used CNC mill", "USD", "US", "Machinery", "capital_goods"],
    // language: the name of a charge on British bills
    ["Electricity standing charge", "days", "GB", "Electricity", null],
    ["Sale of used car", "GBP", "GB", "Disposal proceeds", null],
    ["Fluorescent tube disposal", "pcs", "GB", "Waste", "waste"],
  ])("reads %s (%s) by its last word, its unit and its account", (text, unit, country, account, category) => {
    expect(read(text, unit, { country, account, amount: "1000", currency: "USD" }).category).toBe(category);
  });

  it("does not state a category for an unknown word in money on an account of fuel", () => {
    expect(read("沪A12345", "元", { account: "车辆费", amount: "1" })).toMatchObject({ category: null, rows: [] });
  });

  it("abstains and names what is needed", () => {
    expect(read("加油卡充值", "元")).toMatchObject({ rows: [], needs: ["fuel_type", "physical_quantity"] });
    expect(read("R448A 补液", "kg")).toMatchObject({ rows: [], needs: ["blend_composition"] });
    expect(read("电费", "元")).toMatchObject({ rows: [], needs: ["physical_quantity"] });
  });

  it("offers spend only with an amount, and asks for the exchange rate of other currencies", () => {
    expect(read("保安服务费", "月").rows).toEqual([]);
    expect(read("保安服务费", "元").needs).toEqual(["exchange_rate", "price_year"]);
    expect(read("Security guards", "USD", { country: "US" }).needs).toEqual(["price_year"]);
    expect(read("Security guards", "THB", { country: "TH" }).rows[0]?.id).toBe("us-epa-supply-chain.561612");
  });

  it("is less certain where a word after the known one is unknown", () => {
    expect(read("不锈钢板", "吨").confidence).toBe("medium");
    expect(read("不锈钢猫爬架", "吨").confidence).toBe("low");
  });

  it("takes the grid of the country, and the province where the line names it", () => {
    expect(read("电费", "kWh").rows[0]?.id).toBe("cn-mee-grid.national");
    expect(read("苏州厂电费", "kWh").rows[0]?.id).toBe("cn-mee-grid.province.js");
    expect(read("电费", "kWh", { country: "VN" }).rows.map(({ region }) => region)).toEqual(["VN"]);
  });

  it("reads a material on an account for scrap as waste, and one for the furnace as a purchase", () => {
    expect(read("废钢", "吨", { account: "其他业务收入-废品" }).category).toBe("waste");
    expect(read("废钢 入炉", "吨", { account: "原材料" }).category).toBe("purchased_goods_services");
  });
});

describe("words and factors", () => {
  it("lists factors that the library has", () => {
    const ids = [
      ...CONCEPTS.flatMap(({ factors = [], recycled = [], sectors = [] }) => [
        ...factors,
        ...recycled,
        ...spend(sectors),
      ]),
      ...Object.values(FREIGHT_MODES).flatMap((mode) => [
        ...mode.perTonne,
        ...(mode.perTonneUs ?? []),
        ...(mode.perVehicle ?? []),
      ]),
      ...Object.values(TRAVEL_MODES).flatMap((mode) => [...mode.perPassenger, ...(mode.perPassengerUs ?? [])]),
      ...[...Object.values(FREIGHT_MODES), ...Object.values(TRAVEL_MODES), ...Object.values(WASTE_STREAMS)].flatMap(
        ({ sectors }) => spend(sectors),
      ),
    ];
    expect([...new Set(ids)].filter((id) => !find(id))).toEqual([]);
  });

  it("has a factor for each fuel and each stream of waste that it knows one of", () => {
    const isListed = (ids: readonly string[]) => ids.some((id) => find(id)?.isSelectable);
    const fuels = Object.keys(FUELS).filter((key) => key !== "methanol");
    expect(
      fuels.filter((key) => !["CN", "GB", "US", "DE"].some((at) => isListed(fuelFactors(key, at, "mass", true)))),
    ).toEqual([]);
    const streams = Object.entries(WASTE_STREAMS).filter(([, { gb }]) => Object.keys(gb).length > 0);
    expect(streams.filter(([key]) => !isListed(wasteFactors(key, null, "GB")))).toEqual([]);
  });

  it("has each stream that a material names", () => {
    const streams = CONCEPTS.flatMap(({ stream }) => stream ?? []);
    expect([...new Set(streams)].filter((key) => !WASTE_STREAMS[key])).toEqual([]);
  });

  it("reads a thousand lines in less than a second", () => {
    const start = performance.now();
    for (let at = 0; at < 1000; at += 1) judge(LINES[at % LINES.length]!);
    // The machine takes about 100 ms.
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
