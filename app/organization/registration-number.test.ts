import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { remainderOf97 } from "#app/number/mod-97.ts";
import {
  faultOfNumber,
  faultOfTaxNumber,
  kindByCheckDigit,
  type NumberKind,
  tidyNumber,
} from "./registration-number.ts";

const USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The weights of GB 32100-2015 as its table prints them; the code computes them as powers. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const text = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((found) => found.join(""));

const uscc = fc.tuple(text(USCC, 2), text("0123456789", 6), text(USCC, 9)).map((parts) => {
  const body = parts.join("");
  const sum = [...body].reduce((total, character, at) => total + WEIGHTS[at]! * USCC.indexOf(character), 0);
  return body + USCC[(31 - (sum % 31)) % 31]!;
});

const lei = text(LETTERS, 18).map((body) => body + String(98n - remainderOf97(`${body}00`)).padStart(2, "0"));

function changed(number: string, at: number, character: string): string {
  return number.slice(0, at) + character + number.slice(at + 1);
}

function swapped(number: string, at: number): string {
  return number.slice(0, at) + number[at + 1]! + number[at]! + number.slice(at + 2);
}

describe("the form of a registration number", () => {
  // The first is the example of GB 32100-2015; the others are companies' published numbers.
  it.each<[NumberKind, string]>([
    ["uscc", "91350100M000100Y43"],
    ["uscc", "9144030071526726XG"],
    ["uscc", "914403001922038216"],
    ["lei", "5493001KJTIIGC8Y1R12"],
    ["lei", "HWUPKR0MPOU8FGXBT394"],
    ["lei", "7LTWFZYICNSX8D621K86"],
    ["eori", "DE1234567"],
    ["eori", "GB123456789000"],
    ["vat", "DE136695976"],
    ["vat", "FR40303265045"],
    ["other", "HRB 86891"],
    ["other", ""],
  ])("accepts %s %s", (kind, number) => {
    expect(faultOfNumber(kind, number)).toBeNull();
    expect(faultOfNumber(kind, ` ${number.toLowerCase().replace(/(.{4})/g, "$1 ")}`)).toBeNull();
  });

  it.each<[NumberKind, string, string]>([
    ["uscc", "91350100M000100Y44", "number_check_digit"],
    ["uscc", "91350100M000100Y4", "number_uscc"],
    ["uscc", "91350100M000100Y430", "number_uscc"],
    // O for 0: the code has no letters I, O, S, V and Z.
    ["uscc", "9135O100M000100Y43", "number_uscc"],
    ["uscc", "91320000SAMPLE001X", "number_uscc"],
    ["uscc", "", "number_uscc"],
    ["lei", "5493001KJTIIGC8Y1R13", "number_check_digit"],
    ["lei", "5493001KJTIIGC8Y1R1", "number_lei"],
    ["lei", "5493001KJTIIGC8Y1RAB", "number_lei"],
    ["eori", "1234567", "number_eori"],
    ["eori", "DE", "number_eori"],
    ["eori", "DE1234567890123456", "number_eori"],
    ["vat", "DE136695977", "number_check_digit"],
    ["vat", "136695976", "number_vat"],
    ["vat", "CHE123456788", "number_vat"],
    ["vat", "constructor", "number_vat"],
  ])("refuses %s %s: %s", (kind, number, fault) => expect(faultOfNumber(kind, number)).toBe(fault));

  it("writes a known kind without separators, and leaves any other as typed", () => {
    expect(tidyNumber("vat", "gb 980-7806.84")).toBe("GB980780684");
    expect(tidyNumber("uscc", "91350100ｍ000100y43")).toBe("91350100M000100Y43");
    expect(tidyNumber("other", "HRB 86891 b")).toBe("HRB 86891 b");
  });

  it("recognizes a number by its check digit only", () => {
    expect(kindByCheckDigit("9135 0100 M000 100Y 43")).toBe("uscc");
    expect(kindByCheckDigit("5493001KJTIIGC8Y1R12")).toBe("lei");
    expect(kindByCheckDigit("DE136695976")).toBe("vat");
    for (const number of ["", "91320000SAMPLE001X", "HRB 86891", "DE1234567", "DE136695977", "LV40003521600"])
      expect(kindByCheckDigit(number)).toBeNull();
  });

  it("checks a tax number where the country and the number show its kind", () => {
    expect(faultOfTaxNumber("CN", "91350100M000100Y44")).toBe("number_check_digit");
    expect(faultOfTaxNumber("CN", "91350100M000100Y43")).toBeNull();
    expect(faultOfTaxNumber("CN", "440300123456789")).toBeNull();
    expect(faultOfTaxNumber("DE", "DE 136 695 977")).toBe("number_check_digit");
    expect(faultOfTaxNumber("DE", "12/345/67890")).toBeNull();
    expect(faultOfTaxNumber("GR", "EL094259216")).toBeNull();
    expect(faultOfTaxNumber("GR", "EL094259217")).toBe("number_check_digit");
    expect(faultOfTaxNumber("GB", "XI980780685")).toBe("number_check_digit");
    expect(faultOfTaxNumber("US", "DE136695977")).toBeNull();
    expect(faultOfTaxNumber("", "")).toBeNull();
  });
});

describe("check digits", () => {
  it("of a Unified Social Credit Code detect every changed character and swapped neighbours", () => {
    const place = fc.nat(17);
    fc.assert(
      fc.property(uscc, place, fc.constantFrom(...USCC), (number, at, other) => {
        expect(faultOfNumber("uscc", number)).toBeNull();
        expect(kindByCheckDigit(number)).toBe("uscc");
        const slipped = changed(number, at, other);
        if (slipped !== number) expect(faultOfNumber("uscc", slipped)).not.toBeNull();
        const exchanged = swapped(number, at % 17);
        if (exchanged !== number) expect(faultOfNumber("uscc", exchanged)).not.toBeNull();
      }),
    );
  });

  it("of an LEI detect every changed digit or letter, and swapped neighbours of the same kind", () => {
    const isDigit = (character: string | undefined) => character !== undefined && character <= "9";
    fc.assert(
      fc.property(lei, fc.nat(19), fc.constantFrom(...LETTERS), (number, at, other) => {
        expect(faultOfNumber("lei", number)).toBeNull();
        const slipped = changed(number, at, other);
        // A letter counts as two digits, so replacing a digit by a letter shifts the rest and may go undetected.
        const isAlike = isDigit(other) === isDigit(number[at]);
        if (slipped !== number && isAlike) expect(faultOfNumber("lei", slipped)).toBe("number_check_digit");
        const first = at % 19;
        const exchanged = swapped(number, first);
        if (exchanged !== number && isDigit(number[first]) === isDigit(number[first + 1]))
          expect(faultOfNumber("lei", exchanged)).toBe("number_check_digit");
      }),
    );
  });
});
