import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeReference, printReference, readReference } from "./creditor-reference.ts";

describe("creditor references (ISO 11649)", () => {
  // The first two are examples from the standard and the guide of the Finnish banks.
  test.each([
    ["539007547034", "RF18539007547034"],
    ["2348231", "RF712348231"],
    ["INV-2026-000001", makeReference("INV2026000001")],
  ])("%s → %s", (body, reference) => {
    expect(makeReference(body)).toBe(reference);
    expect(readReference(printReference(reference).toLowerCase())).toBe(reference);
  });

  test("reads back every body, and detects a single typing error and swapped neighbours", () => {
    const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
    const body = fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 21 });
    fc.assert(
      fc.property(body, fc.nat(), fc.constantFrom(...letters), (text, at, other) => {
        const reference = makeReference(text);
        expect(readReference(reference)).toBe(reference);
        const place = 4 + (at % text.length);
        const slipped = reference.slice(0, place) + other + reference.slice(place + 1);
        // A letter counts as two digits, so replacing a digit by a letter shifts the rest and may go undetected.
        const isAlike = /[0-9]/.test(other) === /[0-9]/.test(reference[place]!);
        if (slipped !== reference && isAlike) expect(readReference(slipped)).toBeNull();
        const next = reference[place + 1];
        if (next === undefined || next === reference[place]) return;
        if (/[0-9]/.test(next) !== /[0-9]/.test(reference[place]!)) return;
        const exchanged = reference.slice(0, place) + next + reference[place] + reference.slice(place + 2);
        expect(readReference(exchanged)).toBeNull();
      }),
    );
  });

  test.each(["", "RF", "RF00", "RF19539007547034", "INV-2026-000001", "RF18 5390 0754 7035", `RF18${"1".repeat(22)}`])(
    "refuses %s",
    (text) => expect(readReference(text)).toBeNull(),
  );

  test("refuses an invalid body", () => {
    for (const body of ["", "发票", "1".repeat(22)]) expect(() => makeReference(body)).toThrow(RangeError);
  });

  test("prints groups of four", () => expect(printReference("RF18539007547034")).toBe("RF18 5390 0754 7034"));
});
