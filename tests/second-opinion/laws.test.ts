import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { DocumentActivity, InventoryDocument, ResultTotals } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { convert, type UnitCode } from "#app/carbon/unit/unit.ts";
import { Decimal } from "#app/number/decimal.ts";
import { fromDecimal, toExactOr40 } from "#app/number/ratio.ts";
import { CASES, firstSeed } from "#tests/support/case-seed.ts";
import { type Dice, diceOf } from "./dice.ts";
import { f, minus, print, times } from "./fraction.ts";
import { MEASURED_UNITS, rate, unitsLike } from "./measure.ts";
import { randomDocument } from "./random-documents.ts";

/**
 * Rewrites an inventory without changing its result, or gives null if this document doesn't allow it. `except` lists
 * totals that may change.
 */
interface Law {
  change(document: InventoryDocument, dice: Dice): DocumentActivity[] | null;
  except?: (keyof ResultTotals)[];
}

const LAWS: Record<string, Law> = {
  "the order of rows": { change: ({ activities }, dice) => dice.shuffle(activities) },
  "the facility of a row": {
    change: ({ activities }, dice) =>
      activities.map((row) => ({ ...row, facility: dice.pick(["x", "y", row.facility]) })),
    except: ["byFacility"],
  },
  // The parts no longer share one source of error, so the uncertainty of the sum changes.
  "splitting a row into quantities and periods": { change: split, except: ["uncertaintyPercent"] },
  "another unit of the same kind": { change: convertOne },
};

function split({ activities }: InventoryDocument, dice: Dice): DocumentActivity[] | null {
  const at = plainRow(activities, dice);
  if (at === null) return null;
  const row = activities[at]!;
  const whole = f(row.quantity!);
  const part = asQuantity(print(times(whole, f(dice.pick(["0.5", "0.25", "0.1", "1", "0"])))));
  const rest = part && asQuantity(print(minus(whole, f(part))));
  if (!part || !rest) return null;
  return replaceAt(activities, at, [
    { ...row, quantity: part, period: { start: row.period.start, end: "2024-03-15" } },
    { ...row, quantity: rest, period: { start: "2024-03-16", end: row.period.end }, id: `${row.id}-rest` },
  ]);
}

function convertOne({ activities }: InventoryDocument, dice: Dice): DocumentActivity[] | null {
  const at = plainRow(activities, dice);
  if (at === null) return null;
  const row = activities[at]!;
  for (const unit of dice.shuffle(unitsLike(row.unit!).filter((one) => one !== row.unit))) {
    const quantity = asQuantity(print(times(f(row.quantity!), rate(row.unit!, unit))));
    // A quotient that doesn't end is printed with forty digits. Only amounts that convert back exactly are equal.
    if (!quantity || print(times(f(quantity), rate(unit, row.unit!))) !== print(f(row.quantity!))) continue;
    return replaceAt(activities, at, [{ ...row, quantity, unit }]);
  }
  return null;
}

/** Facilities with one row each are printed either exactly like their sum, or both with forty digits. */
function isWhole(totals: ResultTotals): boolean {
  const parts = Object.values(totals.byFacility);
  return parts.length !== 1 || parts[0] === totals.co2eKg;
}

/** An entered row without instruments, because instruments belong to a whole row. */
function plainRow(activities: DocumentActivity[], dice: Dice): number | null {
  const at = dice.roll(activities.length);
  const { quantity, market } = activities[at]!;
  return quantity !== undefined && !market?.instruments.length ? at : null;
}

/** Decimal text within the limits of a quantity, or null. */
function asQuantity(text: string): string | null {
  return /^-?[0-9]{1,15}(\.[0-9]{1,12})?$/.test(text) ? text : null;
}

function replaceAt<T>(items: readonly T[], at: number, by: T[]): T[] {
  return [...items.slice(0, at), ...by, ...items.slice(at + 1)];
}

function totalsBut(totals: ResultTotals, except: (keyof ResultTotals)[] = []): Partial<ResultTotals> {
  const left: Partial<ResultTotals> = { ...totals };
  for (const key of except) delete left[key];
  return left;
}

test(`keeps each total, ${CASES} times each`, { timeout: 600_000 }, () => {
  const done = new Map(Object.keys(LAWS).map((name) => [name, 0]));
  for (let seed = firstSeed; [...done.values()].some((count) => count < CASES); seed += 1) {
    const document = randomDocument(seed, { rows: 2, isPlain: true });
    const before = document.activities.length > 0 ? runInventory(document).totals : undefined;
    if (!before) continue;
    for (const [name, { change, except }] of Object.entries(LAWS)) {
      if (done.get(name)! >= CASES) continue;
      const activities = change(document, diceOf(seed ^ 0x5bd1e995));
      if (!activities) continue;
      const after = runInventory({ ...document, activities }).totals;
      const isSame = after && isWhole(after) && isDeepStrictEqual(totalsBut(after, except), totalsBut(before, except));
      if (!isSame) {
        const told = `${name}, seed ${seed}: ${JSON.stringify({ ...document, activities })}`;
        expect(after && totalsBut(after, except), told).toEqual(totalsBut(before, except));
      }
      done.set(name, done.get(name)! + 1);
    }
  }
});

test(`gets the same quantity after converting it there and back, ${CASES} times`, () => {
  const dice = diceOf(firstSeed);
  for (let at = 0; at < CASES; at += 1) {
    const from = dice.pick(MEASURED_UNITS) as UnitCode;
    const to = dice.pick(unitsLike(from)) as UnitCode;
    const value = fromDecimal(new Decimal(dice.decimal(15, 12)));
    expect(toExactOr40(convert(convert(value, from, to), to, from)), `${from} ${to}`).toBe(toExactOr40(value));
  }
});
