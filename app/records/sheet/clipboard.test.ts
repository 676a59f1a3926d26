import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBlock, printBlock, spreadBlock } from "./clipboard.ts";

describe("parseBlock", () => {
  it.each<[string, string, string[][]]>([
    ["one cell", "12", [["12"]]],
    ["the line end that Excel adds", "a\tb\r\n", [["a", "b"]]],
    ["rows of Numbers and LibreOffice", "a\nb\n", [["a"], ["b"]]],
    ["old Mac line ends", "a\rb", [["a"], ["b"]]],
    ["empty cells at both ends", "\ta\t\r\n", [["", "a", ""]]],
    ["an empty row between", "a\r\n\r\nb", [["a"], [""], ["b"]]],
    [
      "ragged rows",
      "a\tb\nc",
      [
        ["a", "b"],
        ["c", ""],
      ],
    ],
    ["a cell with a line break", '"a\nb"\tc', [["a\nb", "c"]]],
    ["a doubled mark in a quoted cell", '"5"" pipe\tx"\ty', [['5" pipe\tx', "y"]]],
    ["a mark that is only text", '5" pipe\tx', [['5" pipe', "x"]]],
    [
      "a mark that is never closed",
      '"abc\tx\n1\t2',
      [
        ['"abc', "x"],
        ["1", "2"],
      ],
    ],
    ["a quoted word before text", '"so" it goes\tx', [['"so" it goes', "x"]]],
    ["nothing", "", []],
  ])("reads %s", (_, text, expected) => {
    expect(parseBlock(text)).toEqual(expected);
  });

  it("reads what it printed", () => {
    const cell = fc.stringMatching(/^[a-z"\t\n\r 万]{0,6}$/);
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(block, (rows) => {
        // A final empty row of one cell can't be distinguished from a final line end.
        fc.pre(!(rows[0]!.length === 1 && rows.at(-1)![0] === ""));
        expect(parseBlock(printBlock(rows))).toEqual(rows);
      }),
    );
  });
});

describe("spreadBlock", () => {
  it.each<[string, string[][], [number, number], string[][]]>([
    [
      "repeats one cell",
      [["x"]],
      [2, 2],
      [
        ["x", "x"],
        ["x", "x"],
      ],
    ],
    [
      "repeats a row down",
      [["a", "b"]],
      [2, 2],
      [
        ["a", "b"],
        ["a", "b"],
      ],
    ],
    ["keeps a block that is larger", [["a", "b"]], [1, 1], [["a", "b"]]],
    ["does not cut where it does not fit", [["a"], ["b"]], [3, 1], [["a"], ["b"]]],
    ["makes nothing of nothing", [], [3, 1], []],
  ])("%s", (_, block, [rows, columns], expected) => {
    expect(spreadBlock(block, { rows, columns })).toEqual(expected);
  });
});
