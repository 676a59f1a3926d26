import { expect, test } from "vitest";
import { FapiaoForm, fapiaoOf } from "./fapiao.ts";

const DIGITAL = { kind: "digital_special", number: "26312000000000000017", issuedOn: "2026-12-01" };
const PAPER = { kind: "paper_special", code: "3100211130", number: "01234567", issuedOn: "2023-05-08" };

test.each([
  ["a digital fapiao with spaces and full-width digits", { ...DIGITAL, number: "２６312 0000000 00000017 " }, DIGITAL],
  ["a special fapiao on paper", PAPER, PAPER],
  [
    "an older electronic fapiao",
    { ...PAPER, kind: "electronic_ordinary", code: "031002100211" },
    { number: "01234567" },
  ],
  ["none after a mistake", { kind: "none" }, { kind: "none", code: "", number: "", issuedOn: null }],
])("reads %s", (_, typed, read) => {
  expect(FapiaoForm.parse(typed)).toMatchObject(read);
});

test.each([
  ["no kind", { ...DIGITAL, kind: "" }, { kind: "kind" }],
  ["19 digits", { ...DIGITAL, number: "2631200000000000001" }, { number: "number_20" }],
  ["the number of another year", { ...DIGITAL, issuedOn: "2025-12-31" }, { number: "year" }],
  ["a code of a digital fapiao", { ...DIGITAL, code: "3100211130" }, { code: "code_none" }],
  ["no date", { ...DIGITAL, issuedOn: "" }, { issuedOn: "day" }],
  ["a date that does not exist", { ...DIGITAL, issuedOn: "2026-02-30" }, { issuedOn: "day" }],
  ["a paper fapiao without a code", { ...PAPER, code: "" }, { code: "code" }],
  ["a digital number on paper", { ...PAPER, number: DIGITAL.number }, { number: "number_8" }],
  ["ten digits of an electronic code", { ...PAPER, kind: "electronic_special" }, { code: "code_12" }],
  ["a number of none", { kind: "none", number: "01234567" }, { kind: "details_of_none" }],
])("refuses %s", (_, typed, faults) => {
  const read = FapiaoForm.safeParse(typed);
  expect(Object.fromEntries(read.error!.issues.map(({ path, message }) => [path[0], message]))).toEqual(faults);
});

test.each([
  [
    "what was recorded",
    { fapiao_kind: "paper_special", fapiao_code: "3100211130", recorded_number: "01234567" },
    "3100211130 01234567",
  ],
  ["nothing after a mistake", { fapiao_kind: "none", fapiao_code: "", recorded_number: "" }, ""],
  ["what was printed at issue", { fapiao_kind: null, fapiao_code: null, recorded_number: null }, "printed"],
])("lists %s", (_, row, listed) => {
  expect(fapiaoOf({ ...row, fapiao_number: "printed" })).toBe(listed);
});
