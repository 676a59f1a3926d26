import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/activity-entry.ts";
import { columnLetter } from "./activity-column.ts";
import { FILE_LIMITS, readActivityFile } from "./activity-csv.ts";
import { printActivityCsv } from "./print-activity-csv.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const HEAD = "facility,source,period,quantity,unit";
const ROW = "Plant A,Electricity,2025-03,12.5,kWh";
const codes = (bytes: Uint8Array) => readActivityFile(bytes).faults.map(({ code }) => code);

/** 设施,排放源,期间,数量,单位 / 一厂,电力,2025-03,1,度 in GB18030, made by hand from the code tables. */
const GB18030 = Uint8Array.from(
  [
    [0xc9, 0xe8, 0xca, 0xa9, 0x2c, 0xc5, 0xc5, 0xb7, 0xc5, 0xd4, 0xb4, 0x2c, 0xc6, 0xda, 0xbc, 0xe4, 0x2c],
    [0xca, 0xfd, 0xc1, 0xbf, 0x2c, 0xb5, 0xa5, 0xce, 0xbb, 0x0d, 0x0a],
    [0xd2, 0xbb, 0xb3, 0xa7, 0x2c, 0xb5, 0xe7, 0xc1, 0xa6, 0x2c, ...utf8("2025-03,1,"), 0xb6, 0xc8],
  ].flat(),
);

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index <= text.length; index += 1) {
    view.setUint16(index * 2, index === 0 ? 0xfeff : text.charCodeAt(index - 1), !isBigEndian);
  }
  return bytes;
}

describe("readActivityFile", () => {
  const chinese = "设施,排放源,期间,数量,单位\r\n一厂,电力,2025-03,1,度";
  it.each<[string, Uint8Array]>([
    ["UTF-8", utf8(chinese)],
    ["UTF-8 with its mark", utf8(`\ufeff${chinese}`)],
    ["UTF-16, little end first", utf16(chinese, false)],
    ["UTF-16, big end first", utf16(chinese, true)],
    ["GB18030", GB18030],
    ["semicolons", utf8(chinese.replaceAll(",", ";"))],
    ["tabs", utf8(chinese.replaceAll(",", "\t"))],
    ["old Mac line ends", utf8(chinese.replace("\r\n", "\r"))],
    ["an empty line before the headings", utf8(`\r\n${chinese}`)],
  ])("reads %s", (_, bytes) => {
    const { rows, faults } = readActivityFile(bytes);
    expect(faults).toEqual([]);
    expect(rows.map(({ entry }) => entry)).toEqual([
      { ...EMPTY_ENTRY, facility: "一厂", source: "电力", period: "2025-03", quantity: "1", unit: "度" },
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ["an empty file", utf8(""), "file_empty"],
    ["nothing but line ends", utf8("\r\n \r\n"), "file_empty"],
    ["headings alone", utf8(`${HEAD}\r\n`), "file_without_rows"],
    ["headings and empty rows", utf8(`${HEAD}\r\n,,,,\r\n`), "file_without_rows"],
    ["a workbook", Uint8Array.from([0x50, 0x4b, 3, 4, 0x14, 0, 8, 8]), "file_not_text"],
    ["a PDF", utf8("%PDF-1.7\n%binary"), "file_not_text"],
    ["a zero byte", utf8(`${HEAD}\n${ROW}\u0000`), "file_not_text"],
    [
      "Western European bytes",
      Uint8Array.from([...utf8(`${HEAD}\nCaf`), 0xe9, ...utf8(",x,2025,1,t")]),
      "file_encoding",
    ],
    ["a quotation mark that stays open", utf8(`${HEAD}\n"Plant A,Electricity,2025-03,1,kWh\n${ROW}`), "csv_broken"],
    ["a quotation mark inside a cell", utf8(`${HEAD}\nPlant "A,Electricity,2025-03,1,kWh`), "csv_broken"],
    ["a record of a megabyte", utf8(`${HEAD}\n"${"x".repeat(1_000_000)}"`), "csv_broken"],
    ["a row that is too short", utf8(`${HEAD}\nPlant A,Electricity,2025-03`), "row_width"],
    ["a decimal comma without quotes", utf8(`${HEAD}\nPlant A,Electricity,2025-03,12,5,kWh`), "row_width"],
    ["an unknown heading", utf8(`${HEAD},colour\n${ROW},red`), "column_unknown"],
    ["a heading twice, in two languages", utf8(`${HEAD},单位\n${ROW},kWh`), "column_twice"],
    ["no quantity", utf8("facility,source,period,unit\nPlant A,Electricity,2025-03,kWh"), "column_missing"],
    ["no period", utf8("facility,source,quantity,unit\nPlant A,Electricity,1,kWh"), "column_missing"],
    [
      "a start without an end",
      utf8("facility,source,start,quantity,unit\nPlant A,E,2025-03-01,1,kWh"),
      "column_missing",
    ],
    ["too many columns", utf8(`${HEAD}\n${"x,".repeat(FILE_LIMITS.columns)}x`), "file_too_many_columns"],
    ["too many rows", utf8(`${HEAD}\n${`${ROW}\n`.repeat(FILE_LIMITS.rows + 1)}`), "file_too_many_rows"],
    ["too many bytes", new Uint8Array(FILE_LIMITS.bytes + 1).fill(0x61), "file_too_large"],
  ])("refuses %s", (_, bytes, code) => {
    expect(codes(bytes)).toContain(code);
    expect(readActivityFile(bytes).rows).toEqual([]);
  });

  it("numbers rows as a spreadsheet does, over empty rows and line breaks in cells", () => {
    const file = readActivityFile(utf8(`${HEAD},note\r\n${ROW},"two\r\nlines"\r\n\r\n,,,,,\r\n${ROW},\r\nshort\r\n`));
    expect(file.rows.map(({ row }) => row)).toEqual([2, 5]);
    expect(file.faults).toEqual([
      { row: 6, column: "", letter: "", raw: "short", code: "row_width", facts: { found: "1", expected: "6" } },
    ]);
  });

  it("remembers under which heading and letter each field stands", () => {
    const file = readActivityFile(
      utf8("Unit,AMOUNT,site,Emission_Source,start date,end date\nkWh,1,A,B,2025-03-01,2025-03-31"),
    );
    expect(file.columns).toMatchObject({
      unit: { heading: "Unit", letter: "A" },
      quantity: { heading: "AMOUNT", letter: "B" },
      period: { heading: "start date", letter: "E" },
    });
    expect(file.rows[0]!.entry.period).toBe("2025-03-01/2025-03-31");
  });

  it("keeps numbers as the text they are", () => {
    const file = readActivityFile(utf8(`${HEAD}\nA,B,2025-03,007.50,kWh\nA,B,2025-03,1e3,kWh\nA,B,2025-03,"1,5",kWh`));
    expect(file.rows.map(({ entry }) => entry.quantity)).toEqual(["007.50", "1e3", "1,5"]);
  });

  it("answers any bytes with rows or faults, never with an error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, hasHead) => {
        const file = readActivityFile(hasHead ? Uint8Array.from([...utf8(`${HEAD}\n`), ...bytes]) : bytes);
        expect(file.rows.length + file.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("printActivityCsv", () => {
  it.each(["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "-", '=HYPERLINK("http://sample.example")'])(
    "keeps a spreadsheet from running %j, and reads it back",
    (note) => {
      const text = printActivityCsv([{ ...EMPTY_ENTRY, facility: "A", note }], "en");
      expect(text).toContain(`'${note[0]}`);
      expect(readActivityFile(utf8(text)).rows[0]!.entry.note).toBe(note);
    },
  );

  it("leaves numbers alone, the negative ones too", () => {
    const text = printActivityCsv([{ ...EMPTY_ENTRY, quantity: "-12.5", facility: "A" }], "en");
    expect(text).toContain(",-12.5,");
  });

  it.each(["en", "zh"] as const)("reads back any records with its own headings in %s", (locale) => {
    const cell = fc.stringMatching(/^[a-z0-9 ,;"'=+@\n\r\t万-]{0,8}$/);
    const entry = fc.record(
      Object.fromEntries(
        Object.keys(EMPTY_ENTRY).map((field) => [field, field === "facility" ? fc.constant("A") : cell]),
      ),
    );
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), (entries) => {
        // A text that already begins with the guard loses it: it cannot be told from one that was guarded.
        fc.pre(!entries.some((one) => Object.values(one).some((text) => /^'[=+\-@\t\r]/.test(text as string))));
        const file = readActivityFile(utf8(printActivityCsv(entries as never, locale)));
        expect(file.faults).toEqual([]);
        expect(file.rows.map((row) => row.entry)).toEqual(entries);
      }),
    );
  });
});

it("counts columns as spreadsheets do", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});
