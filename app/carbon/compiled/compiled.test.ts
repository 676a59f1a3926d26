import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { calculateLines, runInventory } from "#app/carbon/total/inventory.ts";
import { summarizeLines } from "#app/carbon/total/summary.ts";
import { assessLines } from "#app/carbon/uncertainty/assess-lines.ts";
import { assessUncertainty } from "#app/carbon/uncertainty/assess-uncertainty.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, multiply, negate, type Ratio, toExactOr40 } from "#app/number/ratio.ts";
import { type Dice, diceOf } from "#tests/second-opinion/dice.ts";
import { unitsLike } from "#tests/second-opinion/measure.ts";
import { randomDocument } from "#tests/second-opinion/random-documents.ts";
import { CASES, firstSeed } from "#tests/support/case-seed.ts";
import { compileRatio, digitsAt, printProduct, readDigits } from "./coefficient.ts";
import { monthOf, nameKind } from "./kind.ts";
import { QuantitySums } from "./quantity-sums.ts";
import { mergeKinds, runCompiled } from "./run-compiled.ts";

const TUPLES = Number(process.env.TUPLES ?? 100_000);

const decimal = (text: string): Ratio => fromDecimal(parseDecimal(text, BOUNDS.factor));
const product = (quantity: string, ratio: Ratio): string => printProduct(readDigits(quantity), compileRatio(ratio));
const reference = (quantity: string, ratio: Ratio): string =>
  toExactOr40(multiply(fromDecimal(parseDecimal(quantity, BOUNDS.quantity)), ratio));

describe("a product by a compiled coefficient", () => {
  it(`equals the reference, for ${TUPLES} random ones`, { timeout: 600_000 }, () => {
    const dice = diceOf(firstSeed);
    for (let count = 0; count < TUPLES; count += 1) {
      const ratio = randomRatio(dice);
      const quantity = `${dice.once(9) ? "-" : ""}${dice.decimal(15, 12)}`;
      const got = product(quantity, ratio);
      if (got !== reference(quantity, ratio)) expect(`${quantity}: ${got}`).toBe(reference(quantity, ratio));
    }
  });

  const NINES = "999999999999999.999999999999";
  it.each([
    ["0", decimal("1")],
    ["-0", decimal("3")],
    ["1", decimal("0")],
    ["0.000000000001", decimal("0.00000000000000000001")],
    [NINES, decimal("999999999999999.99999999999999999999")],
    [NINES, divide(decimal("1"), decimal("3"))],
    ["1", divide(decimal("1"), decimal("9"))],
    ["-1", divide(decimal("2"), decimal("3"))],
    ["3", divide(decimal("1"), decimal("3"))],
    ["3", divide(decimal("1"), decimal("7"))],
    ["0.000000000001", divide(decimal("1"), decimal("999999999999999.99999999999999999999"))],
    [NINES, divide(decimal("999999999999999"), decimal("0.00000000000000000007"))],
    // 40 nines and a half: a tie that rounds up to one more digit.
    ["1", divide(decimal("1"), multiply(decimal("3"), decimal("0.3333333333333333")))],
    ["7", negate(divide(decimal("1000000000000"), decimal("13")))],
  ])("equals the reference at the limits: %s × …", (quantity, ratio) => {
    expect(product(quantity, ratio)).toBe(reference(quantity, ratio));
  });
});

function randomRatio(dice: Dice): Ratio {
  const one = decimal(dice.decimal(15, 20));
  const other = dice.once(2) ? one : multiply(one, decimal(dice.decimal(6, 6)));
  return dice.once(3) ? divide(other, decimal(dice.positive(dice.pick([1, 2, 15]), 20))) : other;
}

describe("sums of quantities", () => {
  const text = fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.boolean())
    .map(([decimals, digits, isShort]) => {
      const all = (isShort ? digits % 1000n : digits).toString().padStart(decimals + 1, "0");
      return decimals === 0 ? all : `${all.slice(0, -decimals)}.${all.slice(-decimals)}`;
    });
  const inTrillionths = (quantity: string): bigint => {
    const { digits, scale } = readDigits(quantity);
    return digits * 10n ** BigInt(12 - scale);
  };

  it("are exact in each cell, in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), text), { maxLength: 60 }), (entries) => {
        const sums = new QuantitySums(3);
        for (const [cell, quantity] of entries) sums.add(cell, quantity);
        for (const cell of [0, 1, 2]) {
          const own = entries.filter(([other]) => other === cell);
          const short = sums.shortTotal(cell);
          if (short)
            expect(digitsAt({ digits: BigInt(short.digits), scale: short.scale }, 12)).toBe(
              digitsAt(sums.total(cell), 12),
            );
          expect(digitsAt(sums.total(cell), 12)).toBe(
            own.reduce((total, [, quantity]) => total + inTrillionths(quantity), 0n),
          );
        }
      }),
    );
  });

  it("are exact beyond the largest safe integer of a double", () => {
    const sums = new QuantitySums(1);
    const last = ["999999999999999", "0.1", "999999999999999.999999999999", "000000000000000000000000001"];
    for (let count = 0; count < 40; count += 1) sums.add(0, last[0]!);
    for (const quantity of last.slice(1, 3)) sums.add(0, quantity);
    expect(digitsAt(sums.total(0), 12)).toBe(
      40n * inTrillionths(last[0]!) + inTrillionths(last[1]!) + inTrillionths(last[2]!),
    );
    expect(() => sums.add(0, last[3]!)).toThrow("number_out_of_bounds");
  });

  it("are short if a double holds them", () => {
    const sums = new QuantitySums(3);
    for (const quantity of ["1.25", "2.75"]) sums.add(0, quantity);
    for (const quantity of ["1.25", "2.5"]) sums.add(1, quantity);
    for (let count = 0; count < 10; count += 1) sums.add(2, "999999999999999");
    expect([0, 1, 2, 3].map((cell) => sums.shortTotal(cell))).toEqual([
      { digits: 400, scale: 2 },
      null,
      null,
      { digits: 0, scale: 0 },
    ]);
  });

  it.each(["", ".", "1.", ".5", "1.2.3", "1e3", "+1", "１", "1,5", " 1", "0x1", "NaN", "1.0000000000001"])(
    "reject %j like the reference",
    (quantity) => {
      const refusal = (work: () => void) => {
        try {
          work();
          return "none";
        } catch (error) {
          return (error as Error).message;
        }
      };
      expect(refusal(() => new QuantitySums(1).add(0, quantity))).toBe(
        refusal(() => void parseDecimal(quantity, BOUNDS.quantity)),
      );
    },
  );

  it("reject negative values", () => {
    expect(() => new QuantitySums(1).add(0, "-1")).toThrow("negative_quantity");
  });
});

describe("a compiled run", () => {
  it(`gives the reference's bytes for ${CASES} random documents with repeated activities`, { timeout: 600_000 }, () => {
    let compiled = 0;
    for (let seed = firstSeed; seed < firstSeed + CASES; seed += 1) {
      const document = repeatActivities(randomDocument(seed), diceOf(seed));
      compiled += document.activities.filter(
        (activity) => nameKind(activity, ({ period }) => monthOf(period)) !== null,
      ).length;
      const [got, expected] = [JSON.stringify(runCompiled(document)), JSON.stringify(runInventory(document))];
      if (got !== expected) expect(JSON.parse(got), `seed ${seed}`).toEqual(JSON.parse(expected));
      expect(got === expected, `seed ${seed}: the order of keys`).toBe(true);
    }
    // Useful only if most of it is compiled.
    expect(compiled).toBeGreaterThan(CASES);
  });

  it("sums to the same groups", () => {
    for (let seed = firstSeed; seed < firstSeed + 300; seed += 1) {
      const document = repeatActivities(randomDocument(seed), diceOf(seed));
      document.activities.forEach((activity, at) => {
        activity.emissionSource = `s${at % 3}`;
      });
      const kinds = mergeKinds(document);
      const every = calculateLines(document).lines;
      for (const by of [
        ["month", "scope"],
        ["source"],
        ["gas"],
        ["facility", "category", "factor"],
        ["dataQuality"],
      ] as const) {
        const fewer = by[0] === "month" ? kinds.linesOfMonths : kinds.lines;
        expect(summarizeLines(fewer, by), `seed ${seed}`).toEqual(summarizeLines(every, by));
      }
    }
  });

  it("sums beyond the digits of one quantity", () => {
    const document = randomDocument(firstSeed, { rows: 1, isPlain: true });
    const whole = { ...plainDocument(document), activities: [] as DocumentActivity[] };
    for (let at = 0; at < 30; at += 1) whole.activities.push(plainActivity(`a${at}`, "999999999999999.999999999999"));
    expect(runCompiled(whole)).toEqual(runInventory(whole));
    expect(runCompiled(whole).totals!.co2eKg).toBe("59999999999999999.99999999994");
  });

  it("keeps the sums of kinds instead of the activities if they state errors, and names each that is too uncertain", () => {
    const document = plainDocument(randomDocument(firstSeed, { rows: 1, isPlain: true }));
    document.uncertainty = { correlation: "by_factor" };
    document.activities = Array.from({ length: 400 }, (_, at) => ({
      ...plainActivity(`a${at}`, `${at + 1}.5`),
      uncertainty: { activity: at % 4 === 3 ? "60" : "10", factor: "5" },
    }));
    const { lines, exceeding } = mergeKinds(document);
    expect(lines.map(({ count }) => count)).toEqual([300, 100]);
    expect(exceeding).toHaveLength(100);
    expect(runCompiled(document)).toEqual(runInventory(document));
    expect(assessUncertainty(document, { correlation: "none" })).toEqual(
      assessLines(calculateLines(document).lines, { correlation: "none" }),
    );
    const groups = [["a0", "a4"], ["a1"]];
    expect(assessUncertainty(document, { correlation: "by_group", groups })).toEqual(
      assessLines(calculateLines(document).lines, { correlation: "by_group", groups }),
    );
  });

  it("considers the end of a period for a factor's validity, too", () => {
    const document = plainDocument(randomDocument(firstSeed, { rows: 1, isPlain: true }));
    document.factors = document.factors.map((factor) => ({ ...factor, validTo: "2024-06-30" }));
    document.activities = ["06-30", "06-30", "07-01", "07-01"].map((day, at) => ({
      ...plainActivity(`a${at}`, "2"),
      period: { start: "2024-01-01", end: `2024-${day}` },
    }));
    expect(runCompiled(document)).toEqual(runInventory(document));
    expect(runCompiled(document).issues).toHaveLength(2);
  });
});

function plainDocument(document: InventoryDocument): InventoryDocument {
  return {
    ...document,
    gwp: { set: "AR6", values: { CO2: "1" } },
    factors: [{ kind: "emission", id: "f", version: "1", unit: "kg", gases: { CO2: "2" } }] as never,
  };
}

function plainActivity(id: string, quantity: string): DocumentActivity {
  const period = { start: "2024-01-01", end: "2024-12-31" };
  return {
    id,
    facility: "f1",
    scope: 1,
    category: "stationary_combustion",
    period,
    quantity,
    unit: "kg",
    factor: "f@1",
  };
}

const ALL_GRADES = {
  technology: "fair",
  time: "poor",
  geography: "good",
  completeness: "fair",
  reliability: "good",
} as const;

/** Changes of one field that make an activity another kind. */
function anotherOf({ unit }: DocumentActivity, dice: Dice): Partial<DocumentActivity> {
  const period = { start: "2024-02-01", end: dice.pick(["2024-02-29", "2024-12-31"]) };
  return dice.pick<Partial<DocumentActivity>>([
    { share: dice.pick(["1/3", "0.25"]) },
    { biogenicFraction: dice.pick(["0.5", "1/7"]) },
    { chain: "c3" },
    { dataQuality: dice.pick(["measured", "estimated"]) },
    { facility: "f9" },
    { period },
    { via: [] },
    { accepted: [{ code: "factor_not_valid", reason: "Latest edition" }] },
    { heatBasis: dice.pick(["net", "gross"]) },
    { primary: dice.once(2) },
    { quality: dice.pick([{ time: "good" }, ALL_GRADES]) },
    ...(unit ? [{ unit: dice.pick(unitsLike(unit)) }] : []),
  ]);
}

/** Each activity repeated a few times, shuffled, with its own quantities. */
function repeatActivities(document: InventoryDocument, dice: Dice): InventoryDocument {
  const repeated = document.activities.flatMap((activity) =>
    Array.from({ length: 1 + dice.roll(4) }, () => ({
      ...activity,
      ...(activity.quantity && !dice.once(12) ? { quantity: dice.decimal(15, 12) } : {}),
      ...(dice.once(3) ? anotherOf(activity, dice) : {}),
    })),
  );
  const activities = dice.shuffle(repeated).map((activity, at) => ({ ...activity, id: `b${at}` }));
  const factors = document.factors.map((factor, at) =>
    factor.kind !== "property" && dice.once(3) ? { ...factor, dataYear: "2019", tier: at % 2 === 0 ? 1 : 3 } : factor,
  );
  // In most companies some activities state no errors. Known sums need documents in which all do.
  if (!dice.once(4)) for (const activity of activities) if (dice.once(3)) delete activity.uncertainty;
  return { ...document, factors: factors as typeof document.factors, activities };
}
