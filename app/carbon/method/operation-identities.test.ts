import fc from "fast-check";
import { expect, test } from "vitest";
import type { ActivityMethod } from "#app/carbon/document/inventory-document.ts";
import { toIntegers } from "#app/number/ratio.ts";
import { deriveMethod, from, of } from "./sample-method.ts";

/** Rationals of integers, independent of the engine's own. */
type Fraction = readonly [top: bigint, bottom: bigint];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const minus = (a: Fraction, [c, d]: Fraction): Fraction => plus(a, [-c, d]);
const isSame = ([a, b]: Fraction, [c, d]: Fraction) => a * d === c * b;

function quantityOf(method: ActivityMethod): Fraction {
  const derived = deriveMethod(method);
  if (!derived.ok) throw new Error(derived.problems.map(({ code, pointer }) => `${code} ${pointer}`).join());
  const { numerator, denominator } = toIntegers(derived.quantity);
  return [numerator, denominator];
}

/** Grams as an integer, written in kg: 1234 is "1.234". */
const grams = fc.integer({ min: 0, max: 10 ** 9 });
const kg = (value: number) => of((value / 1000).toFixed(3), "kg");
const asKg = (value: number): Fraction => [BigInt(value), 1000n];
/** Parts per thousand. */
const share = fc.integer({ min: 0, max: 1000 });
const toShare = (value: number) => (value / 1000).toFixed(3);
const runs = { numRuns: 1000 };

function stockChange(amounts: readonly number[]): ActivityMethod {
  const [start, end, acquired, disbursed, installed, retired] = amounts.map(kg);
  return {
    name: "gas_stock_change",
    stockStart: start,
    stockEnd: end,
    acquired,
    disbursed,
    newCapacity: installed,
    retiredCapacity: retired,
  };
}

test("calculates a balance of stock as the sum of its signed parts", () => {
  fc.assert(
    fc.property(fc.array(grams, { minLength: 6, maxLength: 6 }), (amounts) => {
      const signs = [1n, -1n, 1n, -1n, -1n, 1n];
      const expected = amounts.map((value, at): Fraction => [signs[at]! * BigInt(value), 1000n]).reduce(plus);
      expect(isSame(quantityOf(stockChange(amounts)), expected)).toBe(true);
    }),
    runs,
  );
});

test("adds two balances that share a stock-taking up to the balance of both periods", () => {
  fc.assert(
    fc.property(fc.array(grams, { minLength: 11, maxLength: 11 }), (amounts) => {
      const [start, middle, end, ...flows] = amounts as [number, number, number, ...number[]];
      const [first, second] = [flows.slice(0, 4), flows.slice(4)];
      const both = first.map((value, at) => value + second[at]!);
      const parts = plus(
        quantityOf(stockChange([start, middle, ...first])),
        quantityOf(stockChange([middle, end, ...second])),
      );
      expect(isSame(parts, quantityOf(stockChange([start, end, ...both])))).toBe(true);
    }),
    runs,
  );
});

const stream = fc.record({
  flow: fc.constantFrom("input", "product", "waste", "stock_decrease", "stock_increase"),
  amount: grams,
  content: share,
});
type Stream = { flow: string; amount: number; content: number };
const carbonBalance = (streams: readonly Stream[]): ActivityMethod => ({
  name: "carbon_mass_balance",
  streams: streams.map(({ flow, amount, content }) => ({
    flow,
    amount: kg(amount),
    carbonPerUnit: of(toShare(content), "kg"),
    source: "assay",
  })),
});

test("calculates a carbon balance as the signed sum of its streams, in any order, split anywhere", () => {
  fc.assert(
    fc.property(fc.array(stream, { minLength: 1, maxLength: 6 }), share, (streams, part) => {
      const signed = ({ flow, amount, content }: Stream) => {
        const carbon = times(asKg(amount), [BigInt(content), 1000n]);
        return flow === "input" || flow === "stock_decrease" ? carbon : minus([0n, 1n], carbon);
      };
      const expected = streams.map(signed).reduce(plus);
      expect(isSame(quantityOf(carbonBalance(streams)), expected)).toBe(true);
      const [first, ...rest] = streams as [Stream, ...Stream[]];
      const piece = Math.floor((first.amount * part) / 1000);
      const split = [...rest.toReversed(), { ...first, amount: piece }, { ...first, amount: first.amount - piece }];
      expect(isSame(quantityOf(carbonBalance(split)), expected)).toBe(true);
    }),
    runs,
  );
});

test("agrees with integer arithmetic for coal carbon as received, and allows splitting a month", () => {
  const moisture = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(grams, fc.integer({ min: 0, max: 600 }), moisture, moisture, (burnt, carbon, received, sample) => {
      const month = {
        carbonShare: toShare(carbon),
        moistureReceived: toShare(received),
        moistureOfSample: toShare(sample),
      };
      const whole = quantityOf({ name: "coal_carbon_as_received", months: [{ amount: kg(burnt), ...month }] });
      const asReceived: Fraction = [BigInt(carbon) * BigInt(1000 - received), 1000n * BigInt(1000 - sample)];
      expect(isSame(whole, times(asKg(burnt), asReceived))).toBe(true);
      const half = Math.floor(burnt / 2);
      const months = [half, burnt - half].map((amount) => ({ amount: kg(amount), ...month }));
      expect(isSame(whole, quantityOf({ name: "coal_carbon_as_received", months }))).toBe(true);
    }),
    runs,
  );
});

test("splits the burnt carbon of waste into fossil and biogenic carbon", () => {
  fc.assert(
    fc.property(grams, share, share, share, share, (amount, dry, carbon, fossil, oxidised) => {
      const of1000 = (value: number) => from(toShare(value));
      const waste = {
        amount: kg(amount),
        dryMatter: of1000(dry),
        carbonShare: of1000(carbon),
        fossilShare: of1000(fossil),
        oxidised: of1000(oxidised),
      };
      const part = (name: string) => quantityOf({ name: "waste_incineration", part: name, wastes: [waste] });
      const burnt = [dry, carbon, oxidised].reduce<Fraction>(
        (sum, one) => times(sum, [BigInt(one), 1000n]),
        asKg(amount),
      );
      expect(isSame(plus(part("fossil"), part("biogenic")), burnt)).toBe(true);
    }),
    runs,
  );
});

test("gets the leak of a whole year as the sum over its days", () => {
  fc.assert(
    fc.property(grams, share, fc.integer({ min: 0, max: 366 }), (charge, rate, days) => {
      const screen = (part: number) =>
        quantityOf({
          name: "gas_screening",
          charge: kg(charge),
          leakRate: from(toShare(rate)),
          partOfYear: `${part}/366`,
        });
      expect(isSame(plus(screen(days), screen(366 - days)), screen(366))).toBe(true);
    }),
    runs,
  );
});
