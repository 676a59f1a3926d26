import { strToU8 } from "fflate";
import type { BillSample } from "./bill-samples.ts";
import { invoice, item, layInvoice, writeEInvoice, writeOriginalInvoice } from "./invoice-facts.ts";
import { writeOfd } from "./write-ofd.ts";
import { writePdf, writeUnembeddedPdf } from "./write-pdf.ts";

const POWER = "示例供电有限公司";
const GAS = "示例燃气有限公司";
const OIL = "示例成品油销售有限公司";

const power = invoice({
  number: "25442000000000000001",
  seller: POWER,
  items: [item("*供电*电费", "千瓦时", "48210", "0.6021", "29027.24", "3773.54")],
  net: "29027.24",
  tax: "3773.54",
  total: "32800.78",
  remark: "户号：0312345678901；电表号：SMP0012345；计费周期：2025年03月01日至2025年03月31日",
});
const peaks = invoice({
  number: "25442000000000000002",
  seller: POWER,
  items: [
    item("*供电*电费(峰)", "千瓦时", "12000.5", "1.02", "12240.51", "1591.27"),
    item("*供电*电费(平)", "千瓦时", "20100", "0.61", "12261.00", "1593.93"),
    item("*供电*电费(谷)", "千瓦时", "8800", "0.31", "2728.00", "354.64"),
  ],
  net: "27229.51",
  tax: "3539.84",
  total: "30769.35",
  remark: "户号：0312345678901；电费年月：202502",
});
const gas = invoice({
  number: "25442000000000000003",
  seller: GAS,
  items: [item("*燃气*天然气", "立方米", "5320.8", "3.4862", "18549.37", "1669.44")],
  net: "18549.37",
  tax: "1669.44",
  total: "20218.81",
  remark: "用户编号：88001234；抄表周期：2025-02-26至2025-03-25",
});
const water = invoice({
  number: "25442000000000000004",
  seller: "示例自来水有限公司",
  items: [
    item("*水冰雪*自来水", "吨", "1260", "3.2", "4032.00", "120.96"),
    item("*劳务*污水处理费", "吨", "1260", "1.4", "1764.00", "0.00"),
  ],
  net: "5796.00",
  tax: "120.96",
  total: "5916.96",
  remark: "客户号：W20250001；账期：2025年3月",
});
const diesel = invoice({
  number: "25442000000000000005",
  seller: OIL,
  items: [item("*成品油*车用柴油(VI)", "升", "2150.36", "6.5133", "14005.94", "1820.77")],
  net: "14005.94",
  tax: "1820.77",
  total: "15826.71",
});
const reversed = invoice({
  number: "25442000000000000006",
  seller: POWER,
  items: [item("*供电*电费", "千瓦时", "-1200", "0.6", "-720.00", "-93.60")],
  net: "-720.00",
  tax: "-93.60",
  total: "-813.60",
  remark: "被红冲蓝字数电发票号码：25442000000000000001；计费周期：2025年03月01日至2025年03月31日",
});
const heat = invoice({
  number: "25112000000000000007",
  seller: "示例热力有限公司",
  items: [item("*热力*蒸汽", "吉焦", "615.25", "82.5", "50758.13", "4568.23")],
  net: "50758.13",
  tax: "4568.23",
  total: "55326.36",
  remark: "用户编号：R3300021；结算周期：2025年01月01日-2025年01月31日；本期为估抄",
});
const petrol = invoice({
  number: "25442000000000000008",
  seller: OIL,
  items: [item("*成品油*92号车用汽油", "升", "86.42", "7.02", "606.67", "78.87")],
  net: "606.67",
  tax: "78.87",
  total: "685.54",
});
const software = invoice({
  number: "25442000000000000009",
  seller: "示例软件服务有限公司",
  items: [item("*信息技术服务*维护费", "项", "1", "1200", "1200.00", "72.00")],
  net: "1200.00",
  tax: "72.00",
  total: "1272.00",
});

const MARCH = "2025-03-01/2025-03-31";

/** Digital VAT invoices as XML, OFD and PDF. */
export const CHINESE_SAMPLES: BillSample[] = [
  {
    name: "sample-power.xml",
    make: () => strToU8(writeEInvoice(power)),
    read: {
      state: "read",
      seller: [POWER],
      number: [power.number],
      meter: ["SMP0012345"],
      period: [MARCH],
      lines: [["electricity", ["48210 千瓦时"], ["29027.24"]]],
      total: ["32800.78"],
    },
  },
  {
    name: "sample-power-peaks.xml",
    make: () => strToU8(writeEInvoice(peaks)),
    read: {
      state: "read",
      meter: ["0312345678901"],
      period: ["2025-02-01/2025-02-28"],
      lines: [
        ["electricity", ["12000.5 千瓦时"], ["12240.51"]],
        ["electricity", ["20100 千瓦时"], ["12261"]],
        ["electricity", ["8800 千瓦时"], ["2728"]],
      ],
      problems: ["several_lines"],
    },
  },
  {
    name: "sample-gas.xml",
    make: () => strToU8(writeEInvoice(gas)),
    read: {
      state: "read",
      meter: ["88001234"],
      period: ["2025-02-26/2025-03-25"],
      lines: [["gas", ["5320.8 立方米"], ["18549.37"]]],
    },
  },
  {
    name: "sample-water.xml",
    make: () => strToU8(writeEInvoice(water)),
    read: {
      state: "read",
      meter: ["W20250001"],
      period: [MARCH],
      lines: [
        ["water", ["1260 吨"], ["4032"]],
        ["water", ["1260 吨"], ["1764"]],
      ],
      problems: ["several_lines"],
    },
  },
  {
    name: "sample-diesel.xml",
    make: () => strToU8(writeEInvoice(diesel)),
    read: { state: "needs_entry", meter: [], period: [], lines: [["fuel", ["2150.36 升"], ["14005.94"]]] },
  },
  {
    name: "sample-reversed.xml",
    make: () => strToU8(writeEInvoice(reversed)),
    read: {
      state: "read",
      period: [MARCH],
      total: ["-813.6"],
      lines: [["electricity", ["-1200 千瓦时"], ["-720"]]],
      problems: ["credit_note"],
    },
  },
  {
    name: "sample-software.xml",
    make: () => strToU8(writeEInvoice(software)),
    read: { state: "needs_entry", lines: [[null, ["1 项"], ["1200"]]], problems: ["other_goods"] },
  },
  {
    name: "sample-power.ofd",
    make: () => writeOfd({ pages: [layInvoice(power)] }),
    read: {
      state: "read",
      seller: [POWER],
      number: [power.number],
      issuedOn: ["2025-04-02"],
      meter: ["SMP0012345"],
      period: [MARCH],
      lines: [["electricity", ["48210 千瓦时"], ["29027.24"]]],
      total: ["32800.78"],
    },
  },
  {
    name: "sample-gas-attached.ofd",
    make: () =>
      writeOfd({
        pages: [layInvoice(gas)],
        attachment: { name: "original_invoice.xml", xml: writeOriginalInvoice(gas) },
      }),
    read: {
      state: "read",
      seller: [GAS],
      number: [gas.number],
      meter: ["88001234"],
      period: ["2025-02-26/2025-03-25"],
      lines: [["gas", ["5320.8 立方米"], ["18549.37"]]],
    },
  },
  {
    name: "sample-gas-altered.ofd",
    make: () =>
      writeOfd({
        pages: [layInvoice(gas)],
        attachment: { name: "original_invoice.xml", xml: writeOriginalInvoice(gas).replaceAll("5320.8", "320.8") },
      }),
    read: {
      state: "needs_entry",
      lines: [["gas", ["5320.8 立方米", "320.8 立方米"], ["18549.37"]]],
      problems: ["data_differs"],
    },
  },
  {
    name: "sample-heat.ofd",
    make: () => {
      const texts = layInvoice(heat);
      return writeOfd({ pages: [texts.slice(5)], template: texts.slice(0, 5) });
    },
    read: {
      state: "read",
      meter: ["R3300021"],
      period: ["2025-01-01/2025-01-31"],
      lines: [["heat", ["615.25 吉焦"], ["50758.13"]]],
      estimated: ["估抄"],
    },
  },
  {
    name: "sample-power-peaks.pdf",
    make: () => writePdf({ pages: [layInvoice(peaks)], isChinese: true, size: [210, 140] }),
    read: {
      state: "read",
      seller: [POWER],
      meter: ["0312345678901"],
      period: ["2025-02-01/2025-02-28"],
      lines: [
        ["electricity", ["12000.5 千瓦时"], ["12240.51"]],
        ["electricity", ["20100 千瓦时"], ["12261"]],
        ["electricity", ["8800 千瓦时"], ["2728"]],
      ],
      total: ["30769.35"],
      problems: ["several_lines"],
    },
  },
  {
    name: "sample-petrol.pdf",
    make: async () => writeUnembeddedPdf(layInvoice(petrol)),
    read: {
      state: "needs_entry",
      seller: [OIL],
      number: [petrol.number],
      period: [],
      lines: [["fuel", ["86.42 升"], ["606.67"]]],
      total: ["685.54"],
    },
  },
  {
    name: "sample-power-attached.pdf",
    make: () =>
      writePdf({
        pages: [layInvoice(power)],
        attachment: { name: `${power.number}.xml`, text: writeEInvoice(power) },
        isChinese: true,
        size: [210, 140],
      }),
    read: {
      state: "read",
      number: [power.number],
      meter: ["SMP0012345"],
      period: [MARCH],
      lines: [["electricity", ["48210 千瓦时"], ["29027.24"]]],
    },
  },
];
