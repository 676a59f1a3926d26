import { expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { gridRegionName, groupRegions } from "#app/places/facility/grid-region.ts";
import { COUNTRY_CODES, countryName, listCountries } from "./country.ts";

it("has a name for every code in both languages", () => {
  expect(new Set(COUNTRY_CODES).size).toBe(249);
  for (const locale of ["en", "zh"] as const) {
    for (const { code, name } of listCountries(locale)) expect(name).not.toBe(code);
  }
  expect(countryName("CN", "zh")).toBe("中国");
  expect(countryName("XX", "en")).toBe("XX");
});

const NAME = { en: "Grid electricity · Jiangsu, provincial average", zh: "电网电力 · 江苏省级平均" };

it("names a grid region by its location, and a national grid by its country", () => {
  const t = translator("en").facility;
  expect(gridRegionName({ code: "CN-JS", country: "CN", name: NAME }, "en", t)).toBe("Jiangsu, provincial average");
  expect(gridRegionName({ code: "GB", country: "GB", name: NAME }, "en", t)).toBe("United Kingdom, whole country");
  expect(gridRegionName({ code: "CN-JS", country: "CN", name: NAME }, "zh", translator("zh").facility)).toBe(
    "江苏省级平均",
  );
});

it("groups regions by country", () => {
  const regions = [
    { code: "US-EGRID-RFCW", country: "US", name: NAME, editions: [] },
    { code: "CN-JS", country: "CN", name: NAME, editions: [] },
  ];
  const groups = groupRegions(regions, "en", translator("en").facility);
  expect(groups.map(({ label, options }) => [label, options.length])).toEqual([
    ["China", 1],
    ["United States", 1],
  ]);
});
