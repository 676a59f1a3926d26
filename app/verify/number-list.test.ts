import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { MOST_NUMBERS, readNumberList } from "./number-list.ts";
import { isWorkbook, readNumberWorkbook } from "./number-workbook.ts";

const A = "GHG-2026-000417-7K3M9QX-2V8RTBW";
const B = "ghg 2026 000418 7K3M9QX 2V8RTBX";

describe("readNumberList", () => {
  it.each([
    ["lines", `${A}\n${B}`, [A, B]],
    ["lines of another system, with empty ones between", `\ufeff${A}\r\n\r\n  \r\n${B}\r\n`, [A, B]],
    ["a table with a heading", `supplier,number\nWorks,${A}\n"Works, second",${B}`, [A, B]],
    ["a table in Chinese, with semicolons", `供应商;报告编号\n示例;${A}`, [A]],
    ["cells from a spreadsheet, without a heading", `Works\t${A}\nOthers\t${B}`, [A, B]],
    ["rows that hold no number", `${A}\nhello\n${B}`, [A, "hello", B]],
    ["a row that is too short", `name,number\nWorks,${A}\nOthers`, [A, ""]],
    ["the same number twice", `${A}\n${A}`, [A, A]],
  ])("reads %s, one row in, one row out", (_, text, numbers) => {
    expect(readNumberList(text)).toEqual({ ok: true, numbers });
  });

  it("keeps the order and number of rows", () => {
    const row = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        expect(readNumberList(rows.join("\n"))).toEqual(
          rows[0] === "NUMBER" || rows[0] === "REPORT" ? expect.anything() : { ok: true, numbers: rows },
        );
      }),
    );
  });

  it.each([
    ["one wide row above many", `${"x,".repeat(49_000)}\n${"x\n".repeat(499)}`],
    ["delimiters", ",".repeat(256 * 1024)],
    ["every delimiter", ",;\t|".repeat(64 * 1024)],
    ["line ends", "\n".repeat(256 * 1024)],
    ["short lines", "x\n".repeat(128 * 1024)],
    ["quotes", '"",'.repeat(85 * 1024)],
    ["one long cell", `ghg${"-".repeat(256 * 1024)}`],
    ["marks", `a${"\u0316\u0301".repeat(64 * 1024)}`],
    ["as wide as may be", `${"x,".repeat(99)}\n`.repeat(500)],
  ])("reads a list of %s in one pass", (_, text) => {
    const before = process.cpuUsage();
    readNumberList(text);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(200);
  });

  it("rejects a row with too many cells and a cell that is too long", () => {
    const refused = { ok: false, fault: "too_wide", count: 0 };
    expect(readNumberList(`${",".repeat(98)}${A}`)).toEqual({ ok: true, numbers: [A] });
    expect(readNumberList(`${",".repeat(100)}${A}`)).toEqual(refused);
    expect(readNumberList(`${"x".repeat(1001)},${A}`)).toEqual(refused);
  });

  it("rejects an empty list, and a list that is too long, with its count", () => {
    expect(readNumberList(" \n\n")).toEqual({ ok: false, fault: "empty", count: 0 });
    expect(readNumberList("number\n")).toEqual({ ok: false, fault: "empty", count: 0 });
    expect(readNumberList(Array(MOST_NUMBERS).fill(A).join("\n"))).toMatchObject({ ok: true });
    expect(
      readNumberList(
        Array(MOST_NUMBERS + 1)
          .fill(A)
          .join("\n"),
      ),
    ).toEqual({
      ok: false,
      fault: "too_many",
      count: MOST_NUMBERS + 1,
    });
  });

  it("rejects a broken table", () => {
    expect(readNumberList(`number\n"${A}`)).toMatchObject({ ok: false, fault: "not_a_list" });
  });
});

describe("readNumberWorkbook", () => {
  const workbook = (...sheets: (readonly (readonly string[])[])[]) =>
    writeWorkbook(sheets.map((rows, at) => ({ name: `Sheet ${at + 1}`, rows, widths: [20, 20] })));

  it.each([
    [
      "any column",
      [
        [
          ["Works", A],
          ["Others", B],
        ],
      ],
      [A, B],
    ],
    [
      "the column with the heading",
      [
        [
          ["报告编号", "x"],
          [A, "1"],
          ["hello", "2"],
        ],
      ],
      [A, "hello"],
    ],
    ["a later sheet", [[["About this list"]], [["Works", "", A]]], [A]],
  ] as const)("reads the numbers in %s", (_, sheets, numbers) => {
    const bytes = workbook(...sheets);
    expect(isWorkbook(bytes)).toBe(true);
    expect(readNumberWorkbook(bytes)).toEqual({ ok: true, numbers });
  });

  it("refuses what is empty, too long, too wide or no workbook, without an exception", () => {
    const long = Array.from({ length: MOST_NUMBERS + 1 }, () => [A]);
    expect(readNumberWorkbook(workbook([[""]]))).toMatchObject({ ok: false, fault: "empty" });
    expect(readNumberWorkbook(workbook(long))).toMatchObject({ fault: "too_many", count: MOST_NUMBERS + 1 });
    expect(readNumberWorkbook(workbook([Array(101).fill(A)]))).toMatchObject({ fault: "too_wide" });
    const bytes = workbook([[A]]);
    expect(readNumberWorkbook(bytes.subarray(0, bytes.length >> 1))).toMatchObject({ fault: "workbook" });
    const legacy = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
    expect(readNumberWorkbook(legacy)).toMatchObject({ fault: "workbook" });
  });
});
