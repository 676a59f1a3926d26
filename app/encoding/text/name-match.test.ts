import { describe, expect, it } from "vitest";
import { foldName, isNearName } from "./name-match.ts";

describe("foldName", () => {
  it.each([
    ["Ｓｕｚｈｏｕ　Plant ", "suzhou plant"],
    ["１号厂", "1号厂"],
    ["Suzhou\n plant", "suzhou plant"],
  ])("%j is %j", (text, folded) => expect(foldName(text)).toBe(folded));
});

describe("isNearName", () => {
  it.each([
    ["Suzhou Plnat", "Suzhou plant", true],
    ["Suzhou-Plant", "suzhou plant", true],
    ["苏州工厂", "苏州", true],
    ["苏州一厂", "苏州一长", true],
    ["苏州一厂", "苏州二厂", false],
    ["Plant 1", "Plant 2", false],
    ["Plant A", "Office", false],
    ["Leicester warehouse", "Chengdu plant", false],
    ["", "Suzhou plant", false],
  ])("%j and %j: %s", (typed, known, expected) => expect(isNearName(typed, known)).toBe(expected));
});
