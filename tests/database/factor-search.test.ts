import { expect, it } from "vitest";
import type { ContentLanguage } from "#app/encoding/language.ts";
import {
  countDatasets,
  findFactors,
  getFactorHistory,
  listDatasets,
  listGwpSets,
  listProperties,
} from "#app/factors/factor.server.ts";
import { type FactorQuery, searchFactors } from "#app/factors/factor-search.server.ts";
import { listGridRegions } from "#app/places/facility/grid-regions.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";

onEachEngine(
  "factor library",
  (engine) => {
    const search = (query: FactorQuery, locale: ContentLanguage = "en") =>
      engine.doors.withPublic((tx) => searchFactors(tx, query, locale));

    it("is loaded, with its datasets and GWP sets", async () => {
      const { count, datasets, sets } = await engine.doors.withPublic(async (tx) => ({
        count: await countDatasets(tx),
        datasets: await listDatasets(tx),
        sets: await listGwpSets(tx),
      }));
      expect(count).toBe(datasets.reduce((sum, dataset) => sum + dataset.editions.length, 0));
      expect(datasets.find(({ id }) => id === "uk-desnz")?.editions.map(({ edition }) => edition)).toEqual(
        expect.arrayContaining(["2021", "2025"]),
      );
      expect(sets.map(({ id }) => id)).toEqual(["AR6", "AR6-2", "AR5", "AR5-CCF", "AR4"]);
    });

    it.each([
      ["jiangsu electricity", "en", "cn-mee-grid.province.js"],
      ["江苏 电力", "zh", "cn-mee-grid.province.js"],
      ["江苏电力", "zh", "cn-mee-grid.province.js"],
      ["江苏用电", "zh", "cn-mee-grid.province.js"],
      ["cn-mee-grid.province.js", "en", "cn-mee-grid.province.js"],
    ] as const)("%s finds the grid of Jiangsu first", async (query, locale, id) => {
      const { hits } = await search({ query }, locale);
      expect(hits[0]?.id).toBe(id);
      expect(hits[0]?.editions).toEqual(["2021", "2022", "2023"]);
      expect(hits[0]?.version).toBe("2023");
      expect(hits[0]?.dataset.licence.name).not.toBe("");
    });

    it("shows each factor once, in the requested release", async () => {
      const { hits } = await search({ query: "jiangsu electricity 2021" });
      expect(hits.filter(({ id }) => id === "cn-mee-grid.province.js").map(({ version }) => version)).toEqual(["2021"]);
    });

    it.each(["%", "_", "\\", "%%%", "'"])("treats %j as text without matches", async (query) => {
      expect((await search({ query })).hits).toEqual([]);
    });

    it("treats SQL as search words", async () => {
      const { hits, unmatched } = await search({ query: "'; drop table emission_factor; --" });
      expect(unmatched.join(" ")).toContain("drop");
      expect(hits.every(({ id }) => id !== "")).toBe(true);
      expect(await engine.doors.withPublic(countDatasets)).toBeGreaterThan(0);
    });

    it("counts the results of each filter", async () => {
      const { facets, total } = await search({ query: "diesel", scope: 1, hasFacets: true });
      const liters = facets.unit.find(({ value }) => value === "L")?.count;
      expect((await search({ query: "diesel", scope: 1, unit: "L" })).total).toBe(liters);
      expect(facets.scope.find(({ value }) => value === "1")?.count).toBe(total);
      expect(facets.scope.length).toBeGreaterThan(1);
    });

    it("applies every filter", async () => {
      const { hits } = await search({
        query: "diesel",
        scope: 1,
        category: "stationary_combustion",
        region: "GB",
        dataset: "uk-desnz",
      });
      expect(hits.length).toBeGreaterThan(0);
      for (const hit of hits) {
        expect(hit).toMatchObject({
          scope: 1,
          category: "stationary_combustion",
          region: "GB",
          dataset: { id: "uk-desnz" },
        });
      }
      const { hits: methods } = await search({ query: "", method: "residual" });
      expect(methods.map(({ id, kind }) => `${kind} ${id}`).sort()).toEqual([
        "grid_residual au-nga.residual-national",
        "grid_residual cn-mee-grid.national.residual",
      ]);
    });

    it.each(["", "diesel", "柴油"])("pages through %j without a gap or a repetition", async (query) => {
      const whole = await search({ query, scope: 1, limit: 60 });
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof search>> = await search({ query, scope: 1, limit: 20, cursor });
        seen.push(...page.hits.map(({ id }) => id));
        cursor = page.next;
      } while (cursor && seen.length < 60);
      expect(seen.slice(0, 60)).toEqual(whole.hits.map(({ id }) => id));
      expect(new Set(seen).size).toBe(seen.length);
    });

    it("lists the releases of a factor, oldest first", async () => {
      const editions = await engine.doors.withPublic((tx) => getFactorHistory(tx, "cn-mee-grid.province.js"));
      expect(editions.map(({ version }) => version)).toEqual(["2021", "2022", "2023"]);
      expect(editions[2]?.document).toMatchObject({ gases: { CO2: "0.5827" }, source: { cell: "江苏" } });
    });

    it("reports an unknown factor as not found", async () => {
      const unknown = engine.doors.withPublic((tx) => getFactorHistory(tx, "no-such-factor"));
      await expect(unknown).rejects.toMatchObject({ code: "not_found" });
    });

    it("prefers a correction to the corrected release", async () => {
      const id = "us-egrid.total-output-rfcw";
      const found = await engine.doors.withPublic((tx) => findFactors(tx, [id, "no-such-factor"]));
      expect([...found.keys()]).toEqual([id]);
      expect(found.get(id)).toMatchObject({ status: "active", version: "2023-rev2-3d" });
    });

    it("knows the grid regions of a country", async () => {
      const regions = await engine.doors.withPublic(listGridRegions);
      expect(regions.filter(({ country }) => country === "CN")).toHaveLength(38);
      expect(regions.find(({ code }) => code === "US-EGRID-RFCW")?.editions).toContain("2022");
      expect(regions.map(({ code }) => code)).toContain("GB");
    });

    it("lists every property once", async () => {
      const properties = await engine.doors.withPublic(listProperties);
      expect(new Set(properties.map(({ id }) => id)).size).toBe(properties.length);
      expect(properties.every(({ kind }) => kind === "property")).toBe(true);
    });
  },
  "factor library",
);
