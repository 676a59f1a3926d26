import { expect, test } from "vitest";
import type { EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import { findContradictions } from "./contradiction.ts";

const UK: Partial<EmissionFactor> = { region: "GB", version: "2025", gases: { CO2: "0.2", CH4: "0.001", N2O: "0" } };
const CHINA: Partial<EmissionFactor> = { region: "CN-JS", version: "2023-1", gases: { CO2: "0.58" } };

test.each<[reason: string, factor: Partial<EmissionFactor>, found: string[]]>([
  ["The factor published for China.", CHINA, []],
  ["The factor published for China.", UK, ["reason_region"]],
  ["采用中国发布的因子。", UK, ["reason_region"]],
  ["因子库中最贴合该活动的因子，由其他国家发布。", UK, []],
  ["None is published for China, so the UK factor is used.", UK, []],
  ["The most specific factor for this activity.", UK, []],
  ["The German factor is the newest.", CHINA, ["reason_region"]],
  ["Used for us in the use phase of Nigerian goods.", CHINA, []],
  ["Published for China.", { version: "1", gases: { CO2: "1" } }, []],
  ["It is published by gas.", UK, []],
  ["It is published by gas.", CHINA, ["reason_gases"]],
  ["It is not published by gas.", CHINA, []],
  ["按气体发布。", CHINA, ["reason_gases"]],
  ["未按气体发布。", CHINA, []],
  ["The 2025 edition covers the year.", UK, []],
  ["The 2024 edition covers the year.", UK, ["reason_edition"]],
  ["采用2023年版因子。", CHINA, []],
  ["采用2022年版因子。", CHINA, ["reason_edition"]],
  ["The German factor of the 2020 edition, by gas.", CHINA, ["reason_region", "reason_gases", "reason_edition"]],
])("%s against %j is contradicted in %j", (text, factor, found) => {
  const reason = { en: text, zh: "" };
  expect(findContradictions(reason, [factor as EmissionFactor]).map(({ code }) => code)).toEqual(found);
});

test("a reason holds if one of several factors of the source bears it out", () => {
  const reason = { en: "The factor published for China.", zh: "" };
  expect(findContradictions(reason, [UK, CHINA] as EmissionFactor[])).toEqual([]);
  expect(findContradictions(reason, [])).toEqual([]);
});
