import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ActivityEntry, EMPTY_ENTRY, type EntryContext } from "#app/carbon/entry/activity-entry.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { printActivityCsv } from "#app/records/import/print-activity-csv.ts";
import { writeWorkbook } from "#tests/support/write-workbook.ts";
import type { CheckedRow, DecimalStyle, FileShape, SuggestedMapping } from "./activity-file.ts";
import { checkMapping } from "./check-mapping.ts";
import { checkRow } from "./check-row.ts";
import { describeTable } from "./describe-table.ts";
import { openTable } from "./open-table.ts";
import { readFileRows } from "./read-rows.ts";
import { RowPacker, unpackRows } from "./reader-frame.ts";
import { suggestMapping } from "./suggest-mapping.ts";

let folder = "";
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "activity-file-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context: EntryContext = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  sources: [
    {
      id: "power",
      facilityNames: ["Plant A", "一厂"],
      names: ["Electricity", "外购电力", "电"],
      unit: "kWh",
      scope: 2,
      category: "x",
    },
    {
      id: "gas",
      facilityNames: ["Plant A", "一厂"],
      names: ["Natural gas", "天然气"],
      unit: "m3",
      scope: 1,
      category: "x",
    },
    { id: "total", facilityNames: ["Total SE"], names: ["Total"], unit: "kWh", scope: 2, category: "x" },
  ],
};

function open(bytes: Uint8Array | string) {
  count += 1;
  const path = join(folder, String(count));
  writeFileSync(path, bytes);
  return openTable(path);
}

function describeBytes(bytes: Uint8Array | string): FileShape {
  return describeTable(open(bytes));
}

function codeOf(read: () => unknown): string {
  try {
    read();
    return "none";
  } catch (error) {
    if (error instanceof FileError) return error.fault.code;
    throw error;
  }
}

interface Said {
  decimal?: DecimalStyle;
  constants?: SuggestedMapping["constants"];
}

/** Reads with the suggested mapping and the user's additions. Rows are also sent through the process protocol. */
function read(bytes: Uint8Array | string, { decimal = "point", constants = {} }: Said = {}, at = 0): CheckedRow[] {
  const table = open(bytes);
  const sheet = describeTable(table).sheets[at]!;
  const suggested = suggestMapping(sheet, 2025);
  const mapping = { ...suggested, decimal, constants: { ...suggested.constants, ...constants } };
  expect(checkMapping(mapping, sheet)).toEqual([]);
  const rows = [...readFileRows(table, mapping)].flat().map((one) => checkRow(one, context));
  const packer = new RowPacker();
  for (const row of rows) packer.add(row);
  expect(unpackRows(JSON.parse(JSON.stringify(packer.take())))).toEqual(rows);
  return rows;
}

function told(rows: CheckedRow[]): string[] {
  return rows.map((row) => {
    const at = row.column === null ? String(row.row) : `${row.row}/${row.column}`;
    if (row.outcome === "record") return `${at} ${row.value.sourceId} ${row.value.period.start} ${row.value.quantity}`;
    if (row.outcome === "skipped") return `${at} ${row.reason}`;
    return `${at} ${row.faults.map(({ code, letter, raw }) => `${code}@${letter}=${raw}`).join()}`;
  });
}

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
/** 设施,排放源,期间,数量,单位 / 一厂,外购电力,2025-01,5,千瓦时 */
const GB18030 = Buffer.from(
  "c9e8caa92cc5c5b7c5d4b42cc6dabce42ccafdc1bf2cb5a5cebb0ad2bbb3a72ccde2b9bab5e7c1a62c323032352d30312c352cc7a7cddfcab10a",
  "hex",
);
const TABLE = "设施,排放源,期间,数量,单位\n一厂,外购电力,2025-01,5,千瓦时\n";

describe("the encoding of a file", () => {
  it.each([
    ["UTF-8", Buffer.from(TABLE), "utf-8"],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${TABLE}`), "utf-8"],
    ["UTF-16 with its mark", Buffer.from(`\ufeff${TABLE}`, "utf16le"), "utf-16le"],
    ["UTF-16 without", Buffer.from(TABLE, "utf16le"), "utf-16le"],
    ["UTF-16, big end first", utf16be(`\ufeff${TABLE}`), "utf-16be"],
    ["the same without its mark", utf16be(TABLE), "utf-16be"],
    ["GB18030", GB18030, "gb18030"],
  ])("%s is detected and read", (_, bytes, encoding) => {
    expect(describeBytes(bytes)).toMatchObject({ encoding, delimiter: "," });
    expect(told(read(bytes))).toEqual(["2 power 2025-01-01 5"]);
  });

  const ascii = `note,a\n${"x,1\n".repeat(200_000)}`;
  it("is detected from all bytes, not only the first", () => {
    const late = Buffer.concat([Buffer.from(ascii), GB18030.subarray(GB18030.indexOf(0x0a) + 1)]);
    expect(describeBytes(late).encoding).toBe("gb18030");
    expect(describeBytes(Buffer.concat([Buffer.from(ascii), Buffer.from("单位,1\n")])).encoding).toBe("utf-8");
  });

  it.each([
    ["UTF-8 with a broken place", Buffer.concat([Buffer.from(TABLE.repeat(50)), Buffer.from([0xe5, 0x8d, 0x0a])])],
    ["Western text of an old code page", Buffer.from("Zähler;Straße;Menge;Gerät\nKöln;Süd;5;Öl\n", "latin1")],
    ["Big5", Buffer.from("a5d2b3e62cb6712caeb6b6a20aa440bcc62c352ca840a4f4ad6ea4400ab971aa4fb971b6712c32", "hex")],
  ])("%s is rejected and never read as other characters", (_, bytes) => {
    expect(codeOf(() => describeBytes(bytes))).toBe("file_encoding");
  });

  it("reports the first unreadable line", () => {
    try {
      describeBytes(Buffer.concat([Buffer.from(TABLE), Buffer.from([0x61, 0xff, 0x0a])]));
      expect.unreachable();
    } catch (error) {
      expect((error as FileError).fault.facts).toMatchObject({ line: "3" });
    }
  });

  it.each([
    ["zeros", Buffer.from([97, 0, 0, 98, 44, 0, 99])],
    ["a PDF", Buffer.from("%PDF-1.7 ...")],
    ["a zero in UTF-16", Buffer.from(`\ufeff${TABLE}一\0厂`, "utf16le")],
    [
      "UTF-32",
      Buffer.from([...`\ufeff${TABLE}`].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8, 0, 0])),
    ],
  ])("%s are not text", (_, bytes) => {
    expect(codeOf(() => describeBytes(bytes))).toBe("file_not_text");
  });
});

describe("a text as a table", () => {
  it.each([",", ";", "\t", "|", "，", "；"])("is separated by %j", (mark) => {
    expect(describeBytes(TABLE.replaceAll(",", mark)).delimiter).toBe(mark);
  });

  it("is not cut at decimal commas", () => {
    const text = `Standort;Menge;Preis\n${"A;1,5;2,5\n".repeat(59)}`;
    expect(describeBytes(text)).toMatchObject({ delimiter: ";", sheets: [{ looksLikeDecimalComma: true }] });
  });

  it.each([
    ["", "file_empty"],
    [" \n\n", "file_empty"],
    ["a,b\n", "file_without_rows"],
    [`a,b\n${"\n".repeat(2_000_001)}`, "file_too_many_rows"],
    [`a,b\n${",".repeat(20_000)}\n`, "file_too_many_columns"],
    ["<html><body><table><tr><td>facility</td></tr></table>", "file_is_web_page"],
    ['\ufeff<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "file_is_web_page"],
    [`${"a,".repeat(200)}a\n1\n`, "file_too_many_columns"],
  ])("%j is %s", (text, code) => {
    expect(codeOf(() => describeBytes(text))).toBe(code);
  });

  it("reads any exported file", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "单", ",", '"', "\n", "=", "＝", "-", "'", "é"),
      maxLength: 12,
    });
    const entries = fc.array(fc.record({ evidence: text, note: text }), { minLength: 1, maxLength: 5 });
    const given = { facility: "一厂", source: "电", period: "2025-01", quantity: "1", unit: "kWh" };
    fc.assert(
      fc.property(entries, fc.constantFrom("en" as const, "zh" as const), (list, locale) => {
        const all: ActivityEntry[] = list.map((one) => ({ ...EMPTY_ENTRY, ...given, ...one }));
        expect(read(printActivityCsv(all, locale)).map(({ entry }) => entry)).toEqual(all);
      }),
      { numRuns: 150 },
    );
  });
});

describe("rows", () => {
  const head = "facility,source,period,quantity,unit\n";

  it("report each error with its row, column and value", () => {
    const rows = read(
      `${head}一厂,电,2025-01,1,kWh\n一厂,电,2025-01\n一厂,煤,2025/13,x,kWh\n一厂,电,2025年3月,１２,kWh,,\n`,
    );
    expect(told(rows)).toEqual([
      "2 power 2025-01-01 1",
      "3 row_width@=一厂 | 电 | 2025-01,unit_missing@E=,quantity_missing@D=",
      "4 source_unknown@B=煤,period_invalid@C=2025/13,number_grammar@D=x",
      "5 power 2025-03-01 12",
    ]);
  });

  it.each<[DecimalStyle, string, string]>([
    ["point", "1234.5", "1234.5"],
    ["point", '"1,234.5"', "decimal_style"],
    ["point", '"1,234"', "decimal_style"],
    ["point", "1 234", "decimal_style"],
    ["grouped_point", '"1,234.5"', "1234.5"],
    ["grouped_point", '"12,34.5"', "number_grammar"],
    ["grouped_point", "1 234 567.5", "1234567.5"],
    ["comma", '"1.234,5"', "1234.5"],
    ["comma", '"1234,5"', "1234.5"],
    ["comma", "1.234", "1234"],
    ["comma", '"1,234"', "1.234"],
    ["comma", '"1,234.5"', "decimal_style"],
    ["comma", "1234.5", "decimal_style"],
    ["comma", "", "quantity_missing"],
    ["point", "１２３．５", "123.5"],
    ["comma", "１，５", "1.5"],
    ["point", "1205²", "number_grammar"],
    ["comma", "1205¹", "decimal_style"],
    ["grouped_point", "205①", "number_grammar"],
  ])("read numbers in the format %s: %s → %s", (decimal, cell, expected) => {
    const [row] = read(`${head}一厂,电,2025-01,${cell},kWh\n`, { decimal });
    expect(row!.outcome === "record" ? row!.value.quantity : row!.outcome === "faulty" && row!.faults[0]!.code).toBe(
      expected,
    );
  });

  it("are skipped if they are totals or footnotes, and need a decision if they could be records", () => {
    const rows = read(
      `${head}一厂,电,2025-01,1,kWh\n一厂,小 计：,,1,kWh\n合计,,,2,kWh\n注：含损耗,,,,\nTotal SE,Total,2025-01,3,kWh\n煤厂合计,电,2025-02,1,kWh\n`,
    );
    expect(told(rows)).toEqual([
      "2 power 2025-01-01 1",
      "3 total_row",
      "4 total_row",
      "5 note_row",
      "6 row_may_be_total@=",
      "7 total_row",
    ]);
  });

  it("combine a month with its year, and two days to a period", () => {
    expect(
      told(read("facility,source,年份,月份,quantity,unit\n一厂,电,2025,3,1,kWh\n一厂,电,2025年,12月,2,kWh\n")),
    ).toEqual(["2 power 2025-03-01 1", "3 power 2025-12-01 2"]);
    const [row] = read("facility,source,开始日期,结束日期,quantity,unit\n一厂,电,2025/1/5,20250204,1,kWh\n");
    expect(row).toMatchObject({ value: { period: { start: "2025-01-05", end: "2025-02-04" } } });
  });

  it("leave an ambiguous date to the user", () => {
    expect(told(read(`${head}一厂,电,05/03/2025,1,kWh\n一厂,电,Mar-25,1,kWh\n一厂,电,Mar 2025,1,kWh\n`))).toEqual([
      "2 period_invalid@C=05/03/2025",
      "3 period_invalid@C=Mar-25",
      "4 power 2025-03-01 1",
    ]);
  });
});

describe("a wide file", () => {
  it("gives one row per month with an amount, and finds unit and year above the table", () => {
    const text = "2025年能源消耗表,,,,\n单位：kWh,,,,\n设施,能源品种,1月,2月,三月\n一厂,电,1,,3\n合计,,1,,3\n";
    expect(told(read(text))).toEqual([
      "4/2 power 2025-01-01 1",
      "4/3 blank_amount",
      "4/4 power 2025-03-01 3",
      "5/2 total_row",
      "5/3 blank_amount",
      "5/4 total_row",
    ]);
  });

  it.each([
    "2025-01,2025-02,2025-03",
    "Jan-25,Feb-25,Mar-25",
    "2025年1月,2025年2月,2025年3月",
    "202501,202502,202503",
    "一月,二月,三月",
    "January,February,March",
  ])("has its months in %s", (months) => {
    expect(told(read(`facility,source,unit,${months}\n一厂,电,kWh,1,2,3\n`)).map((line) => line.slice(4))).toEqual([
      "power 2025-01-01 1",
      "power 2025-02-01 2",
      "power 2025-03-01 3",
    ]);
  });

  it("can have one column per source, with its unit", () => {
    const text = "厂区,账单月份,电(kWh),天然气（m³）,电费(元)\n一厂,2025-01,5,6,7\n";
    expect(told(read(text))).toEqual(["2/2 power 2025-01-01 5", "2/3 gas 2025-01-01 6"]);
  });
});

describe("the description of a file", () => {
  it("can be stored for any cell content", () => {
    const half = `${"一".repeat(199)}𠮷`;
    const rows = [["t_x0000_itle"], ["facility", "so_xD800_urce", "quantity", half], ["a_x0000_b", half, "1", "2"]];
    const shape = describeBytes(writeWorkbook({ sheets: [{ name: "S", rows }] }));
    expect(JSON.stringify(shape)).not.toMatch(/\\u(0000|d[89a-f])/);
    expect(shape.sheets[0]).toMatchObject({
      titles: ["t\ufffditle"],
      samples: [["a\ufffdb", expect.any(String), "1", "2"]],
    });
  });
});

describe("a workbook", () => {
  it("is read as its author sees it: numbers as typed, months, merged names, errors, hidden rows", () => {
    const bytes = writeWorkbook({
      formats: ['yyyy"年"m"月"', "yyyy-mm-dd"],
      sheets: [
        {
          name: "明细",
          rows: [
            ["设施", "排放源", "期间", "数量", "单位"],
            ["一厂", "电", { number: "45717", style: 1 }, { number: "0.30000000000000004" }, "kWh"],
            [null, "电", { number: "45717", style: 2 }, { xml: '<c r="@"><f>1+1</f><v>2</v></c>' }, "kWh"],
            [null, "电", "2025-04", { xml: '<c r="@" t="e"><v>#N/A</v></c>' }, "kWh"],
            [null, "电", "2025-05", { number: "45717", style: 2 }, "kWh"],
            [null, "电", "2025-06", { number: "7" }, "kWh"],
            [null, "电", "2025-07", null, "kWh"],
            [null, "电", "2025-08", { xml: '<c r="@"><f>1+1</f></c>' }, "kWh"],
          ],
          merges: ["A2:A8", "D6:D7"],
          hiddenRows: [3],
        },
      ],
    });
    const rows = read(bytes);
    expect(told(rows)).toEqual([
      "2 power 2025-03-01 0.3",
      "3 power 2025-03-01 2",
      "4 cell_error@D=#N/A",
      "5 amount_is_date@D=2025-03-01",
      "6 amount_merged@D=7",
      "7 amount_merged@D=7",
      "8 formula_without_value@D=",
    ]);
    expect(rows[0]).toMatchObject({ value: { period: { end: "2025-03-31" } } });
    expect(rows[1]).toMatchObject({
      remarks: ["hidden_row", "merged_cell", "formula"],
      value: { period: { end: "2025-03-01" } },
    });
  });

  it("reads texts in the chosen format and number cells unchanged", () => {
    const rows = [
      ["facility", "source", "period", "quantity", "unit"],
      ["一厂", "电", "2025-01", { number: "1234.5" }, "kWh"],
      ["一厂", "电", "2025-02", "1.234,5", "kWh"],
    ];
    const bytes = writeWorkbook({ sheets: [{ name: "S", rows }] });
    expect(told(read(bytes, { decimal: "comma" }))).toEqual(["2 power 2025-01-01 1234.5", "3 power 2025-02-01 1234.5"]);
  });

  it("marks hidden sheets and omits empty ones", () => {
    const rows = [["facility"], ["一厂"]];
    const bytes = writeWorkbook({
      sheets: [
        { name: "A", rows, state: "hidden" },
        { name: "B", rows: [] },
        { name: "C", rows },
      ],
    });
    expect(describeBytes(bytes).sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ["A", true],
      ["C", false],
    ]);
  });
});

describe("suggestMapping", () => {
  it.each([
    [
      "单位名称,能源品种,账期,用电量(kWh),电费(元)",
      "一厂,电,2025-01,5,9",
      "facility source period quantity -",
      { unit: "kWh" },
    ],
    [
      "Plant,Commodity,Posting Date,Quantity,Base Unit,Document Number",
      "A,Gas,2025-01-03,5,m3,1",
      "facility source period quantity unit evidence",
      {},
    ],
    [
      "门店,燃料类型,开始日期,截止日期,用气量（万立方米）,发票号码",
      "A,气,2025-01-01,2025-01-31,5,1",
      "facility source start end quantity evidence",
      { unit: "万立方米" },
    ],
    [
      "Site,Meter type,Billing month,Usage [kWh],Invoice no",
      "A,E,2025-01,5,1",
      "facility - period quantity evidence",
      { unit: "kWh" },
    ],
    ["单位,品种,期间,数量,计量单位", "一厂,电,2025-01,5,kWh", "facility source period quantity unit", {}],
    ["Ort,Art,Zeit,Wert,Mass", "A,B,2025-01,5,kWh", "- - period quantity unit", {}],
  ])("%s", (heading, row, expected, constants) => {
    const { columns, constants: said } = suggestMapping(describeBytes(`${heading}\n${row}\n`).sheets[0]!, 2025);
    const fields = heading.split(",").map((_, at) => columns.find(({ column }) => column === at)?.field ?? "-");
    expect(fields.join(" ")).toBe(expected);
    expect(said).toEqual(constants);
  });

  it.each([
    ["texts among the amounts of one of two months", "设施,排放源,单位,2025年1月,2025年2月", "3=2025-01 4=2025-02"],
    ["a single month", "设施,排放源,单位,2025年1月用电量", "3=2025-01"],
    ["three months next to a total", "设施,排放源,1月,2月,3月,用量", "2=2025-01 3=2025-02 4=2025-03"],
    ["a month's name next to an amount column", "设施,排放源,单位,数量,5月", ""],
  ])("finds the amounts below months: %s", (_, heading, expected) => {
    const rows = `一厂,电,kWh,12O5,5\n一厂,电,kWh,停产,6\n一厂,电,kWh,#N/A,7\n`;
    const { amounts, columns } = suggestMapping(describeBytes(`${heading}\n${rows}`).sheets[0]!, 2025);
    expect(amounts.map(({ column, period }) => `${column}=${period}`).join(" ")).toBe(expected);
    expect(columns.some(({ field }) => field === "quantity")).toBe(expected === "");
  });

  it("asks for the number format if two are possible", () => {
    const decimalOf = (cell: string) =>
      suggestMapping(describeBytes(`facility;quantity\nA;${cell}\n`).sheets[0]!, 2025).decimal;
    expect(["1.5", "1,234", "-1,234"].map(decimalOf)).toEqual(["point", null, null]);
  });

  it.each<[string, string[][], DecimalStyle | null]>([
    ["thousands next to a decimal point", [["1,210"], ["98.5"]], "grouped_point"],
    ["thousands next to three decimals", [["1,210"], ["98.567"]], null],
    ["thousands with a decimal point", [["1,234.5"]], "grouped_point"],
    ["two groups", [["1,234,567"]], "grouped_point"],
    ["a decimal comma", [["1,5"], ["1,210"]], "comma"],
    ["a decimal comma after a zero", [["0,210"]], "comma"],
    ["groups with points and a decimal comma", [["1.234,5"]], "comma"],
    ["a decimal comma next to a decimal point", [["1,5"], ["98.5"]], null],
    ["texts that are no numbers", [["1,210"], ["n/a"]], null],
    ["two columns of different formats", [["1,210.5", "1,5"]], null],
    ["a column that leaves two formats next to one that leaves one", [["1,210.5", "1,210"]], null],
    ["a decimal comma next to a column with points", [["1,5", "1.234"]], null],
    ["thousands next to a column with points", [["1,210.5", "1.234"]], "grouped_point"],
  ])("chooses the only number format that all values fit: %s", (_, rows, expected) => {
    const lines = rows.map((cells) => `A;${cells.join(";")}\n`).join("");
    const headings = rows[0]!.map((_, at) => (at === 0 ? "quantity" : "other")).join(";");
    expect(suggestMapping(describeBytes(`facility;${headings}\n${lines}`).sheets[0]!, 2025).decimal).toBe(expected);
  });

  it("recognizes next year's file with the same layout", () => {
    const keyOf = (year: string) =>
      describeBytes(`设施,${year}年1月,${year}年2月,${year}年3月\na,1,2,3\n`).sheets[0]!.shapeKey;
    expect(keyOf("2025")).toBe(keyOf("2026"));
    expect(keyOf("2025")).not.toBe(describeBytes("设施,1月,2月\na,1,2\n").sheets[0]!.shapeKey);
  });
});
