import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverageOf, drawSample, type SampledLine } from "./draw-sample.ts";
import { RISKS } from "./sampling.ts";

const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.nat({ max: 999_999 }), fc.boolean())
  .map(([whole, fraction, isBelow]) => `${isBelow ? "-" : ""}${whole}.${String(fraction).padStart(6, "0")}`);
const inventory = fc
  .array(
    fc.record({
      scope: fc.constantFrom(1, 2, 3),
      co2eKg: amount,
      risks: fc.subarray([...RISKS]),
    }),
    { maxLength: 60 },
  )
  .map((lines) => lines.map((line, at): SampledLine => ({ ...line, id: `a${at + 1}` })));
const seed = fc.stringMatching(/^[0-9a-f]{1,32}$/);

const line = (id: string, co2eKg: string, rest: Partial<SampledLine> = {}): SampledLine => ({
  id,
  co2eKg,
  scope: 1,
  risks: [],
  ...rest,
});
const kgOf = (lines: readonly SampledLine[], ids: readonly string[]) => coverageOf(lines, ids)[0]!;

describe("a random sample", () => {
  it("has the lines with the lowest SHA-256 of seed and id", () => {
    const lines = Array.from({ length: 20 }, (_, at) => line(`a${at + 1}`, "1"));
    const hash = (id: string) => createHash("sha256").update(`2026-07\n${id}`).digest("hex");
    const expected = lines.map(({ id }) => id).sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
    expect(drawSample(lines, { method: "random", seed: "2026-07", count: 5 })).toEqual(expected.slice(0, 5));
  });

  it("is the same for every order of the lines, has its size and no line twice", () => {
    fc.assert(
      fc.property(inventory, seed, fc.integer({ min: 1, max: 80 }), (lines, chosen, count) => {
        const sampling = { method: "random", seed: chosen, count } as const;
        const drawn = drawSample(lines, sampling);
        expect(drawSample(lines.toReversed(), sampling)).toEqual(drawn);
        expect(drawn).toHaveLength(Math.min(count, lines.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        // A larger sample with the same seed keeps the lines of the smaller one.
        expect(drawSample(lines, { ...sampling, count: count + 1 }).slice(0, count)).toEqual(drawn);
      }),
    );
  });
});

describe("a sample by size", () => {
  it("begins with the largest lines, without more than are needed", () => {
    const lines = [line("a1", "10"), line("a2", "-60"), line("a3", "30")];
    const draw = (coveragePercent: string) =>
      drawSample(lines, { method: "by_size", seed: "s", coveragePercent, count: 0 });
    expect(draw("60")).toEqual(["a2"]);
    expect(draw("60.000000000001")).toEqual(["a2", "a3"]);
    expect(draw("100")).toEqual(["a2", "a3", "a1"]);
    expect(draw("0")).toEqual([]);
  });

  it("covers what was asked, and draws no line of zero", () => {
    const percent = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(inventory, seed, percent, fc.integer({ min: 0, max: 30 }), (lines, chosen, coverage, count) => {
        const sampling = { method: "by_size", seed: chosen, coveragePercent: String(coverage), count } as const;
        const drawn = drawSample(lines, sampling);
        expect(drawSample(lines.toReversed(), sampling)).toEqual(drawn);
        expect(new Set(drawn).size).toBe(drawn.length);
        const { co2eKg, drawnCo2eKg } = kgOf(lines, drawn);
        expect(Number(drawnCo2eKg) * 100).toBeGreaterThanOrEqual(Number(co2eKg) * coverage * (1 - 1e-12));
        const zeros = new Set(lines.filter((one) => Number(one.co2eKg) === 0).map(({ id }) => id));
        expect(drawn.filter((id) => zeros.has(id))).toEqual([]);
      }),
    );
  });

  it("is certain to draw a line larger than an interval", () => {
    fc.assert(
      fc.property(inventory, seed, fc.integer({ min: 1, max: 30 }), (lines, chosen, count) => {
        const drawn = drawSample(lines, { method: "by_size", seed: chosen, coveragePercent: "0", count });
        const interval = Number(kgOf(lines, []).co2eKg) / count;
        const certain = lines.filter(({ co2eKg }) => Math.abs(Number(co2eKg)) > interval * (1 + 1e-9));
        expect(drawn).toEqual(expect.arrayContaining(certain.map(({ id }) => id)));
        expect(drawn.length).toBeLessThanOrEqual(count);
      }),
    );
  });

  it("draws lines in proportion to their CO2e", () => {
    const lines = [line("a1", "10"), line("a2", "20"), line("a3", "30"), line("a4", "40")];
    const hits = { a1: 0, a2: 0, a3: 0, a4: 0 } as Record<string, number>;
    const runs = 4000;
    for (let at = 0; at < runs; at += 1) {
      const [id] = drawSample(lines, { method: "by_size", seed: `s${at}`, coveragePercent: "0", count: 1 });
      hits[id!]! += 1;
    }
    for (const { id, co2eKg } of lines) expect(Math.abs(hits[id]! / runs - Number(co2eKg) / 100)).toBeLessThan(0.03);
  });
});

describe("a sample by risk", () => {
  it("has exactly the lines to which a chosen risk applies", () => {
    fc.assert(
      fc.property(inventory, fc.subarray([...RISKS]), (lines, risks) => {
        const drawn = drawSample(lines, { method: "by_risk", risks });
        const expected = lines.filter((one) => one.risks.some((risk) => risks.includes(risk)));
        expect(drawn).toEqual(expected.map(({ id }) => id));
      }),
    );
  });
});

describe("the coverage of a sample", () => {
  it("adds up over the scopes, exactly and without signs", () => {
    const lines = [line("a1", "-0.1"), line("a2", "0.2", { scope: 3 }), line("a3", "0.3", { scope: 3 })];
    expect(coverageOf(lines, ["a1", "a3"])).toEqual([
      { scope: 0, lines: 3, drawn: 2, co2eKg: "0.6", drawnCo2eKg: "0.4" },
      { scope: 1, lines: 1, drawn: 1, co2eKg: "0.1", drawnCo2eKg: "0.1" },
      { scope: 3, lines: 2, drawn: 1, co2eKg: "0.5", drawnCo2eKg: "0.3" },
    ]);
  });
});
