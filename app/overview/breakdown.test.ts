import { expect, it } from "vitest";
import { groupSources, rankSources, type SourceShare } from "./breakdown.ts";

const name = { en: "", zh: "" };
const source = (id: string, facilityId: string, kg: string, previousKg: string | null): SourceShare => ({
  id,
  name,
  scope: 1,
  category: "process",
  facilityId,
  facility: name,
  kg,
  previousKg,
});
const SOURCES = [source("a", "f", "100.1", "50"), source("b", "g", "200", "400"), source("c", "f", "0.2", null)];

it("ranks sources by their figure, with the change from the year before", () => {
  expect(rankSources(SOURCES).map(({ key, changePercent }) => [key, changePercent])).toEqual([
    ["b", "-50"],
    ["a", "100.2"],
    ["c", null],
  ]);
});

it("adds up groups exactly, and has no change where a part has no earlier figure", () => {
  expect(groupSources(SOURCES, ({ facilityId }) => facilityId)).toMatchObject([
    { key: "g", kg: "200", changePercent: "-50" },
    { key: "f", kg: "100.3", changePercent: null },
  ]);
});
