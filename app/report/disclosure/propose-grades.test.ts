import { expect, it } from "vitest";
import { proposeGrades } from "./propose-grades.ts";

it("proposes for each category the grade of its least certain data", () => {
  expect(
    proposeGrades([
      { category: "waste", dataQuality: "estimated" },
      { category: "waste", dataQuality: "measured" },
      { category: "fugitive", dataQuality: "calculated" },
      { category: "purchased_electricity", dataQuality: "measured" },
    ]),
  ).toEqual({ waste: "high", fugitive: "medium", purchased_electricity: "low" });
  expect(proposeGrades([])).toEqual({});
});
