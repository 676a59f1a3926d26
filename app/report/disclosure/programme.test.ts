import { describe, expect, it } from "vitest";
import { programmeOn, standardsOn } from "./programme.ts";

const LAST_DAY_OF_2015 = "2026-06-30";
const FIRST_DAY_OF_2025 = "2026-07-01";

describe("programmeOn", () => {
  it.each([
    [LAST_DAY_OF_2015, "2015"],
    [FIRST_DAY_OF_2025, "2025"],
    ["2099-12-31", "2025"],
  ])("takes the edition of GB/T 32150 that is in force on %s", (day, edition) => {
    expect(programmeOn("china", day)).toEqual({ id: "china", standard: "GB/T 32150", edition });
  });

  it("refuses a day before the first edition", () => {
    expect(() => programmeOn("china", "2016-05-31")).toThrow(RangeError);
  });
});

describe("standardsOn", () => {
  it.each([
    [[], ["ISO 14064-1 2018"]],
    [["china"], ["ISO 14064-1 2018", "GB/T 32150 2025"]],
    [["ghg_protocol"], ["ISO 14064-1 2018", "GHG Protocol Corporate Standard 2004"]],
    [
      ["china", "ghg_protocol"],
      ["ISO 14064-1 2018", "GHG Protocol Corporate Standard 2004", "GB/T 32150 2025"],
    ],
  ] as const)("names ISO 14064-1 and the standards of %j with their editions, in one order", (overlays, names) => {
    expect(standardsOn(FIRST_DAY_OF_2025, overlays).map(({ name, edition }) => `${name} ${edition}`)).toEqual(names);
  });
});
