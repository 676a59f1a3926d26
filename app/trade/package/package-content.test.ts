import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueInYear, isSameName, rhythmOf, toStandardChoice, withoutNames } from "./package-content.ts";

describe("what a package takes from a client", () => {
  it.each([
    ["Plant A boiler", ["Plant A"], "boiler"],
    ["Natural gas (Plant A)", ["plant a"], "Natural gas"],
    ["Electricity – Sample Works", ["Sample Works"], "Electricity"],
    ["一厂天然气", ["一厂"], "天然气"],
    ["Plant A", ["Plant A"], ""],
    ["Plant Alpha boiler", ["Plant A"], "Plant Alpha boiler"],
    ["Boiler (gas)", ["", "Plant A"], "Boiler (gas)"],
    ["Plant A north hall fan", ["Plant A", "Plant A north hall"], "fan"],
  ])("reduces %s without the names %j to %j", (text, names, said) => {
    expect(withoutNames(text, names)).toBe(said);
  });

  it("never leaves a name as a separate word", () => {
    const word = fc.stringMatching(/^[A-Za-z]{1,8}$/);
    fc.assert(
      fc.property(word, word, word, (name, before, after) => {
        const words = withoutNames(`${before} ${name} ${after}`, [name]).toLowerCase().split(" ");
        expect(words).not.toContain(name.toLowerCase());
      }),
    );
  });

  it("keeps a choice that works for any client, and no custom factor or method", () => {
    const none = { useResidual: false, edition: "" };
    expect(toStandardChoice({ factorId: "f.gas", via: ["p.gas"] })).toEqual({ factor: "f.gas", via: "p.gas", ...none });
    expect(toStandardChoice({ method: "grid_average", residualMethod: "residual" })).toEqual({
      factor: "grid_average",
      via: "",
      edition: "",
      useResidual: true,
    });
    for (const own of [
      { factorId: "own-0a1b2c3d4e5f" },
      { method: "supplier" },
      { factorId: "f", via: ["a", "b"] },
      {},
    ]) {
      expect(toStandardChoice(own)).toBeNull();
    }
  });
});

describe("the rhythm of tasks", () => {
  it("computes the due dates of a year and reads them back", () => {
    expect(dueInYear(2024, { every: "month", dueDays: 10 })[1]).toEqual({ months: ["2024-02"], dueOn: "2024-03-10" });
    expect(dueInYear(2025, { every: "quarter", dueDays: 0 }).map(({ dueOn }) => dueOn)).toEqual([
      "2025-03-31",
      "2025-06-30",
      "2025-09-30",
      "2025-12-31",
    ]);
    const every = fc.constantFrom("month" as const, "quarter" as const, "year" as const);
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2100 }),
        every,
        fc.integer({ min: 0, max: 366 }),
        (year, one, dueDays) => {
          const due = dueInYear(year, { every: one, dueDays });
          expect(new Set(due.flatMap(({ months }) => months)).size).toBe(12);
          for (const task of due) expect(rhythmOf(task)).toEqual({ every: one, dueDays });
        },
      ),
    );
    expect(rhythmOf({ months: ["2025-03"], dueOn: "2025-03-01" })).toBeNull();
  });
});

it("compares names without case and spaces, and never two missing ones", () => {
  expect(isSameName({ en: " Natural Gas", zh: "" }, { en: "natural gas", zh: "天然气" })).toBe(true);
  expect(isSameName({ en: "", zh: "" }, { en: "", zh: "" })).toBe(false);
});
