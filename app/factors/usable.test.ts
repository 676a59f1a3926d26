import { describe, expect, it } from "vitest";
import { LOCALES } from "#app/i18n/index.ts";
import { readLibrary } from "#emission-factors/read-library.ts";
import { indexLibrary, searchIndex } from "#emission-factors/search.ts";
import { placeName } from "./place-name.ts";
import { findUsable, type UsedSource } from "./usable.ts";

const { datasets } = readLibrary();
const index = indexLibrary(datasets);
const AT = { country: "CN", gridRegion: "CN-JS", factorIds: [] };
const JIANGSU: UsedSource[] = [
  { ...AT, category: "purchased_electricity", unit: "MWh" },
  { ...AT, category: "mobile_combustion", unit: "L" },
];
const listFor = (usage: readonly UsedSource[], query = "") =>
  searchIndex(index, query, { locale: "en", suits: findUsable(index, usage) }).hits.map(({ row }) => row);

describe("factors that an organization can use", () => {
  it("are of its categories, and those of its own grid come first", () => {
    const rows = listFor(JIANGSU);
    expect(rows.length).toBeGreaterThan(20);
    expect([...new Set(rows.map(({ category }) => category))].sort()).toEqual([
      "mobile_combustion",
      "purchased_electricity",
    ]);
    expect(rows[0]).toMatchObject({ category: "purchased_electricity", method: "grid_average" });
    expect(["CN", "CN-JS"]).toContain(rows[0]!.region);
  });

  it("are of other countries only where its own have none", () => {
    const rows = listFor(JIANGSU);
    const abroad = rows.filter(({ region }) => region !== null && !/^(CN|001|GROUP-WORLD)/.test(region));
    // The library has no Chinese factors of vehicles.
    expect(abroad.some(({ category, unit }) => category === "mobile_combustion" && unit === "L")).toBe(true);
    expect(abroad.filter(({ category }) => category === "purchased_electricity")).toEqual([]);
  });

  it("are first those that a source uses", () => {
    const [, diesel] = listFor(JIANGSU).filter(({ category }) => category === "mobile_combustion");
    const sources = [{ ...JIANGSU[1]!, factorIds: [diesel!.id] }, JIANGSU[0]!];
    expect(listFor(sources)[0]!.id).toBe(diesel!.id);
  });

  it("are searched by words in the order of the search", () => {
    const all = searchIndex(index, "jiangsu electricity", { locale: "en" }).hits.map(({ row }) => row.id);
    const own = listFor(JIANGSU, "jiangsu electricity").map(({ id }) => id);
    expect(own[0]).toBe(all[0]);
    expect(all.filter((id) => own.includes(id))).toEqual(own);
  });

  it("are none without sources", () => {
    expect(listFor([])).toEqual([]);
  });

  it("have a place with a name, not a code, in every language", () => {
    const regions = new Set(index.factors.flatMap(({ editions }) => editions.map(({ row }) => row.region)));
    const raw = LOCALES.flatMap((locale) =>
      [...regions].filter((region) => region !== null && /^(GROUP-.*|\d{3})$/.test(placeName(region, locale) ?? "")),
    );
    expect(raw).toEqual([]);
  });
});
