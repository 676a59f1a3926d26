import { expect, test } from "vitest";
import { makeEpcCode } from "./epc-code.ts";
import type { InvoiceDocument } from "./model.ts";
import { SAMPLE_INVOICE } from "./sample.ts";

const bank = {
  ...SAMPLE_INVOICE.bank!,
  holder: "Sample Carbon Advisory GmbH",
  accountNumber: "DE89 3704 0044 0532 0130 00",
  bic: "COBADEFFXXX",
};
const EURO: InvoiceDocument = { ...SAMPLE_INVOICE, currency: "EUR", totalMinor: 123_405n, bank };

test("has payee, IBAN, exact amount and structured reference", () => {
  expect(makeEpcCode(EURO)).toBe(
    [
      "BCD",
      "002",
      "1",
      "SCT",
      "COBADEFFXXX",
      "Sample Carbon Advisory GmbH",
      "DE89370400440532013000",
      "EUR1234.05",
      "",
      "RF83INV2026000001",
    ].join("\n"),
  );
});

test.each([
  ["another currency", { currency: "USD" }],
  ["no bank account", { bank: null }],
  ["an account number that is no IBAN", { bank: { ...bank, accountNumber: "6222 0000 0000 0000 001" } }],
  ["wrong check digits", { bank: { ...bank, accountNumber: "DE88 3704 0044 0532 0130 00" } }],
  ["an IBAN outside SEPA", { bank: { ...bank, accountNumber: "AE07 0331 2345 6789 0123 456" } }],
  ["a name above 70 characters", { bank: { ...bank, holder: "S".repeat(71) } }],
  ["an amount above the limit", { totalMinor: 100_000_000_000n }],
])("is missing with %s", (_, change) => {
  expect(makeEpcCode({ ...EURO, ...change })).toBeNull();
});
