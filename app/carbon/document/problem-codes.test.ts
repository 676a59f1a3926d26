import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "#app/carbon/carbon.en.ts";
import zh from "#app/carbon/carbon.zh.ts";
import { GAS_GROUPS, gasGroupOf } from "#app/carbon/factor/gas.ts";
import { CONSOLIDATION_APPROACHES } from "#app/carbon/line/boundary.ts";
import { ALL_CATEGORIES, SCOPE3_CATEGORIES, scope3NumberOf } from "#app/carbon/line/scope.ts";
import { dimensionOf, UNIT_CODES } from "#app/carbon/unit/unit.ts";
import { DISCLOSURE_CODES, FAULT_CODES, ISSUE_CODES } from "./problem-codes.ts";

const codes = [...new Set<string>([...FAULT_CODES, ...ISSUE_CODES, ...DISCLOSURE_CODES])].sort();

test.each([
  ["en", en],
  ["zh", zh],
] as const)("%s has a sentence with a fix for every code, and for no other", (_, messages) => {
  expect(Object.keys(messages.problem).sort()).toEqual(codes);
  for (const code of codes) expect(messages.describeProblem(code, {})).toMatch(/.{8}.*[.。?？：:）)]/);
  expect(messages.describeProblem("toString", {})).toContain("toString");
});

test("every word of this folder has a name in both languages", () => {
  for (const messages of [en, zh]) {
    expect(Object.keys(messages.unit).sort()).toEqual([...UNIT_CODES].sort());
    expect(Object.keys(messages.unitName).sort()).toEqual([...UNIT_CODES].sort());
    expect(Object.keys(messages.dimension).sort()).toEqual([...new Set(UNIT_CODES.map(dimensionOf))].sort());
    expect(Object.keys(messages.category)).toEqual(ALL_CATEGORIES);
    expect(Object.keys(messages.consolidationApproach).sort()).toEqual([...CONSOLIDATION_APPROACHES].sort());
    expect(Object.keys(messages.gasGroup).sort()).toEqual([...GAS_GROUPS].sort());
  }
});

test("the README lists every code", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(codes.filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
});

test("scope 3 has its fifteen categories in order", () => {
  expect(SCOPE3_CATEGORIES.map(scope3NumberOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(scope3NumberOf("process")).toBeNull();
});

test.each([
  ["CO2", "CO2"],
  ["CH4", "CH4"],
  ["CH4_fossil", "CH4"],
  ["HFC-134a", "HFC"],
  ["PFC-14", "PFC"],
  ["CF4", "PFC"],
  ["SF6", "SF6"],
  ["R-410A", "blend"],
  ["unsplit", "unsplit"],
  ["CO2_x", "other"],
  ["toString", "other"],
])("%s belongs to %s", (gas, group) => {
  expect(gasGroupOf(gas)).toBe(group);
});
