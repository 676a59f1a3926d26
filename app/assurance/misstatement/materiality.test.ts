import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessMateriality } from "./materiality.ts";

const of = (tco2e: string, rest: { isCorrected?: boolean; isWithdrawn?: boolean } = {}) => ({
  tco2e,
  isCorrected: false,
  isWithdrawn: false,
  ...rest,
});
const plan = { percent: "5", totalKg: "160.5" };

describe("the sum of misstatements", () => {
  it("is compared with the threshold to the last digit", () => {
    expect(assessMateriality([of("0.008025")], plan)).toEqual({
      uncorrected: { net: "0.008025", absolute: "0.008025" },
      threshold: "0.008025",
      isExceeded: false,
    });
    expect(assessMateriality([of("0.0080250000000000000001")], plan).isExceeded).toBe(true);
  });

  it("does not let errors in opposite directions offset each other", () => {
    const found = assessMateriality([of("0.005"), of("-0.005")], plan);
    expect(found.uncorrected).toEqual({ net: "0", absolute: "0.01" });
    expect(found.isExceeded).toBe(true);
  });

  it("counts neither corrected misstatements nor those of withdrawn findings", () => {
    const all = [of("9", { isCorrected: true }), of("9", { isWithdrawn: true })];
    expect(assessMateriality(all, plan)).toMatchObject({ uncorrected: { absolute: "0" }, isExceeded: false });
  });

  it("exceeds a missing threshold unless it is zero", () => {
    for (const missing of [
      { percent: null, totalKg: "160.5" },
      { percent: "5", totalKg: null },
    ]) {
      expect(assessMateriality([of("0.000001")], missing)).toMatchObject({ threshold: null, isExceeded: true });
      expect(assessMateriality([of("0")], missing).isExceeded).toBe(false);
    }
  });

  it("never has a net sum above the sum without signs, in any order", () => {
    const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((n) => of(`${n}.5`));
    fc.assert(
      fc.property(fc.array(amount), (all) => {
        const { net, absolute } = assessMateriality(all, plan).uncorrected;
        expect(Math.abs(Number(net))).toBeLessThanOrEqual(Number(absolute));
        expect(assessMateriality(all.toReversed(), plan).uncorrected).toEqual({ net, absolute });
      }),
    );
  });
});
