import fc from "fast-check";
import { expect, it } from "vitest";
import { printCsv, withoutGuards } from "./print-csv.ts";

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
  ["a;=1+1", '"a;\'=1+1"'],
  ['a; "=1', '"a; ""\'=1"'],
  ["a;'@x", "\"a;''@x\""],
  ["a;b", '"a;b"'],
])("escapes %j so that no spreadsheet runs it: %s", (text, printed) => {
  expect(printCsv([[text]])).toBe(`\ufeff${printed}\r\n`);
});

function readCell(printed: string): string {
  return printed.startsWith('"') ? printed.slice(1, -1).replaceAll('""', '"') : printed;
}

it("starts no cell with a formula if the delimiter is a semicolon, and reads back what was printed", () => {
  const part = fc.constantFrom(";", "=", "+", "-", "@", "'", '"', " ", "a", "＝", ",");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      const printed = printCsv([["first", text]]).slice(1, -2);
      for (const cell of printed.split(";").slice(1)) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
      const own = readCell(printed.slice("first,".length));
      const isNumber = /^-?[0-9]+(\.[0-9]+)?$/.test(text);
      expect(isNumber ? own : withoutGuards(own)).toBe(text);
    }),
  );
});
