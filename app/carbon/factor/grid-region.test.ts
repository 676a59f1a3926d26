import { expect, test } from "vitest";
import { SUBDIVISIONS, suggestGridRegion, widerRegions } from "./grid-region.ts";

const PUBLISHED = [
  "CN",
  "CN-JS",
  "CN-NM",
  "CN-GRID-EAST",
  "CN-GRID-SOUTHWEST",
  "GB",
  "TW",
  "US",
  "US-EGRID-RFCW",
  "US-EGRID-SRMW",
  "US-EGRID-ERCT",
];
const suggest = (country: string, subdivision = "") => suggestGridRegion({ country, subdivision }, PUBLISHED);

test.each<[string, string, object]>([
  ["CN", "CN-JS", { kind: "one", region: "CN-JS", why: "province" }],
  ["CN", "CN-NM", { kind: "one", region: "CN-NM", why: "province" }],
  // Tibet has no average of its own in the notices.
  ["CN", "CN-XZ", { kind: "one", region: "CN-GRID-SOUTHWEST", why: "grid_of_province" }],
  ["US", "US-OH", { kind: "one", region: "US-EGRID-RFCW", why: "subregion_of_state" }],
  ["US", "US-IL", { kind: "several", regions: ["US-EGRID-RFCW", "US-EGRID-SRMW"], why: "state_is_shared" }],
  ["GB", "", { kind: "one", region: "GB", why: "whole_country" }],
  ["DE", "", { kind: "none", why: "not_published" }],
])("%s %s", (country, subdivision, expected) => expect(suggest(country, subdivision)).toEqual(expected));

test("asks for the part of a country with several grids, and ignores a part of another country", () => {
  expect(suggest("CN")).toMatchObject({ kind: "several", why: "subdivision_needed" });
  expect(suggest("US", "CN-JS")).toMatchObject({ kind: "several", why: "subdivision_needed" });
});

test("asks about a state whose subregion is not published instead of guessing", () => {
  expect(suggest("US", "US-WA")).toMatchObject({ kind: "several", why: "subdivision_needed" });
});

test("lists every province and state once", () => {
  expect(SUBDIVISIONS.filter((code) => code.startsWith("CN-"))).toHaveLength(31);
  expect(SUBDIVISIONS.filter((code) => code.startsWith("US-"))).toHaveLength(52);
  expect(new Set(SUBDIVISIONS).size).toBe(SUBDIVISIONS.length);
});

test.each([
  ["CN-JS", "CN", ["CN-GRID-EAST", "CN"]],
  ["CN-NM", "CN", ["CN"]],
  ["CN-GRID-EAST", "CN", ["CN"]],
  ["CN", "CN", []],
  ["US-EGRID-RFCW", "US", ["US"]],
])("gives the regions around %s: %j", (region, country, expected) =>
  expect(widerRegions(region, country)).toEqual(expected),
);
