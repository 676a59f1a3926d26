import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { TextEncoding } from "#app/encoding/table/decode-text.ts";
import { writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import type { BankFile, BankMapping, ReadBankFile } from "./bank-file.ts";
import { suggestMapping } from "./bank-headings.ts";
import { readBankFile } from "./read-bank-file.server.ts";
import { readTable, splitTable, toLines } from "./read-bank-table.ts";

/** Sample files of our own in the layouts of banks and standards. */
const SAMPLES = fileURLToPath(new URL("../../../tests/support/bank-files/", import.meta.url));

/** Reads a file without any choice of a person, except for the given ones. */
function read(file: BankFile, chosen: Partial<BankMapping> = {}): ReadBankFile {
  if (file.kind !== "table") {
    const lines = toLines(file.entries);
    return { ...lines, faults: [...file.faults, ...lines.faults] };
  }
  const table = splitTable(file.rows);
  return readTable(table, { ...suggestMapping(table.headings, table.body, table.titles), ...chosen } as BankMapping);
}

async function open(name: string, encoding?: TextEncoding): Promise<BankFile> {
  const file = await readBankFile(join(SAMPLES, name), encoding);
  if ("fault" in file) throw new Error(file.fault);
  return file;
}

const shown = ({ lines }: ReadBankFile) =>
  lines.map(({ bookedOn, currency, amountMinor, payer }) => [
    bookedOn,
    `${printAmount(money(amountMinor, currency))} ${currency}`,
    payer,
  ]);

interface Sample {
  name: string;
  encoding?: TextEncoding;
  chosen?: Partial<BankMapping>;
  lines: string[][];
  /** A text and a reference of the first line. */
  first: { note: string; reference: string };
  leftOut: string[];
}

const FILES: Sample[] = [
  {
    name: "icbc.csv",
    lines: [
      ["2025-03-04", "4785.00 USD", "SAMPLE BUYER GMBH"],
      ["2025-03-06", "1200.50 USD", "NORTHERN TRADERS LTD"],
    ],
    first: { note: "境外汇入 · INV-2025-000012 REPORT", reference: "000000000" },
    leftOut: ["outgoing", "total", "total"],
  },
  {
    name: "boc.csv",
    lines: [
      ["2025-03-04", "12000.00 USD", "SAMPLE BUYER GMBH"],
      ["2025-03-12", "1000.00 USD", "NORTHERN TRADERS LTD"],
    ],
    first: { note: "咨询费 · INV-2025-000013", reference: "778899001" },
    leftOut: ["outgoing"],
  },
  {
    name: "cmb.csv",
    lines: [
      ["2025-03-07", "53000.00 CNY", "苏州示例精密有限公司"],
      ["2025-03-21", "3.27 CNY", ""],
    ],
    first: { note: "网银转入 · 碳核算服务费", reference: "G00123456789" },
    leftOut: ["outgoing", "note", "note"],
  },
  {
    name: "hsbcnet.csv",
    chosen: { payer: null },
    lines: [
      ["2025-03-04", "9985.00 USD", ""],
      ["2025-03-25", "2000.00 USD", ""],
    ],
    first: { note: "/INV-2025-000014 SAMPLE BUYER GMBH · INV 2025 000014", reference: "HC12503041234567" },
    leftOut: ["outgoing"],
  },
  {
    name: "deutsche-bank.csv",
    encoding: "windows-1252",
    lines: [
      ["2025-03-04", "1190.00 EUR", "Müller Maschinenbau GmbH"],
      ["2025-03-17", "250.50 EUR", "Grün & Söhne KG"],
    ],
    first: { note: "INV-2025-000015 Klimabilanz", reference: "E2E-4711" },
    leftOut: ["outgoing", "note"],
  },
  {
    name: "sparkasse.csv",
    encoding: "windows-1252",
    chosen: { dates: "dmy" },
    lines: [["2025-03-28", "714.00 EUR", "Bäckerei Süß OHG"]],
    first: { note: "INV-2025-000016 Fußabdruck", reference: "NOTPROVIDED" },
    leftOut: ["outgoing"],
  },
  {
    name: "barclays.csv",
    chosen: { account: "GBP", dates: "dmy" },
    lines: [
      ["2025-03-04", "1500.00 GBP", ""],
      ["2025-03-06", "320.00 GBP", ""],
    ],
    first: { note: "NORTHERN TRADERS LTD INV-2025-000017 BGC", reference: "" },
    leftOut: ["outgoing"],
  },
  {
    name: "wise.csv",
    lines: [["2025-03-14", "2400.00 EUR", "Sample Buyer B.V."]],
    first: {
      note: "Received money from Sample Buyer B.V. with reference INV-2025-000018 · INV-2025-000018",
      reference: "TRANSFER-901234567",
    },
    leftOut: ["outgoing"],
  },
  {
    name: "chase.csv",
    chosen: { account: "USD" },
    lines: [["2025-03-14", "5000.00 USD", ""]],
    first: { note: "ORIG CO NAME:SAMPLE BUYER INC INV-2025-000019", reference: "" },
    leftOut: ["outgoing"],
  },
  {
    name: "sparkasse.sta",
    lines: [["2025-03-04", "1190.00 EUR", "Mueller MaschinenbauGmbH"]],
    first: { note: "E2E-4711 INV-2025-000020 Klimabilanz", reference: "E2E-4711" },
    leftOut: ["outgoing", "outgoing"],
  },
  {
    name: "hsbc.mt940",
    lines: [["2025-03-04", "12000.00 USD", "SAMPLE BUYER GMBH"]],
    first: {
      note: "INV-2025-000021 · SAMPLE BUYER GMBH · INV-2025-000021 CARBON REPORT E2E4712",
      reference: "HC12503041234567",
    },
    leftOut: ["outgoing"],
  },
  {
    name: "camt053-v2.xml",
    lines: [
      ["2025-03-04", "1190.00 EUR", "Müller Maschinenbau GmbH"],
      ["2025-03-05", "1000.00 EUR", "Sample Buyer B.V."],
      ["2025-03-05", "310.00 EUR", "Northern Traders Ltd"],
    ],
    first: { note: "INV-2025-000022 Klimabilanz · E2E-4711", reference: "2025063001" },
    leftOut: ["outgoing"],
  },
  {
    name: "camt053-v8.xml",
    lines: [["2025-03-04", "4785.00 USD", "SAMPLE BUYER GMBH"]],
    first: { note: "INV-2025- 000023", reference: "77" },
    leftOut: [],
  },
];

describe("bank files as banks write them", () => {
  it.each(FILES)("reads $name", async ({ name, encoding, chosen, lines, first, leftOut }) => {
    const result = read(await open(name, encoding), chosen);
    expect(result.faults).toEqual([]);
    expect(shown(result)).toEqual(lines);
    expect(result.lines[0]).toMatchObject(first);
    expect(result.leftOut.map(({ reason }) => reason)).toEqual(leftOut);
  });

  it("reads a workbook with title rows, dates as text and numbers as cells", async () => {
    const head = [
      "账号",
      "账户名称",
      "交易时间",
      "借方发生额（支取）",
      "贷方发生额（收入）",
      "余额",
      "币种",
      "对方户名",
      "摘要",
      "备注",
    ];
    const workbook = writeWorkbook([
      {
        name: "明细",
        widths: [],
        rows: [
          ["中国建设银行账户明细信息"],
          ["起始日期：20250301", "截止日期：20250331"],
          head,
          [
            ...["32250198", "示例咨询", "20250304 10:22:33"],
            { number: "0" },
            { number: "53000.5" },
            { number: "153000.5" },
            "人民币元",
            "苏州示例精密有限公司",
            "汇款",
            "合同2025-01",
          ],
          [
            ...["32250198", "示例咨询", "20250305 09:00:00"],
            { number: "1250" },
            { number: "0" },
            { number: "151750.5" },
            "人民币元",
            "张三",
            "报销",
            "",
          ],
          ["合计", "", "", { number: "1250" }, { number: "53000.5" }],
        ],
      },
    ]);
    const folder = await mkdtemp(join(tmpdir(), "bank-file-"));
    try {
      const path = join(folder, "ccb.xlsx");
      await writeFile(path, workbook);
      const file = await readBankFile(path);
      if ("fault" in file) throw new Error(file.fault);
      const result = read(file, { decimal: "comma" });
      expect(result.faults).toEqual([]);
      expect(shown(result)).toEqual([["2025-03-04", "53000.50 CNY", "苏州示例精密有限公司"]]);
      expect(result.lines[0]!.note).toBe("汇款 · 合同2025-01");
      expect(result.leftOut.map(({ reason }) => reason)).toEqual(["outgoing", "total"]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("asks for the order of dates that can be read in two ways, and for nothing else", async () => {
    const file = await open("barclays.csv");
    if (file.kind !== "table") throw new Error(file.kind);
    const { headings, body, titles } = splitTable(file.rows);
    expect(suggestMapping(headings, body, titles)).toMatchObject({
      dates: null,
      decimal: "grouped_point",
      account: "",
    });
    const later = file.rows.map((row) => ({ ...row, texts: row.texts.map((text) => text.replace("06/03", "26/03")) }));
    const known = splitTable(later);
    expect(suggestMapping(known.headings, known.body, known.titles).dates).toBe("dmy");
  });

  it("refuses a Western text file until its encoding is chosen", async () => {
    expect(await readBankFile(join(SAMPLES, "deutsche-bank.csv"))).toEqual({ fault: "file_encoding" });
  });

  it.each(["sparkasse.sta", "hsbc.mt940", "camt053-v2.xml"])("notices a removed entry in %s", async (name) => {
    const whole = await readFile(join(SAMPLES, name), "latin1");
    const cut = name.endsWith("xml")
      ? whole.replace(/<Ntry>[\s\S]*?<\/Ntry>/, "")
      : whole.replace(/:61:[\s\S]*?(?=:61:)/, "");
    expect(cut).not.toBe(whole);
    const folder = await mkdtemp(join(tmpdir(), "bank-file-"));
    try {
      await writeFile(join(folder, name), cut, "latin1");
      const file = await readBankFile(join(folder, name));
      if ("fault" in file) throw new Error(file.fault);
      expect(read(file).faults.map(({ fault }) => fault)).toEqual(["balance_differs"]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
