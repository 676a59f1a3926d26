import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { assessUncertainty } from "./assess-uncertainty.ts";
import type { DocumentUncertainty } from "./uncertainty-types.ts";

const stated = (activity: string, factor: string) => ({ uncertainty: { activity, factor } });

function run(activities: DocumentActivity[], uncertainty?: DocumentUncertainty) {
  const document = { ...documentOf(...activities), ...(uncertainty ? { uncertainty } : {}) };
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return runInventory(document);
}

describe("products and sums of independent errors", () => {
  test.each<[string, DocumentActivity[], (string | null)[], string | null]>([
    ["3 and 4 make 5", [fuel(stated("3", "4"))], ["5"], "5"],
    [
      "two equal lines: 5 ÷ √2",
      [fuel(stated("3", "4")), fuel({ id: "b", ...stated("3", "4") })],
      ["5", "5"],
      "3.535533905932737622004221810524245196424",
    ],
    [
      "30 t ± 4 % and 40 t ± 3 % make 70 t ± √28800 ÷ 70 %",
      [fuel({ quantity: "30", ...stated("4", "0") }), fuel({ id: "b", quantity: "40", ...stated("3", "0") })],
      ["4", "3"],
      "2.424366106925305797945752098645196706119",
    ],
    ["one line states none", [fuel(stated("3", "4")), fuel({ id: "b" })], ["5", null], null],
    [
      "a total of zero whose parts are not",
      [
        fuel(stated("3", "4")),
        fuel({ id: "b", quantity: "-10", entry: { kind: "correction", reason: "r" }, ...stated("3", "4") }),
      ],
      ["5", "5"],
      null,
    ],
    ["nothing at all", [], [], "0"],
    [
      "properties on the way: 1, 2, 2 and 4 make 5",
      [fuel({ via: ["ncv@1"], factor: "net@1", uncertainty: { activity: "2", factor: "4", via: ["2"] } })],
      ["4.898979485566356196394568149411782783932"],
      "4.898979485566356196394568149411782783932",
    ],
  ])("%s", (_, activities, lines, total) => {
    const results = run(activities);
    expect(results.lines.map(({ uncertaintyPercent }) => uncertaintyPercent)).toEqual(lines);
    expect(results.totals!.uncertaintyPercent).toBe(total);
    expect(results.totals).not.toHaveProperty("uncertainty");
  });
});

describe("errors that lines share", () => {
  const two = [fuel(stated("3", "4")), fuel({ id: "b", ...stated("3", "4") })];
  const totalOf = (activities: DocumentActivity[], options: DocumentUncertainty) =>
    run(activities, options).totals!.uncertainty!.totalPercent;

  test("shrink only in the activity's part if the factor is shared: √(3² ÷ 2 + 4²)", () => {
    expect(totalOf(two, { correlation: "by_factor" })).toBe("4.527692569068708313286904083492033206526");
  });
  test("are independent for other factors", () => {
    const other = [fuel(stated("3", "4")), power({ id: "b", quantity: "60000", ...stated("3", "4") })];
    const independent = totalOf(other, { correlation: "none" });
    expect(independent).toBe("3.535533905932737622004221810524245196424");
    expect(totalOf(other, { correlation: "by_factor" })).toBe(independent);
  });
  test("in a group add up as absolute uncertainties", () => {
    expect(totalOf(two, { correlation: "by_group", groups: [["a", "b"]] })).toBe("5");
    const unlike = [fuel(stated("6", "8")), fuel({ id: "b", quantity: "30", ...stated("4", "0") })];
    expect(totalOf(unlike, { correlation: "by_group", groups: [["a", "b"]] })).toBe("5.5");
    expect(totalOf(unlike, { correlation: "by_group", groups: [["a"], ["b"]] })).toBe(
      totalOf(unlike, { correlation: "none" }),
    );
  });
  test("in a group whose roots don't end are printed with 40 digits: (10√2 + 10√3) ÷ 20", () => {
    const roots = [fuel(stated("1", "1")), fuel({ id: "b", uncertainty: { activity: "1.5", factor: "0.5" } })];
    expect(totalOf(roots, { correlation: "by_group", groups: [["a", "b"]] })).toMatch(/^1\.[0-9]{39}$/);
    expect(Number(totalOf(roots, { correlation: "by_group", groups: [["a", "b"]] }))).toBeCloseTo(
      (Math.sqrt(2) + Math.sqrt(2.5)) / 2,
      14,
    );
  });
  test("are removed by a correction together with the corrected line", () => {
    const corrected = [
      fuel(stated("0", "10")),
      fuel({ id: "b", quantity: "-5", entry: { kind: "correction", reason: "r" }, ...stated("0", "10") }),
    ];
    expect(totalOf(corrected, { correlation: "by_factor" })).toBe("10");
    expect(Number(totalOf(corrected, { correlation: "none" }))).toBeCloseTo(22.3607, 4);
  });
  test("compensate each other if a property multiplies in one line and divides in another", () => {
    const there = fuel({
      quantity: "1",
      via: ["ncv@1"],
      factor: "net@1",
      uncertainty: { activity: "0", factor: "0", via: ["5"] },
    });
    const back = fuel({
      id: "b",
      quantity: "40",
      unit: "GJ",
      heatBasis: "net",
      via: ["ncv@1"],
      uncertainty: { activity: "0", factor: "0", via: ["5"] },
    });
    // 1 t × 40 GJ/t × 74 = 2960 kg against 40 GJ ÷ 40 GJ/t × 3000 = 3000 kg: (3000 − 2960) × 5 % ÷ 5960
    expect(Number(totalOf([there, back], { correlation: "by_factor" }))).toBeCloseTo((40 * 5) / 5960, 12);
  });
  test("don't depend on the order of lines, and correlation never reduces the uncertainty of positive lines", () => {
    const percent = fc.nat({ max: 80 }).map(String);
    const line = fc.tuple(fc.integer({ min: 1, max: 900 }), percent, percent, fc.constantFrom("per-t@1", "other"));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (rows) => {
        const activities = rows.map(([quantity, activity, factor, which], index) =>
          which === "other"
            ? power({ id: `a${index}`, quantity: `${quantity}000`, ...stated(activity, factor) })
            : fuel({ id: `a${index}`, quantity: String(quantity), ...stated(activity, factor) }),
        );
        const groups = [activities.map(({ id }) => id)];
        const [none, byFactor, byGroup] = [
          totalOf(activities, { correlation: "none" }),
          totalOf(activities, { correlation: "by_factor" }),
          totalOf(activities, { correlation: "by_group", groups }),
        ];
        expect(Number(byFactor)).toBeGreaterThanOrEqual(Number(none) * (1 - 1e-12));
        expect(Number(byGroup)).toBeGreaterThanOrEqual(Number(byFactor) * (1 - 1e-12));
        expect(totalOf([...activities].reverse(), { correlation: "by_factor" })).toBe(byFactor);
        expect(run(activities).totals!.uncertaintyPercent).toBe(none);
      }),
      { numRuns: 200 },
    );
  });
});

describe("totals.uncertainty", () => {
  const activities = [
    fuel(stated("3", "4")),
    fuel({ id: "b", facility: "g", category: "process", ...stated("0", "58.8") }),
    power({ id: "c" }),
    fuel({ id: "d", quantity: "-1", entry: { kind: "credit", reason: "r" } }),
  ];
  test("gives the known part of each group, and the part that states an uncertainty", () => {
    expect(run(activities, { correlation: "none" }).totals!.uncertainty).toEqual({
      method: "ipcc_2006_vol_1_ch_3_approach_1",
      basis: "location_based",
      confidencePercent: "95",
      correlation: "none",
      totalPercent: null,
      byScope: { 1: "29.5061010640172518202556052624841959751", 2: null, 3: "0" },
      byCategory: { stationary_combustion: "5", process: "58.8", purchased_electricity: null },
      byFacility: { f: null, g: "58.8" },
      stated: { activities: "2", co2eKg: "60000", percent: "29.5061010640172518202556052624841959751" },
      exceedsApproach1: true,
      exceeding: ["b"],
    });
  });
  test("accepts approach 1 just below the limit", () => {
    const results = run([fuel(stated("0", "58.799999"))], { correlation: "none" });
    expect(results.totals!.uncertainty).toMatchObject({ exceedsApproach1: false, exceeding: [] });
  });
  test("is the same on request for a document that doesn't include it", () => {
    const document = documentOf(...activities);
    expect(assessUncertainty(document)).toEqual(run(activities, { correlation: "none" }).totals!.uncertainty);
  });
});
