import { expect, it } from "vitest";
import { printCsv } from "./print-csv.ts";

it.each([
  ["=1+1", "'=1+1"],
  ["＝1+1", "'＝1+1"],
  ["＠SUM(1)", "'＠SUM(1)"],
  ["@x", "'@x"],
  ["-x", "'-x"],
  ["'=x", "''=x"],
  ["\n=1", '"\'\n=1"'],
  ["\t=1", '"\'\t=1"'],
  ["-5", "-5"],
  ["a=1", "a=1"],
])("prints %j so that no spreadsheet runs it: %s", (text, printed) => {
  expect(printCsv([[text]])).toBe(`\ufeff${printed}\r\n`);
});
