import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrastRatio, isHexColor, LEAST_CONTRAST, readableShade } from "./contrast.ts";

const color = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`.toUpperCase());

describe("contrastRatio", () => {
  it.each([
    ["#000000", "#FFFFFF", 21],
    ["#FFFFFF", "#FFFFFF", 1],
    ["#767676", "#FFFFFF", 4.54],
    ["#777777", "#FFFFFF", 4.48],
    ["#0000FF", "#FFFFFF", 8.59],
  ])("of %s on %s is %d", (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
    expect(contrastRatio(other, one)).toBeCloseTo(ratio, 2);
  });
});

describe("readableShade", () => {
  it("can be read on every ground, and is the colour itself where that can", () => {
    fc.assert(
      fc.property(color, (one) => {
        const grounds = ["#FFFFFF", "#F1F5F3"];
        const shade = readableShade(one, grounds);
        expect(isHexColor(shade)).toBe(true);
        for (const ground of grounds) expect(contrastRatio(shade, ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        if (grounds.every((ground) => contrastRatio(one, ground) >= LEAST_CONTRAST)) expect(shade).toBe(one);
      }),
    );
  });
});
