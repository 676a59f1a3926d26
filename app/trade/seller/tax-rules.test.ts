import { expect, test } from "vitest";
import { rulesOfSeller, speaksOf, TAX_RULES } from "./tax-rules.ts";

test.each([
  ["CN", "DE", ["cn-export-zero", "cn-export-exempt", "cn-fapiao", "eu-b2b-import"]],
  ["CN", "GB", ["cn-export-zero", "cn-export-exempt", "cn-fapiao", "gb-b2b-import"]],
  ["CN", "US", ["cn-export-zero", "cn-export-exempt", "cn-fapiao", "us-abroad"]],
  ["CN", "CN", ["cn-fapiao", "cn-domestic"]],
  ["HK", "FR", ["hk-none", "eu-b2b-import"]],
  ["DE", "FR", ["eu-b2b-reverse"]],
  ["DE", "DE", ["eu-domestic"]],
  ["DE", "CN", ["cn-import-withholding", "eu-b2b-outside"]],
  ["GB", "DE", ["gb-b2b-outside", "eu-b2b-import"]],
  ["GB", "GB", ["gb-domestic"]],
])("covers a sale from %s to %s", (seller, buyer, ids) => {
  expect(TAX_RULES.filter((rule) => speaksOf(rule, seller, buyer)).map(({ id }) => id)).toEqual(ids);
  const offered = rulesOfSeller(seller).map(({ id }) => id);
  expect(ids.filter((id) => !offered.includes(id))).toEqual([]);
});

test("names a source and what is to confirm for each rule, the day of a review as a day, and gives each rule its own id", () => {
  for (const { source, reviewedOn, confirm } of TAX_RULES) {
    expect([source, confirm.en, confirm.zh]).not.toContain("");
    expect(reviewedOn ?? "2026-01-01").toMatch(/^20\d\d-\d\d-\d\d$/);
  }
  expect(new Set(TAX_RULES.map(({ id }) => id)).size).toBe(TAX_RULES.length);
});

test("asks for the buyer's VAT ID wherever the buyer accounts for VAT", () => {
  const reversed = TAX_RULES.filter(({ vatCategory }) => vatCategory === "AE");
  expect(reversed.map(({ requiredFields }) => requiredFields.includes("client.taxId"))).toEqual(
    reversed.map(() => true),
  );
});
