import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRows } from "./csv-rows.ts";
import { FileError } from "./file-error.ts";

const cellsOf = (pieces: string[], delimiter = ",") => [...csvRows(pieces, delimiter)].flat().map(({ cells }) => cells);

function cut(text: string, places: number[]): string[] {
  const ends = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...ends].map((from, index) => text.slice(from, ends[index] ?? text.length));
}

const delimiter = fc.constantFrom(",", ";", "\t", "|", "，", "；");
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
const cell = fc
  .array(fc.constantFrom("a", "9", " ", "单", '"', ",", ";", "|", "\t", "\n", "\r", "\r\n", "，", "𠮷"), {
    maxLength: 8,
  })
  .map((parts) => parts.join(""));
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });

function print(rows: string[][], mark: string, end: string): string {
  const quoted = (text: string) =>
    text === "" ? "" : /["\r\n]/.test(text) || text.includes(mark) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((cells) => cells.map(quoted).join(mark)).join(end) + end;
}

describe("csvRows", () => {
  it("reads what was printed, wherever the text is split", () => {
    fc.assert(
      fc.property(table, delimiter, lineEnd, fc.array(fc.nat(), { maxLength: 6 }), (rows, mark, end, places) => {
        expect(cellsOf(cut(print(rows, mark, end), places), mark)).toEqual(rows);
      }),
      { numRuns: 3000 },
    );
  });

  it("reads 10,000 tables like csv-parse", () => {
    fc.assert(
      fc.property(table, delimiter, fc.constantFrom("\n", "\r\n"), (rows, mark, end) => {
        const text = print(rows, mark, end);
        const theirs = parse(text, { delimiter: mark, record_delimiter: end, relax_column_count: true });
        expect(cellsOf([text], mark)).toEqual(theirs);
      }),
      { numRuns: 10_000 },
    );
  });

  it("numbers rows as a spreadsheet does: blank lines count, quoted line ends do not", () => {
    const rows = [...csvRows(['a\n\n"b\nc",d\ne'], ",")].flat();
    expect(rows.map(({ row, cells }) => [row, cells.join()])).toEqual([
      [1, "a"],
      [2, ""],
      [3, "b\nc,d"],
      [4, "e"],
    ]);
  });

  it.each([
    ['5" pipe,1\n', true, ['5" pipe', "1"]],
    ['"a"b,1\n', true, ['a"b', "1"]],
    ['"a""b",1\n', false, ['a"b', "1"]],
  ])("detects a stray quote in %j", (text, isQuoteStray, cells) => {
    expect([...csvRows([text], ",")].flat()).toEqual([{ row: 1, cells, isQuoteStray }]);
  });

  it.each([
    ["a quote that is never closed, at the end", 'a,b\n"c,d\ne,f\n', "csv_broken", "2"],
    ["one that swallows a large rest", `a,b\n"c,d\n${"e,f\n".repeat(40_000)}`, "csv_broken", "2"],
    ["a line without end", `a,b\nc,d\n${"x".repeat(100_001)}\n`, "row_too_long", "3"],
  ])("refuses %s, with its row", (_, text, code, row) => {
    const read = () => cellsOf(text.match(/[\s\S]{1,65536}/g)!);
    expect(read).toThrow(FileError);
    try {
      read();
    } catch (error) {
      expect((error as FileError).fault).toMatchObject({ code, facts: { row } });
    }
  });
});
