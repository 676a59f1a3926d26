import { describe, expect, test } from "vitest";
import { runInventory } from "./inventory.ts";
import type { DocumentActivity } from "./inventory-document.ts";
import { documentOf, fuel } from "./sample-document.ts";
import { validateDocument } from "./validate-document.ts";

function run(...activities: DocumentActivity[]) {
  const document = documentOf(...activities);
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return runInventory(document);
}

describe("uncertainty", () => {
  const stated = (activity: string, factor: string) => ({ uncertainty: { activity, factor } });
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
  ])("%s", (_, activities, lines, total) => {
    const results = run(...activities);
    expect(results.lines.map(({ uncertaintyPercent }) => uncertaintyPercent)).toEqual(lines);
    expect(results.totals!.uncertaintyPercent).toBe(total);
  });
});
