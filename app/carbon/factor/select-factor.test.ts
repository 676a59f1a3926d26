import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DEFAULT_POLICY,
  type FactorCandidate,
  type FactorRequest,
  NO_FALLBACK,
  REJECTIONS,
  type Selection,
  type SelectionPolicy,
  selectFactor,
} from "./select-factor.ts";

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
    [
      "issues of one day by their number",
      [one("a", { version: "1", issue: 1 }), one("a", { version: "2", issue: 2 })],
      NO_FALLBACK,
      "a@2",
      ["newer_edition"],
    ],
    [
      "never what is superseded, withdrawn or not approved",
      [one("a", { version: "2025.1", publishedOn: "2026-03-01", status: "withdrawn" }), one("a")],
      NO_FALLBACK,
      "a@2025",
      ["not_active"],
    ],
    [
      "the pinned edition, although a newer one is there",
      [one("a", { version: "r1" }), one("a", { version: "r2", publishedOn: "2026-03-01" })],
      policy({ pinnedEditions: { mee: "r1" } }),
      "a@r1",
      ["not_pinned"],
    ],
  ])("%s", (_, candidates, given, chosen, why) => {
    const selection = selectFactor(request, candidates, given);
    expect(selection.ok && `${selection.factor.id}@${selection.factor.version}`).toBe(chosen);
    expect(selection.rejected.map((lost) => lost.why)).toEqual(why);
  });

  test("takes no neighbour without a policy", () => {
    const neighbours = [one("zj", old("2024")), one("cn", { region: "CN" })];
    expect(selectFactor(request, neighbours, NO_FALLBACK)).toMatchObject({ ok: false, code: "factor_missing" });
  });

  test("discloses the latest earlier year if the policy allows it", () => {
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

  test("takes the latest earlier release by default only for grids", () => {
    const candidates = [one("zj", old("2022")), one("zj", old("2023"))];
    expect(selectFactor({ ...request, isGrid: true }, candidates, DEFAULT_POLICY)).toMatchObject({
      ok: true,
      factor: { version: "2023" },
      accepted: [{ code: "factor_not_valid", detail: { factor: "zj@2023", validTo: "2023-12-31" } }],
    });
    expect(selectFactor(request, candidates, DEFAULT_POLICY)).toMatchObject({ ok: false, code: "factor_missing" });
    expect(selectFactor({ ...request, isGrid: true }, candidates, NO_FALLBACK)).toMatchObject({ ok: false });
  });

  test("discloses a wider region if the policy allows it", () => {
    const selection = selectFactor(request, [one("cn", { region: "CN" })], policy({ regionFallback: true }));
    expect(selection).toMatchObject({
      ok: true,
      accepted: [{ code: "factor_other_region", detail: { region: "CN", wanted: "CN-ZJ" } }],
    });
  });

  test("reports a tie as an issue", () => {
    const selection = selectFactor(request, [one("a"), one("b")], NO_FALLBACK);
    expect(selection).toMatchObject({ ok: false, code: "factor_ambiguous", tied: [{ id: "a" }, { id: "b" }] });
  });

  test("prefers a release chosen on the source to the pin of its dataset", () => {
    const candidates = [one("a", { version: "r1" }), one("a", { version: "r2" })];
    const selection = selectFactor(
      { ...request, edition: "r2" },
      candidates,
      policy({ pinnedEditions: { mee: "r1" } }),
    );
    expect(selection).toMatchObject({ ok: true, factor: { version: "r2" } });
  });

  test("keeps a pin whose release doesn't fit: missing, not another release", () => {
    const candidates = [one("zj", old("2024")), one("zj")];
    const selection = selectFactor(request, candidates, policy({ pinnedEditions: { mee: "2024" } }));
    expect(selection).toMatchObject({ ok: false, code: "factor_missing" });
  });

  test("never takes an excluded method, whatever else fits", () => {
    const selection = selectFactor(
      { period, region: "CN", refusedMethods: ["ets"] },
      [one("ets", { region: "CN", method: "ets" })],
      policy({ regionFallback: true, yearFallback: "latest_earlier" }),
    );
    expect(selection).toMatchObject({ ok: false, rejected: [{ why: "other_method" }] });
  });
});

const METHODS = ["grid_average", "residual", "fossil", "ets", null];
const REGIONS = ["CN-ZJ", "CN-GRID-EAST", "CN", "CN-JS", null];
const arbitraryCandidate: fc.Arbitrary<FactorCandidate> = fc
  .record({
    id: fc.constantFrom("a", "b", "c"),
    version: fc.constantFrom("2022", "2023", "2024", "2025", "2026"),
    datasetId: fc.constantFrom("mee", "own", "uk"),
    region: fc.constantFrom(...REGIONS),
    method: fc.constantFrom(...METHODS),
    isOpen: fc.boolean(),
    publishedOn: fc.constantFrom("2025-12-31", "2026-03-01", null),
    status: fc.constantFrom("active", "active", "active", "superseded", "withdrawn"),
  })
  .map(({ isOpen, ...rest }) => ({
    ...rest,
    validFrom: isOpen ? null : `${rest.version}-01-01`,
    validTo: isOpen ? null : `${rest.version}-12-31`,
  }));
const arbitraryCandidates = fc.uniqueArray(arbitraryCandidate, {
  maxLength: 14,
  selector: ({ id, version, datasetId }) => `${datasetId} ${id} ${version}`,
});
const arbitraryPolicy: fc.Arbitrary<SelectionPolicy> = fc.record({
  yearFallback: fc.constantFrom("none" as const, "latest_earlier" as const),
  regionFallback: fc.boolean(),
  datasetPrecedence: fc.shuffledSubarray(["mee", "own", "uk"]),
  pinnedEditions: fc.constantFrom({}, { mee: "2023" }, { mee: "2024", own: "2025" }),
});
const arbitraryRequest: fc.Arbitrary<FactorRequest> = fc.record({
  period: fc.constant(period),
  region: fc.constantFrom(...REGIONS),
  widerRegions: fc.constantFrom([], ["CN"], ["CN-GRID-EAST", "CN"]),
  method: fc.constantFrom(undefined, ...METHODS),
  refusedMethods: fc.constantFrom([], ["ets", "residual"]),
});

const keptOf = (selection: Selection<FactorCandidate>) => (selection.ok ? [selection.factor] : selection.tied);
const isValid = ({ validFrom, validTo }: FactorCandidate) =>
  (validFrom === null || validFrom <= period.start) && (validTo === null || validTo >= period.end);

describe("selectFactor, for any candidates, request and policy", () => {
  const forAny = (
    check: (request: FactorRequest, candidates: FactorCandidate[], given: SelectionPolicy) => void,
  ): void => fc.assert(fc.property(arbitraryRequest, arbitraryCandidates, arbitraryPolicy, check), { numRuns: 3000 });

  test("gives the same result for any order of candidates", () => {
    fc.assert(
      fc.property(
        arbitraryRequest,
        arbitraryCandidates.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        arbitraryPolicy,
        (asked, [all, shuffled], given) => {
          expect(selectFactor(asked, shuffled, given)).toEqual(selectFactor(asked, all, given));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("marks every candidate as chosen, tied or rejected, once and for one known reason", () => {
    forAny((asked, candidates, given) => {
      const selection = selectFactor(asked, candidates, given);
      const all = [...keptOf(selection), ...selection.rejected.map(({ factor }) => factor)];
      expect(all).toHaveLength(candidates.length);
      expect(new Set(all)).toEqual(new Set(candidates));
      for (const { why } of selection.rejected) expect(REJECTIONS).toContain(why);
    });
  });

  test("takes no neighbour without a policy, and discloses every neighbour", () => {
    forAny((asked, candidates, given) => {
      const selection = selectFactor(asked, candidates, given);
      if (!selection.ok) return;
      const codes = selection.accepted.map(({ code }) => code);
      expect(codes.includes("factor_not_valid")).toBe(!isValid(selection.factor));
      expect(codes.includes("factor_other_region")).toBe(selection.factor.region !== asked.region);
      if (!isValid(selection.factor)) expect(given.yearFallback).toBe("latest_earlier");
      if (selection.factor.region !== asked.region) expect(given.regionFallback).toBe(true);
    });
  });

  test("never takes another method, release or state than the requested one", () => {
    forAny((asked, candidates, given) => {
      for (const factor of keptOf(selectFactor(asked, candidates, given))) {
        expect(factor.status).toBe("active");
        if (asked.method !== undefined) expect(factor.method).toBe(asked.method);
        expect(asked.refusedMethods).not.toContain(factor.method);
        expect(factor.version).toBe(given.pinnedEditions[factor.datasetId] ?? factor.version);
      }
    });
  });
});
