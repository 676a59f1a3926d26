import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FactorCandidate, NO_FALLBACK, type SelectionPolicy, selectFactor } from "./select-factor.ts";

const period = { start: "2025-01-01", end: "2025-12-31" };
const request = { period, region: "CN-ZJ", widerRegions: ["CN-GRID-EAST", "CN"], method: "average" };
const one = (id: string, extra: Partial<FactorCandidate> = {}): FactorCandidate => ({
  id,
  version: "2025",
  datasetId: "mee",
  region: "CN-ZJ",
  method: "average",
  validFrom: "2025-01-01",
  validTo: "2025-12-31",
  publishedOn: "2025-12-31",
  ...extra,
});
const old = (version: string) => ({ version, validFrom: `${version}-01-01`, validTo: `${version}-12-31` });
const policy = (extra: Partial<SelectionPolicy>): SelectionPolicy => ({ ...NO_FALLBACK, ...extra });

describe("selectFactor", () => {
  test.each<[string, FactorCandidate[], SelectionPolicy, string, string[]]>([
    ["the one that fits", [one("zj"), one("cn", { region: "CN" })], NO_FALLBACK, "zj@2025", ["other_region"]],
    ["by method", [one("zj"), one("fossil", { method: "fossil" })], NO_FALLBACK, "zj@2025", ["other_method"]],
    ["by validity", [one("zj"), one("zj", old("2022"))], NO_FALLBACK, "zj@2025", ["not_valid"]],
    [
      "valid before substituted",
      [one("zj"), one("zj", old("2022"))],
      policy({ yearFallback: "latest_earlier" }),
      "zj@2025",
      ["nearer_year"],
    ],
    [
      "nearer region first",
      [one("cn", { region: "CN" }), one("east", { region: "CN-GRID-EAST" })],
      policy({ regionFallback: true }),
      "east@2025",
      ["nearer_region"],
    ],
    [
      "dataset order",
      [one("a", { datasetId: "x" }), one("b", { datasetId: "y" })],
      policy({ datasetPrecedence: ["y", "x"] }),
      "b@2025",
      ["preferred_dataset"],
    ],
    [
      "a re-issue",
      [one("a"), one("a", { version: "2025.1", publishedOn: "2026-03-01" })],
      NO_FALLBACK,
      "a@2025.1",
      ["newer_edition"],
    ],
  ])("%s", (_, candidates, given, chosen, why) => {
    const selection = selectFactor(request, candidates, given);
    expect(selection.ok && `${selection.factor.id}@${selection.factor.version}`).toBe(chosen);
    expect(selection.rejected.map((lost) => lost.why)).toEqual(why);
  });

  test("without a stated policy no neighbour is taken", () => {
    const neighbours = [one("zj", old("2024")), one("cn", { region: "CN" })];
    expect(selectFactor(request, neighbours, NO_FALLBACK)).toMatchObject({ ok: false, code: "factor_missing" });
  });

  test("the latest earlier year, when the policy allows it, is said", () => {
    const selection = selectFactor(
      request,
      [one("zj", old("2022")), one("zj", old("2023")), one("zj", old("2026"))],
      policy({ yearFallback: "latest_earlier" }),
    );
    expect(selection).toMatchObject({
      ok: true,
      reason: "substituted",
      factor: { version: "2023" },
      accepted: [{ code: "factor_not_valid", detail: { factor: "zj@2023", validTo: "2023-12-31" } }],
    });
  });

  test("a wider region, when the policy allows it, is said", () => {
    const selection = selectFactor(request, [one("cn", { region: "CN" })], policy({ regionFallback: true }));
    expect(selection).toMatchObject({
      ok: true,
      accepted: [{ code: "factor_other_region", detail: { region: "CN", wanted: "CN-ZJ" } }],
    });
  });

  test("a tie is an issue", () => {
    const selection = selectFactor(request, [one("a"), one("b")], NO_FALLBACK);
    expect(selection).toMatchObject({ ok: false, code: "factor_ambiguous", tied: [{ id: "a" }, { id: "b" }] });
  });

  test("the order of candidates has no influence", () => {
    const all = [
      one("a", { datasetId: "x" }),
      one("b"),
      one("b", old("2023")),
      one("c", { region: "CN" }),
      one("b", { version: "2", publishedOn: "2026-01-01" }),
    ];
    const given = policy({ yearFallback: "latest_earlier", regionFallback: true, datasetPrecedence: ["mee"] });
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(selectFactor(request, shuffled, given)).toEqual(selectFactor(request, all, given));
      }),
    );
  });
});
