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
    [[], true, ["ISO 14064-1"]],
    [["china"], true, ["ISO 14064-1", "GB/T 32150"]],
    [["ghg_protocol"], false, ["ISO 14064-1", "GHG Protocol Corporate Standard", "GHG Protocol Scope 2 Guidance"]],
    [
      ["ghg_protocol"],
      true,
      [
        "ISO 14064-1",
        "GHG Protocol Corporate Standard",
        "GHG Protocol Scope 2 Guidance",
        "GHG Protocol Corporate Value Chain (Scope 3) Standard",
      ],
    ],
  ] as const)("names the standards of %j, scope 3: %s", (overlays, hasScope3, names) => {
    expect(standardsOn(FIRST_DAY_OF_2025, { overlays, hasScope3 }).map(({ name }) => name)).toEqual(names);
  });
});
