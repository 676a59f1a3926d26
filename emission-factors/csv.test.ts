import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCsv, parseCsv } from "./csv.ts";

describe("CSV", () => {
  it("reads back any cells that it writes", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom("", '"', ",", "\n", "\r\n", "a,b", '"quoted"', "无烟煤"));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), (rows) => {
        const text = formatCsv(["a", "b", "c"], rows);
        expect(parseCsv(text)).toEqual({ header: ["a", "b", "c"], rows });
      }),
    );
  });

  it.each([
    ["a,b\n1\n", "Invalid Record Length"],
    ["a,b\n1,2,3\n", "got 3 on line 2"],
    ['a,b\n"1,2\n', "Quote Not Closed"],
    ['a,b\n1"2,3\n', "Invalid Opening Quote"],
    ['a,b\n"1"2,3\n', "Invalid Closing Quote"],
    ["", "empty"],
  ])("refuses %j", (text, message) => {
    expect(() => parseCsv(text)).toThrow(message);
  });

  it("reads a file with CRLF and a byte order mark", () => {
    expect(parseCsv("\ufeffa,b\r\n1,\r\n")).toEqual({ header: ["a", "b"], rows: [["1", ""]] });
  });
});
