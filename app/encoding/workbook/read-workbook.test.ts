import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { rowsFrom, writeWorkbook } from "#tests/support/write-workbook.ts";
import { formatAddress } from "./cell-address.ts";
import { openWorkbook } from "./read-workbook.ts";
import { WorkbookError, type WorkbookErrorCode } from "./workbook-error.ts";

const SHEET = { name: "Data", rows: [["a", { number: "1" }]] } as const;

function cellsOf(bytes: Uint8Array, sheet = "Data") {
  return openWorkbook(bytes)
    .readSheet(sheet)
    .rows.flatMap(({ cells }) => cells.map((cell) => [formatAddress(cell), cell.kind, cell.text]));
}

function codeOf(work: () => unknown): WorkbookErrorCode | "none" {
  try {
    work();
    return "none";
  } catch (error) {
    if (error instanceof WorkbookError) return error.code;
    throw error;
  }
}

const readAll = (bytes: Uint8Array, limits = {}) => {
  const workbook = openWorkbook(bytes, limits);
  for (const { name } of workbook.sheets) workbook.readSheet(name);
};

describe("openWorkbook", () => {
  it.each([false, true])("reads shared and inline texts (%s), and keeps empty cells empty", (inlineTexts) => {
    const rows = rowsFrom(3, [["Fuel & <heat>", null, " kg CO₂e "], [], [null, "二氧化碳", ""]]);
    const bytes = writeWorkbook({ sheets: [{ name: "Data", rows }], inlineTexts });
    expect(cellsOf(bytes)).toEqual([
      ["A3", "text", "Fuel & <heat>"],
      ["C3", "text", " kg CO₂e "],
      ["B5", "text", "二氧化碳"],
    ]);
  });

  it("joins the runs of a text and skips its phonetic readings", () => {
    const runs = `<sst xmlns="x"><si><r><t>CO</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r><rPh sb="0" eb="1"><t>シーオーツー</t></rPh></si><si><t>a_x000D_b</t></si></sst>`;
    const rows = [[{ xml: `<c r="@" t="s"><v>0</v></c>` }, { xml: `<c r="@" t="s"><v>1</v></c>` }]];
    const bytes = writeWorkbook({ sheets: [{ name: "Data", rows }], files: { "xl/sharedStrings.xml": runs } });
    expect(cellsOf(bytes)).toEqual([
      ["A1", "text", "CO2"],
      ["B1", "text", "a\rb"],
    ]);
  });

  it("keeps the stored value along with the shown one", () => {
    const stored = "0.20707428859060402";
    const [row] = openWorkbook(writeWorkbook({ sheets: [{ name: "Data", rows: [[{ number: stored }]] }] })).readSheet(
      "Data",
    ).rows;
    expect(row!.cells[0]).toMatchObject({ kind: "number", text: "0.207074288590604", stored });
  });

  it("reads booleans, errors, dates and the saved values of formulas", () => {
    const rows = [
      [
        { xml: `<c r="@" t="b"><v>1</v></c>` },
        { xml: `<c r="@" t="e"><v>#N/A</v></c>` },
        { xml: `<c r="@" t="str"><f>A1&amp;"x"</f><v>TRUEx</v></c>` },
        { xml: `<c r="@"><f>2*3</f><v>6</v></c>` },
        { xml: `<c r="@" t="d"><v>2025-06-10T00:00:00</v></c>` },
        { number: "45818", style: 1 },
        { number: "45818.75", style: 2 },
        { number: "45818", style: 3 },
        { xml: `<c r="@" s="1"/>` },
        { xml: `<c r="@"><f>A1</f><v/></c>` },
        { xml: `<c r="@"><f>A1</f></c>` },
        { xml: `<c r="@" t="str"><f>""</f><v></v></c>` },
      ],
    ];
    const bytes = writeWorkbook({
      sheets: [{ name: "Data", rows }],
      formats: [14, "yyyy/mm/dd\\ hh:mm", `#,##0.0\\ "days";[Red]-0`],
    });
    expect(cellsOf(bytes).map(([, kind, text]) => [kind, text])).toEqual([
      ["boolean", "TRUE"],
      ["error", "#N/A"],
      ["text", "TRUEx"],
      ["number", "6"],
      ["date", "2025-06-10"],
      ["date", "2025-06-10"],
      ["date", "2025-06-10T18:00:00"],
      ["number", "45818"],
      ["error", ""],
      ["error", ""],
    ]);
  });

  it.each([
    [false, "59", "1900-02-28"],
    [false, "61", "1900-03-01"],
    [true, "0", "1904-01-01"],
    [true, "44356", "2025-06-10"],
  ])("counts days from the workbook's own epoch (1904: %s, %s)", (date1904, number, day) => {
    const bytes = writeWorkbook({
      sheets: [{ name: "Data", rows: [[{ number, style: 1 }]] }],
      date1904,
      formats: ["d mmm yyyy"],
    });
    expect(cellsOf(bytes)).toEqual([["A1", "date", day]]);
  });

  it("takes a format longer than any program writes for no date, at once", () => {
    const sheets = [{ name: "Data", rows: [[{ number: "45818", style: 1 }]] }];
    const bytes = writeWorkbook({ sheets, formats: [`yyyy${"[".repeat(400_000)}`] });
    expect(cellsOf(bytes)).toEqual([["A1", "number", "45818"]]);
  });

  it("reports what is hidden and what is merged", () => {
    const bytes = writeWorkbook({
      sheets: [
        { ...SHEET, merges: ["A1:C2"], hiddenRows: [1] },
        { name: "Lists", rows: [["x"]], state: "veryHidden" },
      ],
    });
    const workbook = openWorkbook(bytes);
    expect(workbook.sheets).toEqual([
      { name: "Data", hidden: false },
      { name: "Lists", hidden: true },
    ]);
    const { rows, merges } = workbook.readSheet("Data");
    expect(rows[0]!.hidden).toBe(true);
    expect(merges).toEqual([{ from: { row: 1, column: 1 }, to: { row: 2, column: 3 } }]);
    expect(codeOf(() => workbook.readSheet("data"))).toBe("workbook_sheet_missing");
  });
});

it("continues a sheet after another one was read", () => {
  const sheetOf = (name: string) => ({
    name,
    rows: Array.from({ length: 5000 }, (_, at) => [`${name}${at}`, { number: String(at) }]),
  });
  const workbook = openWorkbook(writeWorkbook({ sheets: [sheetOf("A"), sheetOf("B")] }));
  const pieces = workbook.rowsOf("A");
  const first = pieces.next();
  const rows = first.done ? [] : first.value;
  expect(rows.length).toBeLessThan(5000);
  expect(workbook.readSheet("B").rows).toHaveLength(5000);
  for (const piece of pieces) rows.push(...piece);
  expect(rows.map(({ cells }) => cells[0]!.text)).toEqual(Array.from({ length: 5000 }, (_, at) => `A${at}`));
});

describe("rows and texts in plain form", () => {
  const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData><mergeCells/></worksheet>`;
  const read = (sheet: string, texts: string) => {
    const files = { "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": texts };
    const bytes = writeWorkbook({ sheets: [{ name: "Data", rows: [["a"]] }], files });
    try {
      return openWorkbook(bytes, { ratio: 1e9 }).readSheet("Data").rows;
    } catch (error) {
      if (error instanceof WorkbookError) return error.code;
      throw error;
    }
  };
  // A comment before them makes the full parser read everything after it.
  const byParser = (rows: string, texts: string) => read(sheetOf(`<!-- -->${rows}`), `<sst><!-- -->${texts}</sst>`);
  const skimmed = (rows: string, texts: string) => read(sheetOf(rows), `<sst>${texts}</sst>`);

  const pick = (...texts: string[]) => fc.constantFrom(...texts);
  const anyContent = fc.oneof(
    pick(
      "<v>1</v>",
      "<v>0</v>",
      "<v>1.50</v>",
      "<v>1e3</v>",
      "<v></v>",
      "<v/>",
      "",
      '<v>7</v><!-- </row><row r="9"/> -->',
      "<v>x</v>",
    ),
    pick(
      "<is><t>a</t></is>",
      '<is><t xml:space="preserve"> a&amp;b </t></is>',
      "<is><r><t>a</t></r></is>",
      "<v>]]&gt;</v>",
    ),
    pick(
      "<f>A1</f><v>3</v>",
      "<f>[1]S!A1</f><v>3</v>",
      "<v><![CDATA[1]]></v>",
      "<v>1</v></c><c><v>2</v>",
      "<v>a\r\nb</v>",
    ),
  );
  const anyCell = fc
    .tuple(
      pick("A", "B", "C", "AB", "ZZZZ", "?"),
      pick("", ' s="1"', ' s="1" s="2"'),
      pick("", "s", "str", "b", "inlineStr", "q"),
      anyContent,
    )
    .map(([column, style, type, content]) => (row: number) => {
      const ref = column === "?" ? "" : ` r="${column}${row}"`;
      return `<c${ref}${style}${type === "" ? "" : ` t="${type}"`}>${content}</c>`;
    });
  const anyRow = fc.tuple(
    pick(
      ' r="@"',
      ' r="@" spans="1:9" x14ac:dyDescent="0.2"',
      ' hidden="1" r="@"',
      "",
      ' r="@" r="9"',
      ' a="/>" r="@"',
      ' r="@" b=">"',
      '\nr="@"',
    ),
    fc.array(anyCell, { maxLength: 4 }),
    pick("", " ", "\n", "<!-- </row> -->", "<row/>", "text", "<?pi </row>?>"),
  );

  it("are read like the full parser reads them, whatever is between them", () => {
    const anyText = pick(
      "<si><t>a</t></si>",
      "<si/>",
      "<si><t> &#65; </t></si>",
      "<si><r><t>C</t></r><rPh><t>x</t></rPh></si>",
      "<si><t>_x0041_</t></si>",
    );
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 6 }),
        fc.array(anyText, { maxLength: 4 }),
        fc.boolean(),
        (rows, texts, isCut) => {
          const xml = rows.map(([attributes, cells, after], index) => {
            const row = index + 1;
            return `<row${attributes.replace("@", String(row))}>${cells.map((cell) => cell(row)).join("")}</row>${after}`;
          });
          const all = isCut ? xml.join("").slice(0, -3) : xml.join("");
          expect(skimmed(all, texts.join(""))).toEqual(byParser(all, texts.join("")));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    '<row r="1"><c r="A1"><v>7</v><!-- </row><row r="9"><c r="A9"><v>1</v></c></row> --></c></row><row r="2"><c r="A2"><v>3</v></c></row>',
    '<row r="1" a="/>"><c r="A1"><v>7</v></c></row><row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c></row>',
    '<row r="1"/>\n<row r="3"><c r="B3" t="inlineStr"><is><t>a &lt; b</t></is></c><c r="C3" t="str"><v>x</v></c></row><!-- <row/> -->',
    '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"/><c r="D2" s="3" t="b"><v>1</v></c></row>',
  ])("give the same rows: %s", (rows) => {
    const found = skimmed(rows, "<si><t>a</t></si>");
    expect(found).toBeInstanceOf(Array);
    expect(found).toEqual(byParser(rows, "<si><t>a</t></si>"));
  });

  it("are found wherever the pieces of the file end", () => {
    const row = (at: number) =>
      `<row r="${at}"><c r="A${at}" t="s"><v>${at % 3}</v></c><c r="C${at}"><v>${at}.5</v></c></row>`;
    const rows = Array.from({ length: 20_000 }, (_, index) => row(index + 1)).join("");
    const texts = "<si><t>a</t></si><si><t>b</t></si><si><t>c</t></si>";
    const found = skimmed(rows, texts);
    expect(found).toHaveLength(20_000);
    expect(found).toEqual(byParser(rows, texts));
  });

  it("restart at column 1 in a row of cells without addresses", () => {
    expect(
      read(sheetOf("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"), "<sst/>"),
    ).toMatchObject([
      { row: 1, cells: [{ column: 1 }, { column: 2 }] },
      { row: 2, cells: [{ column: 1 }] },
    ]);
  });
});

describe("an invalid workbook", () => {
  const relation = (type: string) =>
    `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="x/${type}" Target="other.bin"/></Relationships>`;
  const withCell = (xml: string) => writeWorkbook({ sheets: [{ name: "Data", rows: [[{ xml }]] }] });
  const compound = (text: string) =>
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from(text, "utf16le")]);

  it.each<[WorkbookErrorCode, string, Uint8Array]>([
    ["not_a_workbook", "nothing", new Uint8Array()],
    ["not_a_workbook", "a text", strToU8("Scope,Level 1\n")],
    ["not_a_workbook", "another archive", zipSync({ "readme.txt": strToU8("x") })],
    ["workbook_legacy", "an .xls file", compound("Workbook")],
    ["workbook_encrypted", "a password", compound("EncryptedPackage")],
    [
      "workbook_macros",
      "macros",
      writeWorkbook({ sheets: [SHEET], files: { "xl/_rels/workbook.xml.rels": relation("vbaProject") } }),
    ],
    [
      "workbook_binary",
      "an .xlsb file",
      writeWorkbook({
        sheets: [SHEET],
        files: {
          "_rels/.rels": `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/xl/workbook.bin"/></Relationships>`,
          "xl/workbook.bin": "",
        },
      }),
    ],
    [
      "workbook_dtd",
      "entities",
      writeWorkbook({
        sheets: [SHEET],
        files: { "xl/sharedStrings.xml": `<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>` },
      }),
    ],
    [
      "workbook_damaged",
      "XML that does not close",
      writeWorkbook({ sheets: [SHEET], files: { "xl/workbook.xml": "<workbook><sheets>" } }),
    ],
    ["workbook_damaged", "a text that is not there", withCell(`<c r="@" t="s"><v>7</v></c>`)],
    ["workbook_damaged", "a number that is none", withCell(`<c r="@"><v>1,5</v></c>`)],
    ["workbook_damaged", "an address outside its row", withCell(`<c r="A2"><v>1</v></c>`)],
    ["workbook_external_value", "a value of another file", withCell(`<c r="@"><f>[1]Factors!A1*2</f><v>3</v></c>`)],
    ["workbook_external_value", "one with a quoted name", withCell(`<c r="@"><f>'[2]My sheet'!A1</f><v>3</v></c>`)],
  ])("%s: %s", (code, _, bytes) => {
    expect(codeOf(() => readAll(bytes))).toBe(code);
  });

  it("names the cell that takes its value from another file", () => {
    expect(() => readAll(withCell(`<c r="@"><f>[1]Factors!A1</f><v>3</v></c>`))).toThrow(
      expect.objectContaining({ facts: { sheet: "Data", ref: "A1" } }),
    );
    expect(codeOf(() => readAll(withCell(`<c r="@"><f>Table1[1]+Data!B1</f><v>3</v></c>`)))).toBe("none");
  });

  it("limits the expansion of a zip bomb, even if it declares a false size", () => {
    const bomb = writeWorkbook({ sheets: [SHEET], files: { "xl/worksheets/sheet1.xml": " ".repeat(30_000_000) } });
    const before = process.memoryUsage().rss;
    expect(codeOf(() => readAll(bomb))).toBe("workbook_too_large");
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(codeOf(() => readAll(bomb, { ratio: 1e9, expandedBytes: 5_000_000 }))).toBe("workbook_too_large");
    const lying = bomb.slice();
    const directory = findLast(lying, "xl/worksheets/sheet1.xml") - 46;
    new DataView(lying.buffer).setUint32(directory + 24, 100, true);
    expect(codeOf(() => readAll(lying))).toBe("workbook_damaged");
  });

  it("counts entries and cells", () => {
    const bytes = writeWorkbook({ sheets: [{ name: "Data", rows: [["a", "b", "c"]] }] });
    expect(codeOf(() => readAll(bytes, { entries: 3 }))).toBe("workbook_too_large");
    expect(codeOf(() => readAll(bytes, { cells: 2 }))).toBe("workbook_too_large");
    expect(codeOf(() => readAll(bytes, { cells: 3 }))).toBe("none");
  });

  it("compares each part with its checksum", () => {
    const bytes = writeWorkbook({ sheets: [SHEET] });
    const directory = findLast(bytes, "xl/worksheets/sheet1.xml") - 46;
    new DataView(bytes.buffer).setUint8(directory + 16, bytes[directory + 16]! ^ 1);
    expect(codeOf(() => readAll(bytes))).toBe("workbook_damaged");
  });

  it("fails with a code for bytes cut off or changed anywhere", () => {
    const bytes = writeWorkbook({
      sheets: [{ name: "Data", rows: Array.from({ length: 30 }, (_, row) => [`text ${row}`, { number: `${row}.5` }]) }],
    });
    const at = fc.nat(bytes.length - 1);
    fc.assert(
      fc.property(fc.array(fc.tuple(at, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }), (flips) => {
        const changed = bytes.slice();
        for (const [index, mask] of flips) changed[index]! ^= mask;
        codeOf(() => readAll(changed));
      }),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(at, (length) => {
        expect(codeOf(() => readAll(bytes.slice(0, length)))).not.toBe("none");
      }),
      { numRuns: 300 },
    );
  });

  it("fails with a code for XML changed anywhere", () => {
    const files = unzipSync(writeWorkbook({ sheets: [SHEET], formats: ["yyyy"] }));
    const names = Object.keys(files);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.string({ maxLength: 6 }), (name, at, text) => {
        const xml = Buffer.from(files[name]!).toString("utf8");
        const changed = strToU8(xml.slice(0, at % xml.length) + text + xml.slice((at % xml.length) + text.length));
        codeOf(() => readAll(zipSync({ ...files, [name]: changed })));
      }),
      { numRuns: 800 },
    );
  });
});

function findLast(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(text);
}
