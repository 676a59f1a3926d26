import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { condense } from "#app/carbon/condense/condense.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { METHOD_NAMES } from "#app/carbon/method/methods.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { printRoot as printRootOfProgram } from "#app/carbon/uncertainty/exact-root.ts";
import { conversionRatio, isConvertible, UNIT_CODES, type UnitCode } from "#app/carbon/unit/unit.ts";
import { divide, fromInteger, toExactOr40 } from "#app/number/ratio.ts";
import { CASES, firstSeed } from "#tests/support/case-seed.ts";
import { diceOf } from "./dice.ts";
import { print, printRoot } from "./fraction.ts";
import { isSameKind, MEASURED_UNITS, rate } from "./measure.ts";
import { JUDGED_METHODS } from "./method-opinion.ts";
import { opinionOn } from "./opinion.ts";
import { randomDocument, repeatedDocument } from "./random-documents.ts";

const sorted = (remarks: { code: string; activity?: string; pointer?: string }[]) =>
  remarks.map(({ code, activity, pointer }) => [code, activity, pointer].join(" ")).sort();

function compare(document: InventoryDocument): { program: unknown; opinion: unknown } {
  const { engine: _, disclosures, issues, ...program } = runInventory(document);
  const { disclosures: told, issues: found, ...opinion } = opinionOn(document);
  return {
    program: {
      ...program,
      disclosures: sorted(disclosures.map(({ code, activity = "" }) => ({ code, activity }))),
      issues: sorted(issues),
    },
    opinion: { ...opinion, disclosures: sorted(told), issues: sorted(found) },
  };
}

const agrees = (document: InventoryDocument): boolean => {
  const { program, opinion } = compare(document);
  return isDeepStrictEqual(program, opinion);
};

function smallest(document: InventoryDocument): InventoryDocument {
  for (const [at] of document.activities.entries()) {
    const fewer = { ...document, activities: document.activities.filter((_, other) => other !== at) };
    if (!agrees(fewer)) return smallest(fewer);
  }
  return document;
}

describe("a second implementation", () => {
  test(`agrees on ${CASES} random documents, to the last digit`, { timeout: 600_000 }, () => {
    const met = {
      totals: 0,
      lines: 0,
      issues: new Set<string>(),
      disclosures: new Set<string>(),
      methods: new Set<string>(),
    };
    for (let seed = firstSeed; seed < firstSeed + CASES; seed += 1) {
      const document = randomDocument(seed);
      if (!validateDocument(document).ok) throw new Error(`Seed ${seed} makes an invalid document`);
      if (!agrees(document)) {
        const left = smallest(document);
        const { program, opinion } = compare(left);
        expect(program, `seed ${seed}: ${JSON.stringify(left)}`).toEqual(opinion);
      }
      const opinion = opinionOn(document);
      if (opinion.totals && opinion.lines.length > 0) met.totals += 1;
      met.lines += opinion.lines.length;
      for (const { code } of opinion.issues) met.issues.add(code);
      for (const { code } of opinion.disclosures) met.disclosures.add(code);
      for (const { method } of document.activities) if (method) met.methods.add(method.name);
    }
    // The documents are useful only if they cover the whole format.
    expect(met.totals).toBeGreaterThan(CASES / 3);
    expect(met.lines).toBeGreaterThan(1.4 * CASES);
    expect([...met.methods].sort()).toEqual([...METHOD_NAMES].sort());
    expect([...met.issues]).toEqual(expect.arrayContaining(EXPECTED_ISSUES));
    expect([...met.disclosures]).toEqual(expect.arrayContaining(EXPECTED_DISCLOSURES));
  });

  test(`agrees on ${CASES / 10} documents whose records are merged`, () => {
    for (let seed = firstSeed; seed < firstSeed + CASES / 10; seed += 1) {
      const { document } = condense(repeatedDocument(seed));
      const { program, opinion } = compare(document);
      expect(program, `seed ${seed}`).toEqual(opinion);
    }
  });

  test("agrees on every unit and method of the program", () => {
    expect([...MEASURED_UNITS].sort()).toEqual([...UNIT_CODES].sort());
    expect([...JUDGED_METHODS].sort()).toEqual([...METHOD_NAMES].sort());
    for (const from of UNIT_CODES) {
      for (const to of UNIT_CODES) {
        expect(isConvertible(from, to), `${from} ${to}`).toBe(isSameKind(from, to));
        if (isConvertible(from, to)) {
          expect(toExactOr40(conversionRatio(from as UnitCode, to as UnitCode)), `${from} ${to}`).toBe(
            print(rate(from, to)),
          );
        }
      }
    }
  });

  test("agrees on how fractions and roots are printed", () => {
    const dice = diceOf(firstSeed);
    const whole = (digits: number) => BigInt(dice.positive(1 + dice.roll(digits), 0));
    for (let at = 0; at < CASES; at += 1) {
      const [n, d] = [whole(60) * (dice.once(2) ? 1n : -1n), whole(30)];
      const value = divide(fromInteger(n), fromInteger(d));
      expect(toExactOr40(value), `${n}/${d}`).toBe(print({ n, d }));
      if (at % 10 > 0 || n < 0n) continue;
      expect(printRootOfProgram(value), `√ ${n}/${d}`).toBe(printRoot({ n, d }));
      expect(printRootOfProgram(divide(fromInteger(n * n), fromInteger(d * d)))).toBe(print({ n, d }));
    }
  });
});

const EXPECTED_DISCLOSURES = [
  "gwp_set_mismatch",
  "market_based_grid_average",
  "factor_not_valid",
  "ratio_method",
  "stated_value",
  "factor_other_country",
  "factor_co2_only",
  "factor_life_cycle",
  "radiative_forcing_mixed",
  "boundary_mixed",
];

const EXPECTED_ISSUES = [
  "negative_quantity",
  "unit_mismatch",
  "heat_basis_mismatch",
  "gwp_missing",
  "factor_not_valid",
  "factor_marginal",
  "biogenic_fraction_unsuitable",
  "instrument_exceeds_consumption",
  "claim_without_proof",
  "chain_boundary_mixed",
  "factor_other_grid",
  "instrument_other_market",
  "instrument_factor_negative",
  "instrument_claimed_twice",
  "instrument_vintage",
  "instrument_not_cancelled",
  "boundary_unsuitable",
  "radiative_forcing_twice",
  "distance_correction_twice",
  "price_basis_mismatch",
  "price_year_mismatch",
  "shares_not_whole",
  "amount_exceeds",
  "input_missing",
];
